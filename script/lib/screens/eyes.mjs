// On what pages are looked at, and how.
import { phoneScreen } from '../../../benches/lib/town.mjs';

// Nothing moves while it is drawn.
export const PHONE = { ...phoneScreen, deviceScaleFactor: 1, permissions: [], reducedMotion: 'reduce' };
export const DESK = { viewport: { width: 1280, height: 900 }, locale: 'fr-FR', reducedMotion: 'reduce' };
export const EYES = [['360', PHONE], ['1280', DESK]];
/** The merchant's phone: its camera opens. */
export const COUNTER = { ...phoneScreen, deviceScaleFactor: 1, reducedMotion: 'reduce' };

const PATIENCE = 20_000;
/** More than this no picture holds. */
const TALLEST = 16_000;

/** Somebody with a browser of their own, for as long as `act` takes. */
export async function withPage(browser, screen, act) {
  const context = await browser.newContext(screen);
  context.setDefaultTimeout(PATIENCE);
  try {
    return await act(await context.newPage());
  } finally {
    await context.close();
  }
}

/** A page that listens for news is never idle: it is not waited for long. */
export const settle = (page) => page.waitForLoadState('networkidle', { timeout: 3_000 }).catch(() => {});

export async function visit(page, address) {
  await page.goto(address);
  await settle(page);
}

/** A screen as long as the page: what sticks to its lower edge hides nothing. */
export async function drawLong(album, page, name) {
  // What waits below the fold for its pictures gets them.
  await page.evaluate(async () => {
    for (const picture of document.images) picture.loading = 'eager';
    await Promise.all([...document.images].map((picture) => picture.decode().catch(() => {})));
  });
  const screen = page.viewportSize();
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ ...screen, height: Math.min(height, TALLEST) });
  try {
    await album.draw(page, name);
  } finally {
    await page.setViewportSize(screen);
  }
}

/** A table of pages: name, address (none: where one is; or how to find it), and what to do there first. */
export async function drawRows(town, album, page, rows, shoot) {
  for (const [name, address, first] of rows) {
    await album.attempt(name, async () => {
      const path = typeof address === 'function' ? await address(page, town) : address;
      if (path) await visit(page, `${town.base}${path}`);
      await first?.(page);
      await shoot(name);
    });
  }
}

/** The same on a phone and on a desk, whoever is signed in by `storageState`. */
export async function drawBoth(town, browser, album, rows, storageState) {
  for (const [width, screen] of EYES) {
    await withPage(browser, { ...screen, storageState }, (page) =>
      drawRows(town, album, page, rows.map(([name, ...row]) => [`${name}-${width}`, ...row]), (name) => drawLong(album, page, name)),
    );
  }
}
