// What every spec imports: Playwright's `test`, pointed at our server and watched by axe.
import { test as base } from '@playwright/test';
import { readFileSync, statSync } from 'node:fs';
import { watch } from './axe.ts';
import { logFile, settings } from './halle.ts';

export { expect } from '@playwright/test';
export { arrive, visit, watch } from './axe.ts';

export const test = base.extend<{ watched: void; serverLog: void }>({
  // The port is known only once the server runs, after the configuration was read.
  baseURL: async ({}, use) => use(settings().HALLE_BASE_URL),

  watched: [
    async ({ page, javaScriptEnabled }, use, testInfo) => {
      const inspector = watch(page, javaScriptEnabled !== false);
      await use();
      // A test that failed has said enough.
      if (testInfo.status === testInfo.expectedStatus && testInfo.status !== 'skipped') await inspector.finish();
    },
    { auto: true },
  ],

  serverLog: [
    async ({}, use, testInfo) => {
      const log = logFile(settings());
      const before = statSync(log).size;
      await use();
      const written = readFileSync(log).subarray(before).toString();
      if (testInfo.status !== testInfo.expectedStatus && written) {
        await testInfo.attach('server.log', { body: written, contentType: 'text/plain' });
        console.error(`— the server said during "${testInfo.title}":\n${written}`);
      }
    },
    { auto: true },
  ],
});

/** For what cannot exist without scripts, such as the camera. */
export function needsScripts(): void {
  test.skip(({ javaScriptEnabled }) => javaScriptEnabled === false, 'needs scripts');
}

/** For what is only worth saying without them. */
export function withoutScripts(): void {
  test.skip(({ javaScriptEnabled }) => javaScriptEnabled !== false, 'is about pages without scripts');
}
