import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{src,oracles,properties,reports}/**/*.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    coverage: {
      provider: 'v8',
      include: ['{src,oracles,properties,reports}/**/*.ts'],
      exclude: ['**/*.test.ts', 'reports/bench/**'],
      reportsDirectory: 'coverage',
    },
  },
});
