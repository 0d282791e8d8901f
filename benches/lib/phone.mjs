// H1 to H4 and P11 on the scripted phone, by the hand of hand.mjs.
import { statSync } from 'node:fs';
import { tell } from './figures.mjs';
import { DECISION, TAP, look, oneProduct } from './hand.mjs';
import { median, openCamera, openTown, originals, phoneScreen, scriptedPhone, until } from './town.mjs';

const ROUNDS = Number(process.env.HALLE_ROUNDS ?? 2);
const PRICES = ['3,50', '4,80', '2,90', '1,20', '6,40', '5,60', '7,30', '8,10', '9,70', '2,20'];
const worst = (values) => Math.max(...values);
const sum = (values) => values.reduce((all, value) => all + value, 0);

const browser = await openCamera();
const town = await openTown();
try {
  const runs = [];
  for (let round = 1; round <= ROUNDS; round += 1) runs.push(await tenProducts(`Banc ${round}`, false));
  const cut = [];
  for (let round = 1; round <= ROUNDS; round += 1) cut.push(await tenProducts(`Coupure ${round}`, true));
  const products = runs.flatMap((run) => run.products);
  const { taps, digits } = products[0];

  const human = products.map((product) => product.human);
  const model = `${taps} taps, ${digits} digits with their comma, 2 looks`;
  tell('H1', `${median(human).toFixed(2)} s a product in a run, worst ${worst(human).toFixed(2)}: ${model}`, '≤ 6 s', median(human) <= 6);

  const totals = cut.map((run) => sum(run.products.map((product) => product.human)));
  const lost = sum([...runs, ...cut].map((run) => run.lost));
  const doubled = sum([...runs, ...cut].map((run) => run.doubled));
  const all = (runs.length + cut.length) * PRICES.length;
  const tally = `${10 * taps} taps and ${10 * digits} digits; ${lost} lost, ${doubled} doubled of ${all}`;
  tell('H2', `${median(totals).toFixed(1)} s for ten, the network cut after five, worst ${worst(totals).toFixed(1)}: ${tally}`, '≤ 75 s, 0, 0', worst(totals) <= 75 && lost + doubled === 0);

  const first = await firstProducts(ROUNDS);
  const claims = first.map((one) => one.human);
  const ours = first.map((one) => one.ours);
  tell('H3', `${median(claims).toFixed(1)} s from the claim's code to a product that shoppers see, worst ${worst(claims).toFixed(1)}, ours ${median(ours).toFixed(1)}, worst ${worst(ours).toFixed(1)}: ${taps + 1} taps, ${digits} digits, nothing in the cache`, '≤ 60 s, ours ≤ 4 s', median(claims) <= 60 && median(ours) <= 4);

  const queued = products.map((product) => product.waits * 1000);
  const seen = runs.flatMap((run) => run.seen);
  const dressed = runs.flatMap((run) => run.dressed);
  tell('H4', `${median(queued).toFixed(0)} ms of waiting between the shutter and the confirmation, worst ${worst(queued).toFixed(0)}`, '≤ 300 ms', median(queued) <= 300);
  tell('H4, seen', `${median(seen).toFixed(1)} s until shoppers see it, worst ${worst(seen).toFixed(1)}; with its picture ${median(dressed).toFixed(1)}, worst ${worst(dressed).toFixed(1)}`, '≤ 4 s', median(seen) <= 4);

  const shares = await uploads();
  if (shares.length === 0) {
    console.log('P11 not measured: HALLE_REAL_PHOTOS names no folder with photographs of phones');
    process.exitCode = 1;
  } else {
    const share = sum(shares.map((one) => one.sent)) / sum(shares.map((one) => one.original));
    tell('P11', `${share.toFixed(3)}: ${shares.map((one) => `${one.sent} of ${one.original}`).join(', ')} bytes of photographs that phones' cameras wrote`, '≤ 0.05', share <= 0.05);
  }
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

/** Ten products in a row, at the pace of the model. */
async function tenProducts(name, withCut) {
  const { shop, context, page, phone } = await openCounter(name);
  const products = [];
  const watched = [];
  for (const [at, price] of PRICES.entries()) {
    if (withCut && at === 5) await phone.cut();
    const done = await page.evaluate(oneProduct, { price, tap: TAP * 1000, decision: DECISION * 1000 });
    const { taps, digits } = done;
    const waits = done.waits / 1000;
    products.push({ taps, digits, waits: done.confirming / 1000, human: (taps + digits) * TAP + 2 * DECISION + waits });
    if (!withCut) watched.push(watch(shop.page, at + 1, done.confirmedAt));
  }
  const times = await Promise.all(watched);
  if (withCut) await phone.mend();
  const items = page.getByRole('list', { name: 'Les dernières photos' }).getByRole('listitem');
  await until(async () => (await items.allTextContents()).every((text) => text === 'en vente'), 90_000);
  const found = await look(shop.page);
  const known = new Set(found.prices);
  await context.close();
  return {
    products,
    seen: times.map((time) => time.seen),
    dressed: times.map((time) => time.dressed),
    lost: PRICES.filter((price) => !known.has(price)).length,
    doubled: found.prices.length - known.size,
  };
}

/** When a shopper who keeps asking sees so many products, and then their pictures; in seconds after the confirmation. */
async function watch(address, count, since) {
  await until(async () => (await look(address)).prices.length >= count, 60_000, 100);
  const seen = (Date.now() - since) / 1000;
  await until(async () => (await look(address)).pictures >= count, 120_000, 100);
  return { seen, dressed: (Date.now() - since) / 1000 };
}

/** From the code in the hand to a product in a shopper's eyes, on a phone that was never here. */
async function firstProducts(times) {
  const found = [];
  for (let round = 1; round <= times; round += 1) {
    const shop = town.shop(`Premiere ${round}`);
    const context = await browser.newContext(phoneScreen);
    const page = await context.newPage();
    await scriptedPhone(page);
    let start = Date.now();
    await page.goto(shop.claim, { waitUntil: 'commit' });
    const yes = page.getByRole('main').getByRole('button').first();
    await yes.waitFor();
    let ours = Date.now() - start;
    // While the invitation is read, the phone fetches what comes after it.
    await new Promise((later) => setTimeout(later, DECISION * 1000));
    start = Date.now();
    await yes.click({ noWaitAfter: true });
    await page.getByRole('button', { name: 'Prendre la photo' }).waitFor();
    await until(() => page.evaluate(() => document.querySelector('video').videoWidth > 0), 20_000, 25);
    ours += Date.now() - start;
    const done = await page.evaluate(oneProduct, { price: PRICES[0], tap: TAP * 1000, decision: DECISION * 1000 });
    ours += done.waits;
    ours += (await watch(shop.page, 1, done.confirmedAt)).seen * 1000;
    ours /= 1000;
    // A look at the invitation, its button, and then as always.
    found.push({ ours, human: ours + (1 + done.taps + done.digits) * TAP + 3 * DECISION });
    await context.close();
  }
  return found;
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
    shares.push({ sent: await page.evaluate(() => window.sent.at(-1)), original: statSync(file).size });
  }
  await context.close();
  return shares;
}
