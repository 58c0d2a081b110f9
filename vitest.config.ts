import { defineConfig, type ViteUserConfig } from 'vitest/config';

const config: ViteUserConfig = defineConfig({
  test: {
    include: ['{src,oracles,properties,reports,cli}/**/*.test.ts'],
    // All cores: most tests calculate, and the main process has little to do beside them.
    maxWorkers: '100%',
    testTimeout: 120_000,
    hookTimeout: 120_000,
    coverage: {
      provider: 'v8',
      include: ['{src,oracles,properties,reports,cli}/**/*.ts'],
      exclude: ['**/*.test.ts', 'reports/bench/**'],
      reportsDirectory: 'coverage',
    },
  },
});

export default config;
