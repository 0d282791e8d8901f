// How the people of the pictures come in. Their names are always the same.
import { createHmac } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { project, until } from '../../../benches/lib/town.mjs';
import { settle } from './eyes.mjs';

const { simpleParser } = createRequire(join(project, 'end2end/package.json'))('mailparser');

/** What the pages say, where a picture waits for it. */
export const says = JSON.parse(readFileSync(join(project, 'locales/fr.json'), 'utf8'));

export const press = (page, name) => page.getByRole('button', { name }).first().click();

/** Waits until the page says it where it can be read. */
export const sees = (page, words) => page.getByText(words).filter({ visible: true }).first().waitFor();

/** The link that a command prints. */
export const linkFrom = (town, ...words) => town.halle(...words).match(/https?:\/\/\S+/)[0];

/** A day of the shop's calendar, as a date field holds it. */
export const inDays = (days) =>
  new Date(Date.now() + days * 86_400_000).toLocaleDateString('sv', { timeZone: 'Europe/Paris' });

/** A fresh shop, claimed without looking: whoever holds the page stands at its counter. */
export async function claim(town, page, shop, kind) {
  const words = ['--town', 'dourdan', '--shop', shop, '--kind', kind, '--hours', 'Mo-Su 08:00-20:00'];
  await page.request.post(linkFrom(town, 'invite', ...words));
}

export async function putOnSale(town, page, name, price) {
  const multipart = { name, price, unit: 'piece', stock: 'always' };
  const answer = await page.request.post(`${town.base}/comptoir`, { multipart });
  if (!answer.url().includes('vendu=1')) throw new Error(`${name} is not on sale: ${answer.status()}`);
}

/** Comes in by a link of the town hall or of the instance. */
export async function comeIn(page, link) {
  await page.goto(link);
  await press(page, 'Continuer ici');
  await page.waitForURL((url) => !url.pathname.startsWith('/invitation/'));
  await settle(page);
}

/** Sets up the key that both places ask for. */
export async function setUpKey(town, page, place) {
  await page.goto(`${town.base}${place}/cle`);
  const secret = await page.getByText(/^([A-Z2-7]{4} ?){8}$/).textContent();
  await page.getByRole('textbox', { name: 'Code à six chiffres' }).fill(codeOf(secret));
  await press(page, 'C’est prêt');
  await page.getByRole('link', { name: 'Je les ai gardés, continuer' }).click();
  await page.waitForURL(`**${place}`);
}

/** The code that an application would show for a key (RFC 6238). */
function codeOf(key) {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const bits = [...key.replaceAll(' ', '')].map((letter) => letters.indexOf(letter).toString(2).padStart(5, '0')).join('');
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)));
  const bytes = Buffer.from(bits.match(/.{8}/g).map((byte) => Number.parseInt(byte, 2)));
  const hash = createHmac('sha1', bytes).update(counter).digest();
  const number = (hash.readUInt32BE(hash.at(-1) & 0x0f) & 0x7fff_ffff) % 1_000_000;
  return number.toString().padStart(6, '0');
}

/** The links of the letters that let somebody in, once there are so many. */
export async function letterLinks(town, count) {
  const folder = join(town.data, 'mail');
  let links = [];
  await until(async () => {
    const files = readable(folder).filter((name) => name.endsWith('.eml'));
    const letters = await Promise.all(files.map((name) => simpleParser(readFileSync(join(folder, name)))));
    links = letters.flatMap((letter) => letter.text?.match(/https?:\S+\/entrer\/lettre\/\S+/)?.[0] ?? []);
    return links.length >= count;
  }, 20_000, 500);
  return links;
}

function readable(folder) {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
