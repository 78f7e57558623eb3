import { createRequire } from 'node:module';
import { defineConfig } from 'vitest/config';

// Everyone shall have the one graphql that Node loads: Vite alone would prefer another build of it.
const graphql = createRequire(import.meta.url).resolve('graphql');

export default defineConfig({
  resolve: { alias: [{ find: /^graphql$/, replacement: graphql }] },
  test: {
    root: import.meta.dirname,
    include: ['**/*.test.ts'],
    testTimeout: 20_000,
    hookTimeout: 20_000,
    // Nothing here lives in modules, so that files need none of their own: loading all anew for each file took a third of the time.
    isolate: false,
    // By default one core is left to the main thread, which hardly needs it: much of the suite waits for other processes.
    maxWorkers: '100%',
  },
});
