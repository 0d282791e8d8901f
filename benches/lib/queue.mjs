// R6: two phones of one shop replay two hundred queued products over a network that loses, doubles, delays and
// reorders, to a server that answers 500 now and then; their room fills up, their tabs are killed, their session ends and begins
// again. With them leave changes of these products, and of older ones that both phones change: more than five hundred things
// in all. Every product must arrive exactly once, with the very photo that the phone kept, and stand as it was wished last: of
// two phones' prices the later one, of one phone's names the last. Nothing may be dropped without a word.
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { tell } from './figures.mjs';
import { openCamera, openTown, phoneScreen, project, until } from './town.mjs';

const EACH = Number(process.env.HALLE_QUEUED ?? 100);
/** Products that were on the shelf before, changed from both phones. */
const OLDER = 20;
/** Milliseconds between two phones' prices: far more than a request travels here. */
const APART = 15_000;
const LOSS = 0.3;
/** Answers that say the server failed; every other one of these requests was done all the same. */
const FAILED = 0.05;
/** A photo's name is the hash of this and of what was sent. */
const PIPELINE = `${readFileSync(join(project, 'pictures/src/hash.rs'), 'utf8').match(/PIPELINE: &\[u8\] = b"(.*)\\n";/)[1]}\n`;
const browser = await openCamera();
const town = await openTown();
// The same dice every time.
let state = Number(process.env.HALLE_SEED ?? 2020);
const dice = () => {
  state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
  return state / 4_294_967_296;
};

let repeated = 0;
let failed = 0;
let phones = [];
try {
  const shop = town.shop('Batterie');
  phones = [await arrive(shop.claim)];
  const cookies = await phones[0].context.cookies();
  phones.push(await arrive(`${town.base}/comptoir`, cookies));
  const older = await putOlderOnSale(phones[0].context);
  const since = Date.now();
  // How each product must stand in the end, by its id.
  const wanted = new Map(older.map((product) => [product, {}]));
  let changes = 0;
  for (const [at, phone] of phones.entries()) {
    await phone.context.setOffline(true);
    await phone.page.evaluate(confirmMany, prices(at).slice(0, -1));
    await waits(phone.page, EACH - 1);
    await confirmWithoutRoom(phone.page, prices(at).at(-1));
    await waits(phone.page, EACH);
    const queued = await phone.page.evaluate(queuedProducts, PIPELINE);
    for (const { product, price, photo } of queued) wanted.set(product, { price, photo });
    await until(() => Date.now() > since + 2 * APART, 3 * APART);
    const wishes = [...laterWishes(queued), ...wishesAboutOlder(older, at, since)];
    for (const { product, wish, counts } of wishes) if (counts) note(wanted.get(product), wish);
    changes += await phone.page.evaluate(keepWishes, { shop: queued[0].shop, wishes });
    await waits(phone.page, EACH + wishes.length);
  }
  console.log(`    ${2 * EACH} products confirmed and ${changes} changes wished without a network`);
  for (const phone of phones) {
    await phone.context.route('**/api/**', unreliable);
    await phone.context.setOffline(false);
    // The page that opens finds the changes.
    await phone.page.reload();
  }
  const began = Date.now();
  let kills = 0;
  let sessions = 0;
  const patience = Date.now() + 20 * 60_000;
  while (!(await all(phones)) && Date.now() < patience) {
    const phone = phones[Math.floor(dice() * 2)];
    if (dice() < 0.4) {
      // Killed in the middle of whatever it was doing.
      await phone.page.close();
      phone.page = await phone.context.newPage();
      await phone.page.goto(`${town.base}/comptoir`);
      kills += 1;
    } else if (dice() < 0.3) {
      await phone.context.clearCookies();
      await new Promise((later) => setTimeout(later, 1500));
      await phone.context.addCookies(cookies);
      await phone.page.reload();
      sessions += 1;
    }
    await new Promise((later) => setTimeout(later, 2000));
  }
  const found = await shelf(phones[0]);
  const lost = [...wanted.keys()].filter((product) => !found.has(product)).length;
  const doubled = [...found.keys()].filter((product) => !wanted.has(product)).length;
  const there = [...wanted].filter(([product]) => found.has(product)).map(([product, as]) => [as, found.get(product)]);
  const without = there.filter(([as, is]) => as.photo && as.photo !== is.photo).length;
  const otherwise = there.filter(([as, is]) => ['price', 'name', 'out'].some((what) => as[what] !== undefined && as[what] !== is[what])).length;
  const waiting = (await all(phones)) ? 0 : 1;
  const failures = lost + doubled + without + otherwise + waiting;
  const seconds = Math.round((Date.now() - began) / 1000);
  tell('R6', `${failures} failures of ${2 * EACH} queued products and ${changes} later changes, ${OLDER} older products changed from both phones: ${lost} lost, ${doubled} doubled, ${without} without the photo that their phone kept, ${otherwise} not as they were wished last, after ${seconds} s (30 % loss, ${failed} answers 500, duplicates, ${repeated} of them late; each phone's room full once; ${kills} tabs killed, ${sessions} sessions ended, 2 phones)`, '0', failures === 0);
} finally {
  await browser.close();
  town.stop();
}

async function arrive(address, cookies = []) {
  const context = await browser.newContext(phoneScreen);
  await context.addCookies(cookies);
  await context.addInitScript(room);
  const page = await context.newPage();
  await page.goto(address);
  if (cookies.length === 0) {
    await page.getByRole('main').getByRole('button').first().click();
    await page.waitForURL(/\/comptoir/);
  }
  await page.getByRole('button', { name: 'Prendre la photo' }).waitFor();
  return { context, page };
}

/** Every product has a price of its own, by which it is known again. */
function prices(phone) {
  return Array.from({ length: EACH }, (_, at) => `${10 + phone * 20 + Math.floor(at / 100)},${String(at % 100).padStart(2, '0')}`);
}

/** On the shelf before the phones lose their network. */
async function putOlderOnSale(context) {
  const products = [];
  for (let at = 0; at < OLDER; at += 1) {
    const product = randomUUID();
    const multipart = { product, name: `Ancien ${at}`, price: '90,00', unit: 'piece', stock: 'always' };
    const answer = await context.request.post(`${town.base}/comptoir`, { multipart });
    if (!answer.url().includes('vendu=1')) throw new Error(`not on sale: ${answer.url()}`);
    products.push(product);
  }
  return products;
}

/** What a phone wishes of its own products while they still wait there, the later last. */
function laterWishes(queued) {
  const about = (product, ...wishes) => wishes.map((wish) => ({ product, wish, counts: true }));
  return queued.flatMap(({ product, price }, at) => [
    ...(at % 2 === 0 ? about(product, { Price: price.replace(/^\d/, '6') }) : []),
    ...(at % 4 === 0 ? about(product, { Price: price.replace(/^\d/, '7') }) : []),
    ...(at % 3 === 0 ? about(product, { Name: `Avant ${at}` }, { Name: `Produit ${at}` }) : []),
    ...(at % 5 === 0 ? about(product, 'Off') : []),
    ...(at % 10 === 0 ? about(product, 'Back') : []),
  ]);
}

/** What both wish of the older ones: the prices of one phone are younger for every second product, the other's for the rest. */
function wishesAboutOlder(older, phone, since) {
  return older.flatMap((product, at) => {
    const isLater = at % 2 === phone;
    const price = { product, wish: { Price: `${80 + phone},${String(at).padStart(2, '0')}` }, made: since + (isLater ? 2 : 1) * APART - 1_000, counts: isLater };
    // What is said without a time is one phone's alone.
    if (at % 4 >= 2 === (phone === 1)) return [price];
    const names = ['avant', 'après'].map((word) => ({ product, wish: { Name: `Ancien ${at} ${word}` }, counts: true }));
    return [price, ...names, ...(at % 3 === 0 ? [{ product, wish: 'Off', counts: true }] : [])];
  });
}

/** Whatever is wished later is what must stand. */
function note(product, wish) {
  if (wish === 'Off' || wish === 'Back') product.out = wish === 'Off';
  else if (wish.Name) product.name = wish.Name;
  else product.price = wish.Price;
}

/** In each page before anything else of it: its room can be taken away; what lies in the deck has its room already. */
function room() {
  const { put } = IDBObjectStore.prototype;
  window.isFull = false;
  IDBObjectStore.prototype.put = function (...row) {
    if (window.isFull && this.name !== 'deck') throw new DOMException('full', 'QuotaExceededError');
    return put.apply(this, row);
  };
}

/** One more product, for which there is no room: the phone has to say so, and keep it once there is some. */
async function confirmWithoutRoom(page, price) {
  const warning = page.getByRole('alert').filter({ hasText: 'n’a plus de place' });
  await page.evaluate(() => void (window.isFull = true));
  await page.evaluate(confirmMany, [price]);
  await warning.waitFor();
  await page.evaluate(() => {
    window.isFull = false;
    window.dispatchEvent(new Event('focus'));
  });
  await warning.waitFor({ state: 'hidden' });
}

/** Runs in the page: the products that wait there, in the order in which they were confirmed, and their photos' names to be. */
async function queuedProducts(pipeline) {
  const done = (asked) => new Promise((found, failed) => Object.assign(asked, { onsuccess: () => found(asked.result), onerror: () => failed(asked.error) }));
  const database = await done(indexedDB.open('halle'));
  const rows = await done(database.transaction('shots').objectStore('shots').getAll());
  database.close();
  const name = async (picture) => {
    const digest = await crypto.subtle.digest('SHA-256', await new Blob([pipeline, picture]).arrayBuffer());
    return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
  };
  const queued = rows.map(async ({ product, shop, form, picture }) => ({ product, shop, price: JSON.parse(form).price, photo: await name(picture) }));
  return Promise.all(queued);
}

/** Runs in the page: keeps wishes as the shelf does, in their order. Says how many. */
async function keepWishes({ shop, wishes }) {
  const done = (asked) => new Promise((found, failed) => Object.assign(asked, { onsuccess: () => found(asked.result), onerror: () => failed(asked.error) }));
  const database = await done(indexedDB.open('halle'));
  const edits = database.transaction('edits', 'readwrite').objectStore('edits');
  const now = Date.now();
  const kept = wishes.map(({ product, wish, made }, at) => {
    const time = (now + at).toString(16).padStart(12, '0');
    const id = `${time.slice(0, 8)}-${time.slice(8)}-7${crypto.randomUUID().slice(15)}`;
    return done(edits.put({ id, shop, product, wish: JSON.stringify(wish), made: made ?? now, by: null }, id));
  });
  await Promise.all(kept);
  database.close();
  return kept.length;
}

/** Runs in the page: a hand that never rests. */
async function confirmMany(prices) {
  const frame = () => new Promise((next) => requestAnimationFrame(next));
  const seen = (label) =>
    [...document.querySelectorAll('button')].find((button) => button.offsetParent !== null && button.textContent.trim() === label);
  const press = async (label) => {
    let button;
    while (!(button = seen(label))) await frame();
    button.click();
    await frame();
  };
  for (const price of prices) {
    await press('Prendre la photo');
    while (!seen('Mettre en vente')) await frame();
    for (const key of price) await press(key === ',' ? ',virgule' : key);
    await press('Mettre en vente');
  }
}

/**
 * Loses three in ten, half of them on the way there, half on the way back. Answers 500 to some, holds some up, doubles others,
 * and lets some doubles come late: after what was sent behind them.
 */
async function unreliable(route) {
  try {
    if (dice() < 0.2) await new Promise((later) => setTimeout(later, dice() * 800));
    const fate = dice();
    if (fate < LOSS / 2) return await route.abort();
    if (fate < LOSS) {
      await route.fetch();
      return await route.abort();
    }
    if (fate < LOSS + FAILED) {
      if (fate < LOSS + FAILED / 2) await route.fetch();
      failed += 1;
      return await route.fulfill({ status: 500 });
    }
    if (fate < LOSS + FAILED + 0.1) await route.fetch();
    else if (fate < LOSS + FAILED + 0.2) repeat(route.request());
    return await route.fulfill({ response: await route.fetch() });
  } catch {
    // The page was killed while its request was held up.
  }
}

/** The same request once more, by a way that takes longer. */
function repeat(request) {
  const sent = { method: request.method(), headers: request.headers(), data: request.postDataBuffer() ?? undefined };
  const phone = phones.find((one) => one.page === request.frame().page());
  const late = new Promise((later) => setTimeout(later, 500 + dice() * 4000));
  // A session that ended meanwhile answers 401, which is an answer too.
  if (phone) late.then(() => phone.context.request.fetch(request.url(), sent)).then(() => (repeated += 1), () => {});
}

/** How many rows the phone still keeps. */
function kept(page) {
  return page.evaluate(
    () =>
      new Promise((found, failed) => {
        const asked = indexedDB.open('halle');
        asked.onerror = () => failed(asked.error);
        asked.onsuccess = () => {
          const database = asked.result;
          const transaction = database.transaction(['shots', 'edits']);
          const counts = ['shots', 'edits'].map((drawer) => transaction.objectStore(drawer).count());
          transaction.oncomplete = () => (database.close(), found(counts[0].result + counts[1].result));
        };
      }),
  );
}

function waits(page, count) {
  return until(async () => (await kept(page)) === count, 120_000, 200);
}

async function all(phones) {
  for (const { page } of phones) if ((await kept(page).catch(() => 1)) > 0) return false;
  return true;
}

/** How each product stands on the merchant's own shelf, all of it, by its id. */
async function shelf({ context }) {
  const text = await (await context.request.get(`${town.base}/comptoir/etal?pages=99`)).text();
  const lines = text.split('<li class="shelf-list__item">').slice(1);
  return new Map(
    lines.map((line) => [
      line.match(/name="product" value="([^"]+)"/)[1],
      {
        price: line.match(/class="shelf-list__amount">\s*([\d ]+,\d\d)/)[1],
        name: line.match(/<h2 class="shelf-list__name[^>]*>([^<]*)/)[1],
        out: line.includes('retiré de l’étal'),
        photo: line.match(/\/photos\/([0-9a-f]{64})\//)?.[1],
      },
    ]),
  );
}
