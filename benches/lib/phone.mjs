// H1, H2, H4 and P11 on the scripted phone. Human time is the touch-level model: a tap or a digit 0.31 s, each look and
// decision 1.2 s (frame the product; read the price), and every millisecond that we make the merchant wait.
import { statSync } from 'node:fs';
import { median, openBrowser, openTown, originals, phoneScreen, scriptedPhone, until } from './town.mjs';

const TAP = 0.31;
const DECISION = 1.2;
const PRICES = ['3,50', '4,80', '2,90', '1,20', '6,40', '5,60', '7,30', '8,10', '9,70', '2,20'];

const town = await openTown();
const browser = await openBrowser();
try {
  const runs = [];
  for (let round = 1; round <= 3; round += 1) runs.push(await tenProducts(`Banc ${round}`, false));
  const cut = [];
  for (let round = 1; round <= 3; round += 1) cut.push(await tenProducts(`Coupure ${round}`, true));
  const products = runs.flatMap((run) => run.products);
  const human = products.map((product) => product.human);
  const taps = products[0].taps;
  const worst = (values) => Math.max(...values);
  console.log(`H1  ${median(human).toFixed(2)} s per product in a run, worst ${worst(human).toFixed(2)} (${taps} taps and digits for a three-digit price; target ≤ 6 s)`);
  const totals = cut.map((run) => run.products.reduce((sum, product) => sum + product.human, 0));
  const lost = cut.reduce((sum, run) => sum + run.lost, 0);
  const doubled = cut.reduce((sum, run) => sum + run.doubled, 0);
  console.log(`H2  ${median(totals).toFixed(1)} s for ten products with the network cut half-way, worst ${worst(totals).toFixed(1)}; ${lost} lost, ${doubled} doubled of ${cut.length * PRICES.length} (target ≤ 75 s, 0, 0)`);
  const queued = products.map((product) => product.waits * 1000);
  const visible = runs.flatMap((run) => run.visible).map((seconds) => seconds * 1000);
  console.log(`H4  ${median(queued).toFixed(0)} ms from the shutter to the confirmation, typing apart, worst ${worst(queued).toFixed(0)} (target ≤ 300); visible to shoppers after ${median(visible).toFixed(0)} ms, worst ${worst(visible).toFixed(0)} (target ≤ 4000)`);
  const shares = await uploads();
  if (shares.length === 0) console.log('P11  not measured: there are no photographs of phones beside the project');
  else console.log(`P11  ${median(shares).toFixed(3)} of the camera's bytes are uploaded, worst ${worst(shares).toFixed(3)} of ${shares.length} photographs (target ≤ 0.05)`);
} finally {
  await browser.close();
  town.stop();
}

async function openCounter(name) {
  const shop = town.shop(name);
  const context = await browser.newContext(phoneScreen);
  const page = await context.newPage();
  await page.goto(shop.claim);
  await page.getByRole('main').getByRole('button').first().click();
  await page.waitForURL(/\/comptoir/);
  await page.getByRole('button', { name: 'Prendre la photo' }).waitFor();
  return { shop, context, page, phone: await scriptedPhone(page) };
}

/** Ten products as fast as the page lets a hand work. */
async function tenProducts(name, withCut) {
  const { shop, context, page, phone } = await openCounter(name);
  const products = [];
  const visible = [];
  for (const [at, price] of PRICES.entries()) {
    if (withCut && at === 5) await phone.cut();
    const done = await page.evaluate(oneProduct, price);
    const taps = price.length + 2;
    products.push({ taps, waits: done.waits / 1000, human: taps * TAP + 2 * DECISION + done.waits / 1000 + done.typing / 1000 });
    if (!withCut) {
      await until(async () => (await countOn(shop.page)) > at, 20_000, 25);
      visible.push((Date.now() - done.confirmedAt) / 1000);
    }
  }
  if (withCut) await phone.mend();
  const items = page.getByRole('list', { name: 'Les dernières photos' }).getByRole('listitem');
  await until(async () => (await items.allTextContents()).every((text) => text === 'en vente'), 90_000);
  const found = (await html(shop.page)).match(/class="price-label /g)?.length ?? 0;
  const prices = new Set(PRICES.filter((price) => pricesOn.get(shop.page)?.includes(price)));
  await context.close();
  return { products, visible, lost: PRICES.length - prices.size, doubled: Math.max(0, found - PRICES.length) };
}

const pricesOn = new Map();

async function html(address) {
  const text = await (await fetch(address)).text();
  const bare = text.replaceAll(/<[^>]*>/g, '').replaceAll(/\s/g, '');
  pricesOn.set(address, PRICES.filter((price) => bare.includes(price)));
  return text;
}

const countOn = async (address) => (await html(address)).match(/class="price-label /g)?.length ?? 0;

/** Runs in the page. Waits are those between a finger and what it asked for; typing is what the keys themselves cost. */
async function oneProduct(price) {
  const frame = () => new Promise((next) => requestAnimationFrame(() => setTimeout(next)));
  const isSeen = (element) => element && element.offsetParent !== null;
  const button = (label) => [...document.querySelectorAll('button')].find((found) => isSeen(found) && found.textContent.trim() === label);
  const press = async (label, isDone) => {
    const start = performance.now();
    button(label).click();
    do await frame();
    while (!isDone());
    return performance.now() - start;
  };
  const before = document.querySelectorAll('.ribbon__item').length;
  let waits = await press('Prendre la photo', () => isSeen(document.querySelector('.pricing')) && button('Mettre en vente'));
  let typing = 0;
  for (const key of price) {
    const label = key === ',' ? ',virgule' : key;
    const shown = document.querySelector('.price-label output').textContent;
    typing += await press(label, () => document.querySelector('.price-label output').textContent !== shown);
  }
  waits += await press('Mettre en vente', () => button('Prendre la photo') && document.querySelectorAll('.ribbon__item').length > before);
  return { waits, typing, confirmedAt: Date.now() };
}

/** What is sent of photographs as phones took them, chosen from the gallery. */
async function uploads() {
  const files = originals(10);
  if (files.length === 0) return [];
  const { context, page } = await openCounter('Photos');
  await page.evaluate(() => {
    const send = window.fetch.bind(window);
    window.sent = [];
    window.fetch = async (...asked) => {
      const request = new Request(...asked);
      if (request.url.includes('/api/comptoir/photos/')) window.sent.push((await request.clone().blob()).size);
      return send(request);
    };
  });
  const shares = [];
  for (const file of files) {
    await page.locator('#gallery').setInputFiles(file);
    await page.getByRole('button', { name: 'Mettre en vente' }).waitFor();
    await page.getByRole('group', { name: 'Le prix' }).getByRole('button', { name: '5', exact: true }).click();
    await page.getByRole('button', { name: 'Mettre en vente' }).click();
    await until(() => page.evaluate((count) => window.sent.length > count, shares.length), 60_000);
    shares.push((await page.evaluate(() => window.sent.at(-1))) / statSync(file).size);
  }
  await context.close();
  return shares;
}
