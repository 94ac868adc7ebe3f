import { defineConfig } from '@playwright/test'

// The built product in a real Chromium. Two workers keep two cores busy, each with a product of its own; what takes a second
// alone may then take several, so every limit is generous.
export default defineConfig({
  testDir: 'tests/e2e',
  timeout: 480_000,
  expect: { timeout: 40_000 },
  workers: 2,
  retries: 0,
  forbidOnly: true,
  globalSetup: './tests/e2e/global-setup.ts',
  outputDir: '.cache/test-results',
  use: {
    locale: 'vi-VN',
    timezoneId: 'Asia/Ho_Chi_Minh',
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
    actionTimeout: 40_000,
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
})
