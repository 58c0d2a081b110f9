import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { defineConfig, type ViteUserConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** The slow files, the slowest first, as .ci/suite-times.mjs has measured them. */
const SLOW: readonly string[] = JSON.parse(readFileSync(new URL('.ci/slow-files.json', import.meta.url), 'utf8'));

/**
 * Slow files first, so that none of them is still running alone in the end; but where the first one packs the package, another worker
 * begins with a file that need not wait for that.
 */
class SlowestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification): number => {
      const at = SLOW.indexOf(relative(this.ctx.config.root, moduleId));
      return at < 0 ? SLOW.length : at;
    };
    const [first, ...others] = (await super.sort(files)).sort((a, b) => place(a) - place(b));
    const second = others.find(({ moduleId }) => !moduleId.includes('.process.'));
    return [first, second, ...others.filter(file => file !== second)].filter(file => file !== undefined);
  }
}

const config: ViteUserConfig = defineConfig({
  test: {
    include: ['{src,oracles,properties,reports,cli}/**/*.test.ts'],
    // All cores: most tests calculate, and the main process has little to do beside them. One more than cores gained nothing (664 s, and 615 and 649 s without).
    maxWorkers: '100%',
    // Most files import much of the machine: it is loaded, and compiled as it runs hot, once a worker and not once a file.
    isolate: false,
    sequence: { sequencer: SlowestFirst },
    globalSetup: ['.ci/_runFolder.mjs'],
    setupFiles: process.env.SUITE_TIMES === undefined ? [] : ['.ci/_cpuOfFile.mjs'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    coverage: {
      provider: 'v8',
      include: ['{src,oracles,properties,reports,cli}/**/*.ts'],
      exclude: ['**/*.test.ts', 'reports/{bench,pictures}/**'],
      reportsDirectory: 'coverage',
    },
  },
});

export default config;
