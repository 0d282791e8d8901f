// A merchant's phone lies open on the orders' page or on the camera; shoppers send orders; how long from the sending
// to the first note of the bell? And until its push service has the message, when it lies locked in a pocket?
import { createECDH, randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import { tell } from './figures.mjs';
import { median, openBrowser, openTown, phoneScreen, scriptedPhone, until } from './town.mjs';

const ROUNDS = 15;
const ORDERS = '/comptoir/commandes';
const CAMERA = '/comptoir';
/** Milliseconds, a little longer than the bell pauses between two rings. */
const PAUSE = 7_000;

const pushed = await pushService();
const town = await openTown({ HALLE_PUSH_HOSTS: '127.0.0.1' });
const browser = await openBrowser();
try {
  const context = await browser.newContext(phoneScreen);
  const page = await context.newPage();
  await page.addInitScript(listen);
  await page.goto(town.grocerLink());
  await page.getByRole('button').first().click();
  await page.waitForURL(`**${CAMERA}**`);
  for (const [screen, words] of [[ORDERS, 'on the orders’ page'], [CAMERA, 'on the camera']]) {
    await see(context);
    const listening = page.waitForRequest(/\/evenements/);
    const asked = page.waitForResponse(/\/quiet$/);
    await page.goto(town.base + screen);
    await Promise.all([listening, asked]);
    // Browsers let nothing sound before somebody touched the page.
    await page.getByRole('main').tap({ position: { x: 4, y: 4 } });
    await until(() => page.evaluate(isAwake), 15_000);
    await scriptedPhone(page);
    const waits = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      await see(context);
      await until(() => page.locator('.doorbell').isHidden(), 15_000);
      // What rang for the last order is over before the next is sent.
      await new Promise((later) => setTimeout(later, PAUSE));
      const form = await filledForm();
      const heard = page.evaluate(untilItRings, 30_000);
      const sent = Date.now();
      await send(form);
      waits.push(Math.round((await heard) - sent));
    }
    tell(`H7, ${words}`, `${median(waits)} ms from an order's sending to the bell's first note, worst ${Math.max(...waits)} of ${ROUNDS}`, '≤ 1,000 ms', median(waits) <= 1_000);
  }
  await subscribe(page);
  await page.goto('about:blank');
  const waits = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    await see(context);
    const form = await filledForm();
    const came = pushed.next();
    const sent = Date.now();
    await send(form);
    waits.push((await came) - sent);
  }
  tell('H7, by push', `${median(waits)} ms from an order's sending until the push service has it, worst ${Math.max(...waits)} of ${ROUNDS}`, '≤ 5,000 ms', median(waits) <= 5_000);
} finally {
  await browser.close();
  town.stop();
  pushed.close();
}

/** Takes what is pushed, as a browser's service does; what it says is not looked at here. */
async function pushService() {
  let came = () => {};
  const server = createServer((request, response) => {
    request.resume().on('end', () => (response.writeHead(201).end(), came(Date.now())));
  });
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  return {
    address: `http://127.0.0.1:${server.address().port}/push/a-phone`,
    next: () => new Promise((heard) => (came = heard)),
    close: () => server.close(),
  };
}

/** The phone's browser asks to be rung: with keys of its own, as Debian's Chromium has no push service. */
async function subscribe(page) {
  const keys = createECDH('prime256v1');
  keys.generateKeys();
  const device = {
    endpoint: pushed.address,
    keys: { p256dh: keys.getPublicKey().toString('base64url'), auth: randomBytes(16).toString('base64url') },
  };
  const status = await page.evaluate(async (device) => {
    const headers = { 'content-type': 'application/json', accept: 'application/json' };
    const answer = await fetch('/apiapp/notifications/api//allow_ring', { method: 'POST', headers, body: JSON.stringify({ device }) });
    return answer.status;
  }, device);
  if (status !== 200) throw new Error(`not to be rung: ${status}`);
}

/** Has everything count as seen, as a merchant does who touches the orders' page. */
async function see(context) {
  const orders = await context.newPage();
  await orders.goto(town.base + ORDERS);
  const touched = async () => {
    await orders.locator('.inbox').first().tap({ position: { x: 4, y: 4 } });
    return orders.locator('.doorbell').isHidden();
  };
  await until(touched, 30_000, 250);
  await orders.close();
}

/** In the page, before anything else of it: when the last note began, and whether the browser lets any sound. */
function listen() {
  window.notes = { last: 0, audio: [] };
  const { start } = OscillatorNode.prototype;
  OscillatorNode.prototype.start = function (...when) {
    window.notes.last = performance.timeOrigin + performance.now();
    window.notes.heard?.(window.notes.last);
    return start.apply(this, when);
  };
  const { AudioContext } = window;
  window.AudioContext = class extends AudioContext {
    constructor(...said) {
      super(...said);
      window.notes.audio.push(this);
    }
  };
}

/** In the page. */
function isAwake() {
  return window.notes.audio.some(({ state }) => state === 'running');
}

/** In the page: the instant of the next note. */
function untilItRings(patience) {
  return new Promise((heard, failed) => {
    setTimeout(() => failed(new Error(`no note within ${patience} ms`)), patience);
    window.notes.heard = heard;
  });
}

/** The basket's form as a shopper without scripts would fill it. */
async function filledForm() {
  const text = async (path) => (await fetch(town.base + path)).text();
  const shop = await text('/dourdan/la-pause');
  const product = await text(shop.match(/href="(\/dourdan\/la-pause\/[^"]+)"/)[1]);
  const id = product.match(/name="ajouter" value="([^"]+)"/)[1];
  const basket = await text(`/dourdan/panier?ajouter=${id}&nombre=1`);
  const field = (name) => basket.match(new RegExp(`name="${name}" value="([^"]*)"`))[1];
  const [, window] = basket.match(/<select[^>]*name="(window-[^"]+)"/);
  const moments = [...basket.slice(basket.indexOf(window)).matchAll(/<option value="([\d-]+)"/g)];
  return new URLSearchParams({
    key: field('key'),
    basket: field('basket'),
    name: 'Jeanne Martin',
    phone: '01 99 00 12 34',
    [window]: moments.at(-1)[1],
  });
}

async function send(form) {
  const answer = await fetch(`${town.base}/dourdan/panier`, {
    method: 'POST',
    body: form,
    redirect: 'manual',
    headers: { origin: town.base },
  });
  if (answer.status !== 303) throw new Error(`not taken: ${answer.status}`);
}
