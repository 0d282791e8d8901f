// A shopper who was never here opens each page, five times over. The floor of a page is what the network alone takes: four
// round trips until its first byte (name, connection, encryption, question), one more where the largest thing is a picture
// that the page names, and the bytes of both. The emulated network has no connecting, so its three round trips are added.
import { tell } from './figures.mjs';
import { median, openBrowser, openTown, phoneScreen, scriptedPhone } from './town.mjs';

const ROUND_TRIP = 150;
const BYTES_A_MS = 200;
const CONNECTING = 3 * ROUND_TRIP;
const ROUNDS = Number(process.env.HALLE_ROUNDS ?? 5);
const TARGET = { ratio: 1.3, shift: 0, touch: 50 };
const worst = (values) => Math.max(...values);

const town = await openTown();
const browser = await openBrowser();
try {
  const rows = await pages();
  const visits = new Map([...rows.keys()].map((name) => [name, []]));
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [name, address] of rows) visits.get(name).push(await visit(address));
  }
  for (const [name, seen] of visits) {
    const ratios = seen.map((one) => one.ratio);
    const shift = worst(seen.map((one) => one.shift));
    const touch = worst(seen.map((one) => one.touch));
    const holds = median(ratios) <= TARGET.ratio && shift <= TARGET.shift && touch <= TARGET.touch;
    const { largest, floor, what, bytes } = seen[0];
    tell(
      `P9, ${name}`,
      `${median(ratios).toFixed(2)} of the floor, worst ${worst(ratios).toFixed(2)} ` +
        `(first visit ${(largest + CONNECTING).toFixed(0)} ms over ${floor.toFixed(0)}: ${what}, ${bytes} bytes); ` +
        `shift ${shift}; a touch waits ${median(seen.map((one) => one.touch))} ms, worst ${touch}`,
      `≤ ${TARGET.ratio}, ${TARGET.shift}, ≤ ${TARGET.touch} ms`,
      holds,
    );
  }
} finally {
  await browser.close();
  town.stop();
}

/** The pages a shopper comes to from outside. */
async function pages() {
  const market = `${town.base}/dourdan`;
  const html = await (await fetch(`${market}/la-pause`)).text();
  const product = html.match(/href="(\/dourdan\/la-pause\/[^"?#]+)"/)[1];
  return new Map([
    ['the town', market],
    ['a shop', `${market}/la-pause`],
    ['a product', town.base + product],
    ['a search', `${market}/recherche?q=miel`],
  ]);
}

async function visit(address) {
  const context = await browser.newContext(phoneScreen);
  const page = await context.newPage();
  await page.addInitScript(watch);
  await scriptedPhone(page);
  await page.goto(address, { waitUntil: 'networkidle' });
  const field = page.getByRole('main').getByRole('textbox').or(page.getByRole('combobox')).first();
  if (await field.isVisible()) {
    await field.tap();
    await page.keyboard.type('miel', { delay: 120 });
  } else {
    await page.getByRole('main').tap({ position: { x: 4, y: 4 } });
  }
  // A touch is told once its answer was painted.
  await page.waitForFunction(() => window.seen.touches.length > 0 || performance.now() > window.seen.until, null, { polling: 100 });
  const seen = await page.evaluate(() => ({ ...window.seen, sizes: performance.getEntriesByType('resource').concat(performance.getEntriesByType('navigation')).map(({ name, transferSize }) => ({ name, transferSize })) }));
  await context.close();
  const size = (is) => seen.sizes.filter(({ name }) => is(name)).reduce((all, { transferSize }) => all + transferSize, 0);
  const bytes = size((name) => name === address) + size((name) => name.endsWith('.css')) + (seen.picture ? size((name) => name === seen.picture) : 0);
  const floor = CONNECTING + ROUND_TRIP + (seen.picture ? ROUND_TRIP : 0) + bytes / BYTES_A_MS;
  const { largest, shift, what } = seen;
  return { largest, floor, ratio: (largest + CONNECTING) / floor, shift, touch: worst([0, ...seen.touches]), what, bytes };
}

/** Runs in the page before anything else of it. */
function watch() {
  window.seen = { largest: 0, what: '', picture: '', shift: 0, touches: [], until: 30_000 };
  new PerformanceObserver((list) => {
    for (const { startTime, url, element } of list.getEntries()) {
      window.seen.largest = startTime;
      window.seen.picture = url;
      window.seen.what = `${element?.tagName.toLowerCase()}.${element?.className}`;
    }
  }).observe({ type: 'largest-contentful-paint', buffered: true });
  new PerformanceObserver((list) => {
    for (const { value, hadRecentInput } of list.getEntries()) if (!hadRecentInput) window.seen.shift += value;
  }).observe({ type: 'layout-shift', buffered: true });
  new PerformanceObserver((list) => {
    for (const { duration, interactionId } of list.getEntries()) if (interactionId) window.seen.touches.push(duration);
  }).observe({ type: 'event', durationThreshold: 16, buffered: true });
}
