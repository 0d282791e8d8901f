// Every spec runs on a phone and on a desktop, with scripts and without. A spec that needs scripts says so with
// `needsScripts()` of support/test.ts.
import { defineConfig, devices } from '@playwright/test';
import { light } from './support/browser.ts';

const phone = { ...devices['Pixel 7'], viewport: { width: 360, height: 740 } };
const desktop = { ...devices['Desktop Chrome'], viewport: { width: 1280, height: 800 } };

const calm = { contextOptions: { reducedMotion: 'reduce' } } as const;

export default defineConfig({
  testDir: '.',
  testMatch: ['shopper', 'merchant', 'town_hall', 'anonymous'].map((who) => `${who}/**/*.spec.ts`),
  globalSetup: './support/global-setup.ts',
  // Three at a time keep two cores busy while one waits.
  workers: 3,
  fullyParallel: false,
  forbidOnly: !!process.env.CI,
  // A browser on a busy machine may stumble once; the report then calls the test flaky and keeps the trace of its second try.
  retries: process.env.CI ? 1 : 0,
  timeout: 120_000,
  expect: { timeout: 10_000 },
  reporter: [['list']],
  use: {
    locale: 'fr-FR',
    timezoneId: 'Europe/Paris',
    // Photographing every step of every story costs more than to tell one that failed again.
    trace: process.env.CI ? 'on-first-retry' : 'retain-on-failure',
    screenshot: 'only-on-failure',
    launchOptions: light,
  },
  projects: [
    { name: 'phone', use: phone },
    // What moves is seen on the phone; elsewhere, somebody asked for calm, and nothing is waited for.
    // How what waits is kept and sent does not depend on a screen's width: that is told on the phone alone.
    { name: 'desktop', use: { ...desktop, ...calm }, testIgnore: ['merchant/offline.spec.ts', 'merchant/safe-keeping.spec.ts'] },
    { name: 'phone-no-js', use: { ...phone, ...calm, javaScriptEnabled: false } },
    // Shoppers alone: what the pages of those who work here do without scripts is seen on a phone, and their width with scripts.
    { name: 'desktop-no-js', use: { ...desktop, ...calm, javaScriptEnabled: false }, testIgnore: ['merchant/**', 'town_hall/**'] },
  ],
});
