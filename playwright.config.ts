import { defineConfig } from '@playwright/test'

const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // The same picture on every machine.
  '--font-render-hinting=none',
  '--disable-lcd-text',
  '--force-device-scale-factor=1',
]

export default defineConfig({
  testDir: 'journeys',
  testMatch: '*.spec.ts',
  workers: 2,
  // A machine may be busy once. `tools/test.ts` names what passed only on the second try.
  retries: 1,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: 'list',
  use: {
    launchOptions: { executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: quiet },
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    viewport: { width: 1366, height: 768 },
    actionTimeout: 20_000,
    screenshot: 'only-on-failure',
  },
})
