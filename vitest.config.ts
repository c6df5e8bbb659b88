import { defineConfig } from 'vitest/config'

const needDatabase = [
  'src/store/**/*.test.ts',
  'src/actions/**/*.test.ts',
  'src/http/**/*.test.ts',
  'test/**/*.test.ts',
]

export default defineConfig({
  test: {
    // Much of it waits for disks and processes: on two cores, one worker would leave one idle.
    maxWorkers: '100%',
    projects: [
      {
        test: {
          name: 'rules',
          include: ['src/**/*.test.{ts,tsx}', 'tools/**/*.test.ts'],
          exclude: needDatabase,
          testTimeout: 30_000,
        },
      },
      {
        // TEST_DATABASE_URL, or an embedded server for the run.
        test: {
          name: 'deeds',
          include: needDatabase,
          globalSetup: 'test/database-server.ts',
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
})
