import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    environment: 'node',
    testTimeout: 20_000,
    // It imports JSON in a way that Node itself refuses.
    server: { deps: { inline: [/@actions\/workflow-parser/] } },
    // The tables in test/ assert on Chinese text and exact colours are never wanted there.
    env: { NO_COLOR: '1', TZ: 'Asia/Shanghai' },
  },
});
