import { defineConfig } from 'vitest/config'

const needDatabase = ['src/store/**/*.test.ts', 'src/actions/**/*.test.ts', 'src/http/**/*.test.ts', 'test/**/*.test.ts']

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'rules',
          include: ['src/**/*.test.{ts,tsx}', 'tools/**/*.test.ts'],
          exclude: needDatabase,
          testTimeout: 30_000,
        },
      },
    ],
  },
})
