// Pictures of the app for the sheet that Android shows before it installs it:
// `npx playwright test --config screenshots.config.ts` draws them again into public/screenshots.
import { defineConfig, devices } from '@playwright/test';
import tests from './playwright.config.ts';

export default defineConfig({
  ...tests,
  testMatch: 'screenshots/*.ts',
  workers: 1,
  projects: [
    { name: 'narrow', use: { ...devices['Pixel 7'], viewport: { width: 360, height: 740 }, deviceScaleFactor: 2 } },
    { name: 'wide', use: { ...devices['Desktop Chrome'], viewport: { width: 1280, height: 800 } } },
  ],
});
