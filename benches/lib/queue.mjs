// R6: two phones of one shop replay two hundred queued products over a network that loses, doubles, delays and
// reorders; their tabs are killed, their session ends and begins again. Every product must arrive exactly once, with the
// price that was given last, and nothing may be dropped without a word.
import { tell } from './figures.mjs';
import { openBrowser, openTown, phoneScreen, until } from './town.mjs';

const EACH = Number(process.env.HALLE_QUEUED ?? 100);
const LOSS = 0.3;
const town = await openTown();
const browser = await openBrowser();
// The same dice every time.
let state = Number(process.env.HALLE_SEED ?? 2020);
const dice = () => {
  state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
  return state / 4_294_967_296;
};

let failures = 0;
let repeated = 0;
let phones = [];
try {
  const shop = town.shop('Batterie');
  phones = [await arrive(shop.claim)];
  const cookies = await phones[0].context.cookies();
  phones.push(await arrive(`${town.base}/comptoir`, cookies));
  for (const [at, phone] of phones.entries()) {
    await phone.context.setOffline(true);
    await phone.page.evaluate(confirmMany, prices(at));
    await waits(phone.page, EACH);
  }
  console.log(`    ${2 * EACH} products confirmed without a network`);
  for (const phone of phones) {
    await phone.context.route('**/api/**', unreliable);
    await phone.context.setOffline(false);
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
  const wanted = [...prices(0), ...prices(1)].sort();
  const found = (await onSale(phones[0])).sort();
  const lost = wanted.filter((price) => !found.includes(price)).length;
  const doubled = found.length - new Set(found).size;
  const without = await withoutPhoto(phones[0]);
  failures = lost + doubled + without;
  const seconds = Math.round((Date.now() - began) / 1000);
  tell('R6', `${failures} failures of ${wanted.length} queued products: ${lost} lost, ${doubled} doubled, ${without} without their photo, after ${seconds} s (30 % loss, duplicates, ${repeated} of them late; ${kills} tabs killed, ${sessions} sessions ended, 2 phones)`, '0', failures === 0);
} finally {
  await browser.close();
  town.stop();
}
process.exitCode = failures === 0 ? 0 : 1;

async function arrive(address, cookies = []) {
  const context = await browser.newContext(phoneScreen);
  await context.addCookies(cookies);
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
 * Loses three in ten, half of them on the way there, half on the way back. Holds some up, doubles others, and lets some
 * doubles come late: after what was sent behind them.
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
    if (fate < LOSS + 0.1) await route.fetch();
    else if (fate < LOSS + 0.2) repeat(route.request());
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
          const rows = database.transaction('shots').objectStore('shots').count();
          rows.onsuccess = () => (database.close(), found(rows.result));
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

/** What the merchant's own shelf shows, all of it. */
async function onSale({ context }) {
  const text = await shelf(context);
  return [...text.matchAll(/class="shelf-list__amount">\s*([\d ]+,\d\d)/g)].map(([, price]) => price);
}

async function withoutPhoto({ context }) {
  return [...(await shelf(context)).matchAll(/shelf-list__photo photo--none|photo--none shelf-list__photo/g)].length;
}

async function shelf(context) {
  return (await context.request.get(`${town.base}/comptoir/etal?pages=9`)).text();
}
