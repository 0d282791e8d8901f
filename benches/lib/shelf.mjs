// The shelf with twenty products and with two thousand, one after the other in each round, so that whatever else this
// machine does falls on both.
import { request } from 'node:http';
import { tell } from './figures.mjs';
import { median, openBrowser, openTown, phoneScreen, scriptedPhone, until } from './town.mjs';

const SIZES = [20, Number(process.env.HALLE_SHELVED ?? 2000)];
const ROUNDS = 5;
const town = await openTown();
const browser = await openBrowser();
try {
  const shelves = [];
  for (const size of SIZES) shelves.push(await fill(size));
  for (let round = 0; round < ROUNDS; round += 1) for (const shelf of shelves) await measure(shelf);
  const [few, many] = shelves;
  const of = (shelf, what) => Number(median(shelf.times.map((time) => time[what])).toFixed(0));
  const both = (what) => `${of(many, what)} ms (${of(few, what)} with ${few.size})`;
  tell(
    'Shelf, search',
    `with ${many.size} products ${both('found')} from a letter typed to what it finds; ${both('awake')} from the tap on the tab to a search that answers at all`,
    '≤ 1,000 ms each',
    Math.max(of(many, 'found'), of(many, 'awake')) <= 1_000,
  );
  tell(
    'Shelf, tap',
    `with ${many.size} products ${both('sold')} from "sold at the counter" to the new count; ${both('painted')} from the tap on the tab to the first line`,
    '≤ 300 ms to the new count',
    of(many, 'sold') <= 300,
  );
  console.log(`shelf  ${shelves.map((shelf) => `${shelf.bytes} bytes with ${shelf.size}`).join(', ')}: the page as it travels`);
} finally {
  await browser.close();
  town.stop();
}

/** A merchant's shelf with so many products, put there by the counter's plain form. */
async function fill(size) {
  const shop = town.shop(`Etal ${size}`);
  const context = await browser.newContext(phoneScreen);
  const page = await context.newPage();
  await page.goto(shop.claim);
  await page.getByRole('main').getByRole('button').first().click();
  await page.waitForURL(/\/comptoir/);
  const list = async (at) => {
    const product = { name: `Produit ${at} de la réserve`, price: `${1 + (at % 40)},${10 + (at % 90)}`, unit: 'piece', stock: 'pieces', pieces: '5' };
    const answer = await context.request.post(`${town.base}/comptoir`, { multipart: product });
    if (!answer.url().includes('vendu=1')) throw new Error(`product ${at} was not taken: ${answer.status()}`);
  };
  for (let at = 0; at < size; at += 8) await Promise.all(Array.from({ length: Math.min(8, size - at) }, (_, more) => list(at + more)));
  await page.goto(`${town.base}/comptoir/appareil`);
  await scriptedPhone(page);
  return { size, page, times: [], bytes: await weigh(context) };
}

/** Bytes of the page on its way, compressed. */
async function weigh(context) {
  const cookie = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
  return new Promise((found, failed) => {
    const asked = request(`${town.base}/comptoir/etal`, { headers: { cookie, 'accept-encoding': 'br' } }, (answer) => {
      let bytes = 0;
      answer.on('data', (part) => (bytes += part.length)).on('end', () => found(bytes));
    });
    asked.on('error', failed).end();
  });
}

async function measure(shelf) {
  const { page, size } = shelf;
  await page.goto(`${town.base}/comptoir/appareil`);
  await until(() => page.evaluate(() => document.readyState === 'complete'), 30_000);
  const start = Date.now();
  await page.getByRole('link', { name: 'Étal' }).click({ noWaitAfter: true });
  await page.waitForURL(/\/comptoir\/etal/, { waitUntil: 'commit' });
  await page.waitForSelector('.shelf-list__item');
  const painted = await page.evaluate(firstPaint);
  // The search is awake once it finds something without a form being sent.
  const wanted = size - 3;
  await until(() => page.evaluate(search, `produit ${wanted}`), 60_000, 20);
  const awake = Date.now() - start;
  const found = await page.evaluate(timeSearch, [`produit ${Math.floor(size / 2)} `, `produit ${wanted}`]);
  const sold = await page.evaluate(timeSale);
  shelf.times.push({ painted, awake, found, sold });
}

/** Runs in the page: milliseconds from the tap to the first contentful paint. */
function firstPaint() {
  return new Promise((seen) => {
    new PerformanceObserver((list) => seen(list.getEntriesByName('first-contentful-paint')[0].startTime)).observe({ type: 'paint', buffered: true });
  });
}

/** Runs in the page: types, and says whether the list now holds that one line. */
function search(words) {
  const field = document.querySelector('#shelf-query');
  if (field.value !== words) {
    field.value = words;
    field.dispatchEvent(new Event('input', { bubbles: true }));
  }
  return document.querySelectorAll('.shelf-list__item').length === 1;
}

/** Runs in the page: types one thing and then another, and says how long the second took to be drawn. */
async function timeSearch([first, second]) {
  const frame = () => new Promise((next) => requestAnimationFrame(() => setTimeout(next)));
  const type = async (words) => {
    const field = document.querySelector('#shelf-query');
    field.value = words;
    field.dispatchEvent(new Event('input', { bubbles: true }));
    const last = words.trim().split(' ').at(-1);
    do await frame();
    while (!document.querySelector('.shelf-list__name')?.textContent.includes(` ${last} `));
  };
  await type(first);
  const start = performance.now();
  await type(second);
  return performance.now() - start;
}

/** Runs in the page: one tap, and the count is another. */
async function timeSale() {
  const frame = () => new Promise((next) => requestAnimationFrame(() => setTimeout(next)));
  const state = () => document.querySelector('.shelf-list__state').textContent;
  const before = state();
  const start = performance.now();
  document.querySelector('.shelf-list__switch button').click();
  do await frame();
  while (state() === before);
  return performance.now() - start;
}
