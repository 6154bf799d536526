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
    // As long as the browser's own waits: what a screen is to show may take a while on a busy machine.
    expect: { poll: { timeout: 30_000 } },
  },
});
