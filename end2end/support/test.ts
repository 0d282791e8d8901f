// What every spec imports: Playwright's `test`, in a town of the spec's own and watched by axe.
import { type BrowserContextOptions, type Page, type TestInfo, test as base } from '@playwright/test';
import { readFileSync, statSync } from 'node:fs';
import { type Inspector, watch } from './axe.ts';
import { logFile, type Settings, settings } from './halle.ts';
import { Host } from './own-town.ts';

export { expect } from '@playwright/test';
export { arrive, visit, watch } from './axe.ts';

/** Brings in somebody with a browser of their own: the project's, but for what is said otherwise. */
export type AnotherPerson = (otherwise?: BrowserContextOptions) => Promise<Page>;

type Fixtures = {
  /** Whether pages run scripts. */
  scripts: boolean;
  /** What the server of the spec's town is told besides. */
  told: Partial<Settings>;
  anotherPerson: AnotherPerson;
  watched: void;
  serverLog: void;
};

export const test = base.extend<Fixtures, { host: Host }>({
  host: [
    async ({}, use) => {
      const host = new Host();
      await use(host);
      await host.close();
    },
    { scope: 'worker' },
  ],

  told: async ({}, use) => use({}),

  baseURL: async ({ host, told }, use, { file, project }) => {
    await host.welcome(`${project.name} ${file}`, told);
    await use(settings().HALLE_BASE_URL);
  },

  scripts: async ({ javaScriptEnabled }, use) => use(javaScriptEnabled !== false),

  // Contexts that a test opens have the project's options; they are watched and closed like its own.
  anotherPerson: async ({ browser, scripts }, use, testInfo) => {
    const inspectors = new Map<Page, Inspector>();
    await use(async (otherwise = {}) => {
      const page = await (await browser.newContext(otherwise)).newPage();
      inspectors.set(page, watch(page, otherwise.javaScriptEnabled ?? scripts));
      return page;
    });
    for (const [page, inspector] of inspectors) {
      if (hasPassed(testInfo)) await inspector.finish();
      await page.context().close();
    }
  },

  watched: [
    async ({ page, scripts }, use, testInfo) => {
      const inspector = watch(page, scripts);
      await use();
      if (hasPassed(testInfo)) await inspector.finish();
    },
    { auto: true },
  ],

  serverLog: [
    async ({ baseURL: _served }, use, testInfo) => {
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

/** A test that failed has said enough: no need to look at its pages. */
function hasPassed(testInfo: TestInfo): boolean {
  return testInfo.status === testInfo.expectedStatus && testInfo.status !== 'skipped';
}

/** For what cannot exist without scripts, such as the camera. */
export function needsScripts(): void {
  test.skip(({ javaScriptEnabled }) => javaScriptEnabled === false, 'needs scripts');
}

/** For what is only worth saying without them. */
export function withoutScripts(): void {
  test.skip(({ javaScriptEnabled }) => javaScriptEnabled !== false, 'is about pages without scripts');
}
