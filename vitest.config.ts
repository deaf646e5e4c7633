import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    environment: 'node',
    testTimeout: 20_000,
    // The tables in test/ assert on Chinese text and exact colours are never wanted there.
    env: { NO_COLOR: '1', TZ: 'Asia/Shanghai' },
  },
});
