// What a phone keeps until the market has it.
import type { Page } from '@playwright/test';

/** How many rows a drawer of this phone holds. */
export function rows(page: Page, drawer: string): Promise<number> {
  return page.evaluate(
    (drawer) =>
      new Promise<number>((found, failed) => {
        const asked = indexedDB.open('halle');
        asked.onerror = () => failed(asked.error);
        asked.onsuccess = () => {
          const count = asked.result.transaction(drawer).objectStore(drawer).count();
          count.onsuccess = () => (asked.result.close(), found(count.result));
        };
      }),
    drawer,
  );
}
