// Every spec runs on a phone and on a desktop, with scripts and without. A spec that needs scripts says so with
// `needsScripts()` of support/test.ts.
import { defineConfig, devices } from '@playwright/test';
import { cameraArguments } from './support/camera.ts';
import { chromium } from './support/paths.ts';

const phone = { ...devices['Pixel 7'], viewport: { width: 360, height: 740 } };
const desktop = { ...devices['Desktop Chrome'], viewport: { width: 1280, height: 800 } };

export default defineConfig({
  testDir: '.',
  testMatch: ['shopper', 'merchant', 'town_hall', 'anonymous'].map((who) => `${who}/**/*.spec.ts`),
  globalSetup: './support/global-setup.ts',
  // All share one server and one town; two at a time is what two cores carry without waiting.
  workers: 2,
  fullyParallel: false,
  forbidOnly: !!process.env.CI,
  // A browser on a busy machine may stumble once; the report then calls the test flaky and keeps its trace.
  retries: process.env.CI ? 1 : 0,
  // At the end of a whole run the town has hundreds of shops, and axe looks at each of them on every page of the town hall.
  timeout: 120_000,
  expect: { timeout: 10_000 },
  reporter: [['list']],
  use: {
    locale: 'fr-FR',
    timezoneId: 'Europe/Paris',
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: chromium,
      args: [
        '--no-sandbox', // containers run as root
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        ...cameraArguments(),
      ],
    },
  },
  projects: [
    { name: 'phone', use: phone },
    { name: 'desktop', use: desktop },
    { name: 'phone-no-js', use: { ...phone, javaScriptEnabled: false } },
    { name: 'desktop-no-js', use: { ...desktop, javaScriptEnabled: false } },
  ],
});
