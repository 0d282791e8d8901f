// What the phone keeps for the time without a network.
import { type CDPSession, expect, type Page } from '@playwright/test';
import { visit } from './axe.ts';

/** The page's worker is at work: from here on pages are kept. */
export async function workerReady(page: Page): Promise<void> {
  const controlled = () => navigator.serviceWorker.ready.then(() => navigator.serviceWorker.controller !== null);
  await expect.poll(() => page.evaluate(controlled)).toBe(true);
}

/** Which of the browser's workers is the page's, for what the system says to it. */
export async function registrationOf(page: Page, protocol: CDPSession): Promise<string> {
  const registered = new Promise<string>((found) => {
    protocol.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const ours = registrations.find((one) => page.url().startsWith(one.scopeURL) && !one.isDeleted);
      if (ours) found(ours.registrationId);
    });
  });
  await protocol.send('ServiceWorker.enable');
  return registered;
}

/** What the system does once there is a network again, for which a page asked before it was closed. */
export async function wakeWorker(page: Page): Promise<void> {
  const protocol = await page.context().newCDPSession(page);
  const registrationId = await registrationOf(page, protocol);
  const { origin } = new URL(page.url());
  await protocol.send('ServiceWorker.dispatchSyncEvent', { origin, registrationId, tag: 'halle-queue', lastChance: false });
}

/** Browsers without windows have no Background Sync: here what a page asks of the system is only written down. */
export async function noteTags(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const tags = new Set<string>();
    const sync = { register: async (tag: string) => void tags.add(tag), getTags: async () => [...tags] };
    Object.defineProperty(ServiceWorkerRegistration.prototype, 'sync', { value: sync });
  });
}

/** What the page asked the system to wake its worker for. */
export const askedTags = (page: Page): Promise<string[]> =>
  page.evaluate(async () => {
    const { sync } = (await navigator.serviceWorker.ready) as unknown as { sync: { getTags: () => Promise<string[]> } };
    return sync.getTags();
  });

/** Opens a page and waits until it is kept, which may be a moment after it is shown. */
export async function seeAndKeep(page: Page, url: string): Promise<void> {
  await visit(page, url);
  await expect.poll(() => keptPages(page)).toContain(new URL(page.url()).pathname);
}

/** The pages of orders that the shopper's worker keeps. */
export const keptOrders = (page: Page): Promise<string[]> =>
  page.evaluate(async () => {
    const pages = await caches.open('halle-orders');
    return (await pages.keys()).map((request) => new URL(request.url).pathname);
  });

export const keptPages = (page: Page): Promise<string[]> =>
  page.evaluate(async () => {
    const pages = await caches.open('halle-pages');
    return (await pages.keys()).map((request) => new URL(request.url).pathname);
  });

/** The builds whose files are kept, the oldest first. */
export const keptBuilds = (page: Page): Promise<string[]> =>
  page.evaluate(async () => {
    const names = await caches.keys();
    return names.filter((name) => name.startsWith('halle-shell-')).map((name) => name.slice('halle-shell-'.length));
  });

export type InDeck = { id: string; key: string; shop: string | null; bytes: number; type: string; isRecent: boolean };

/** The pictures that wait for their price. */
export const deck = (page: Page): Promise<InDeck[]> =>
  page.evaluate(async () => {
    const done = <T>(asked: IDBRequest<T>) =>
      new Promise<T>((found, failed) => {
        asked.onsuccess = () => found(asked.result);
        asked.onerror = () => failed(asked.error);
      });
    const database = await done(indexedDB.open('halle'));
    const store = database.transaction('deck').objectStore('deck');
    const [keys, rows] = await Promise.all([done(store.getAllKeys()), done(store.getAll())]);
    database.close();
    return rows.map((row, at) => ({
      id: row.id,
      key: String(keys[at]),
      shop: row.shop,
      bytes: row.picture.size,
      type: row.picture.type,
      isRecent: Math.abs(Date.now() - row.taken) < 60_000,
    }));
  });

/** Nothing but zeros, unless a picture is meant to be seen: then what is in it, in base64. */
type Shared = { name: string; type: string; bytes: number; picture?: string };

/** What the phone's own "Share" does: a form with files, sent to the address that the manifest names. */
export async function share(page: Page, files: Shared[]): Promise<void> {
  await page.evaluate(async (files) => {
    const { share_target: target } = await (await fetch('/manifest.webmanifest')).json();
    const form = document.createElement('form');
    Object.assign(form, { action: target.action, method: target.method, enctype: target.enctype });
    const field = document.createElement('input');
    Object.assign(field, { type: 'file', name: target.params.files[0].name, multiple: true });
    const chosen = new DataTransfer();
    for (const { name, type, bytes, picture } of files) {
      const content = picture ? Uint8Array.from(atob(picture), (one) => one.charCodeAt(0)) : new Uint8Array(bytes);
      chosen.items.add(new File([content], name, { type }));
    }
    field.files = chosen.files;
    form.append(field);
    document.body.append(form);
    form.submit();
  }, files);
}
