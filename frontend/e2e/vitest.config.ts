import { defineConfig } from 'vitest/config';

// One browser and one server for all of it: the stories build on each other and run in order.
export default defineConfig({
  test: {
    include: ['e2e/**/*.test.ts'],
    testTimeout: 90_000,
    hookTimeout: 240_000,
    fileParallelism: false,
    sequence: { concurrent: false },
    bail: 1,
  },
});
