import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

// Tests say in their name what they need: x.test.ts is pure, x.pg.test.ts talks to a real PostgreSQL.
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['src/**/*.test.ts', 'tests/**/*.test.ts'],
          exclude: ['**/*.pg.test.ts', 'tests/e2e/**', 'tests/sync/**', '**/node_modules/**', '**/fixtures/**'],
          setupFiles: ['src/platform/testing/pure-shared.ts'],
          testTimeout: 60_000,
          // Vitest would leave one of two cores idle.
          maxWorkers: Math.max(2, availableParallelism() - 1),
        },
      },
      {
        test: {
          name: 'pg',
          include: ['src/**/*.pg.test.ts', 'tests/**/*.pg.test.ts'],
          exclude: ['tests/sync/**', '**/node_modules/**'],
          globalSetup: ['src/platform/testing/postgres-global.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          maxWorkers: 2,
        },
      },
      {
        test: {
          name: 'sync',
          include: ['tests/sync/**/*.test.ts'],
          globalSetup: ['src/platform/testing/postgres-global.ts'],
          testTimeout: 1_200_000,
          hookTimeout: 120_000,
          maxWorkers: 2,
        },
      },
    ],
  },
})
