// H5: one official with one phone, from door to door, by the hand of hand.mjs. At each door the stall is opened by a yes and the
// first product is put on sale. At every second one the network goes once the camera is open: there the merchant has no phone,
// the town hall holds the stall for thirty days, and the product leaves in the street. At the others the merchant takes over on
// their own phone, by the square; their taps and waits count as well. Talking and walking do not.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { tell } from './figures.mjs';
import { DECISION, TAP, look as lookAt, oneProduct } from './hand.mjs';
import { openCamera, openTown, phoneScreen, project, scriptedPhone, until } from './town.mjs';

const DOORS = Number(process.env.HALLE_DOORS ?? 13);
const WHO = 'Mme Martin';
const PRICE = '3,50';
const reader = readFileSync(createRequire(join(project, 'end2end/package.json')).resolve('jsqr'), 'utf8');

const tally = { taps: 0, keys: 0, looks: 0, waits: 0 };
const pages = new Map();
const browser = await openCamera();
const town = await openTown();
try {
  for (let door = 1; door <= DOORS; door += 1) {
    const name = `Comptoir ${String(door).padStart(2, '0')}`;
    pages.set(name, town.shop(name).page);
  }
  const { page, phone } = await newPhone();
  await page.goto(town.officialLink());
  await page.getByRole('main').getByRole('button').first().click();
  await page.waitForURL(/\/mairie$/);
  const ways = page.getByRole('link', { name: /^Ouvrir l’étal maintenant Comptoir/ });
  await waited(() => page.goto(`${town.base}/mairie/tournee`));
  let name = (await ways.first().innerText()).match(/Comptoir \d+/)[0];
  const done = [];
  while (name) {
    const hasPhone = done.length % 2 === 0;
    await openStall(page, name, hasPhone);
    await firstProduct(page, phone, hasPhone);
    await tap(page.getByRole('complementary', { name: 'Étal tenu par la mairie' }).getByRole('link', { name: 'Passer l’étal' }), page.getByRole('button', { name: 'Passer l’étal au commerçant' }));
    if (hasPhone) await handOver(page, name);
    done.push(name);
    console.log(`    ${name}: ${minutes().toFixed(1)} min so far`);
    const next = page.getByRole('link', { name: /^Porte suivante/ });
    name = (await next.count()) > 0 ? (await next.innerText()).match(/Comptoir \d+/)[0] : null;
    if (name) await tap(next, wayTo(page, name));
  }
  const shown = await Promise.all([...pages.values()].map(lookAt));
  const live = shown.filter(({ prices, pictures }) => prices.length === 1 && pictures === 1).length;
  const byHand = `${tally.taps} taps, ${tally.keys} letters and digits, ${tally.looks} looks, ${tally.waits.toFixed(0)} s of waiting`;
  const how = `${Math.ceil(DOORS / 2)} taken over by their merchants' phones, ${Math.floor(DOORS / 2)} held for thirty days, whose network was cut at the counter`;
  tell('H5', `${minutes().toFixed(1)} min for ${live} of ${DOORS} shops with their first product on sale: ${byHand}; ${how}; talking and walking not counted`, '≤ 60 min', minutes() <= 60 && live === DOORS);
} finally {
  await browser.close();
  town.stop();
}

/** At a door: somebody said yes, and it is written down who, for how long. */
async function openStall(page, name, hasPhone) {
  const open = page.getByRole('button', { name: 'Ouvrir l’étal', exact: true });
  await look();
  await tap(wayTo(page, name), open);
  await look();
  const by = page.getByRole('textbox', { name: 'Qui a dit oui ?' });
  await tap(by);
  tally.keys += WHO.length;
  await by.pressSequentially(WHO, { delay: TAP * 1000 });
  if (!hasPhone) await tap(page.getByRole('radio', { name: /^Trente jours/ }));
  await tap(page.getByRole('checkbox', { name: /^Cette personne m’a dit oui/ }));
  await tap(open, page.getByRole('button', { name: 'Prendre la photo' }));
  await waited(() => until(() => page.evaluate(() => document.querySelector('video').videoWidth > 0), 20_000, 25));
}

async function firstProduct(page, phone, hasPhone) {
  if (!hasPhone) await phone.cut();
  const done = await page.evaluate(oneProduct, { price: PRICE, tap: TAP * 1000, decision: DECISION * 1000 });
  tally.taps += done.taps;
  tally.keys += done.digits;
  tally.looks += 2;
  tally.waits += done.waits / 1000;
  if (!hasPhone) await phone.mend();
  // Nobody leaves before it is on sale.
  const item = page.getByRole('list', { name: 'Les dernières photos' }).getByRole('listitem');
  await waited(() => until(async () => (await item.first().innerText()).includes('en vente'), 60_000));
  await look();
}

/** The merchant's phone, which was never here, reads the square. */
async function handOver(page, name) {
  const square = page.getByRole('img', { name: `Code QR pour reprendre l’étal de ${name}` });
  await tap(page.getByRole('button', { name: 'Passer l’étal au commerçant' }), square);
  const link = await scan(square);
  const merchant = await newPhone();
  const yes = merchant.page.getByRole('button', { name: 'C’est bien moi' });
  // Their camera is opened, held before the square, and what it read is tapped.
  await look();
  tally.taps += 2;
  await waited(() => merchant.page.goto(link, { waitUntil: 'commit' }).then(() => yes.waitFor()));
  await look();
  await tap(yes, merchant.page.getByRole('button', { name: 'Prendre la photo' }));
  await merchant.context.close();
  await waited(() => page.getByRole('heading', { level: 1, name: `${name} tient son étal` }).waitFor());
}

async function newPhone() {
  const context = await browser.newContext(phoneScreen);
  const page = await context.newPage();
  return { context, page, phone: await scriptedPhone(page) };
}

function wayTo(page, name) {
  return page.getByRole('link', { name: `Ouvrir l’étal maintenant ${name}`, exact: true });
}

async function look() {
  tally.looks += 1;
  await pause(DECISION);
}

/** A finger goes to its target; what it asked for, if anything, is waited for. */
async function tap(target, wanted) {
  await target.scrollIntoViewIfNeeded();
  await pause(TAP);
  tally.taps += 1;
  await waited(async () => {
    await target.tap({ noWaitAfter: true });
    await wanted?.waitFor();
  });
}

async function waited(work) {
  const start = performance.now();
  await work();
  tally.waits += (performance.now() - start) / 1000;
}

function minutes() {
  return ((tally.taps + tally.keys) * TAP + tally.looks * DECISION + tally.waits) / 60;
}

function pause(seconds) {
  return new Promise((later) => setTimeout(later, seconds * 1000));
}

/** What a square on a screen says to a camera. */
async function scan(square) {
  const seen = (await square.screenshot()).toString('base64');
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.addScriptTag({ content: reader });
  const said = await page.evaluate(async (source) => {
    const picture = new Image();
    picture.src = source;
    await picture.decode();
    const pen = Object.assign(document.createElement('canvas'), { width: picture.width, height: picture.height }).getContext('2d');
    pen.drawImage(picture, 0, 0);
    const { data, width, height } = pen.getImageData(0, 0, picture.width, picture.height);
    return window.jsQR(data, width, height)?.data;
  }, `data:image/png;base64,${seen}`);
  await context.close();
  if (!said) throw new Error('the square cannot be read');
  return said;
}
