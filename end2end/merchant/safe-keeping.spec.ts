// Nothing is lost without a word: whoever answers in between, whatever the phone has room for, whenever the page ends.
import type { Page } from '@playwright/test';
import { arriveAtCounter, COUNTER, openShop, photograph, putOnSale, ribbon, sell, SHELF, shutter, tapPrice } from '../support/counter.ts';
import { card } from '../support/market.ts';
import { rows } from '../support/phone.ts';
import { euros } from '../support/speech.ts';
import { expect, needsScripts, test, visit } from '../support/test.ts';

needsScripts();

const PICTURES = '**/api/comptoir/photos/*';

async function photographAndSell(page: Page, price: string): Promise<void> {
  await shutter(page).click();
  await expect(photograph(page)).toBeVisible();
  await tapPrice(page, price);
  await sell(page);
}

async function open(page: Page): Promise<string> {
  const shop = await openShop(page.request);
  await page.goto(COUNTER);
  await arriveAtCounter(page, true);
  return shop.path;
}

// During a deploy, or from a hotel's login page: neither is the market's own word about a picture.
for (const [name, answer] of [
  ['a proxy that finds nothing', { status: 404, body: '<h1>Not found</h1>' }],
  ['a page that answers everything', { status: 200, contentType: 'text/html', body: '<h1>Wifi</h1>' }],
] as const) {
  test(`${name} takes no picture away`, async ({ page }) => {
    const shop = await open(page);
    await page.route(PICTURES, (route) => route.fulfill(answer));
    await photographAndSell(page, '5,50');
    await expect(page.getByRole('alert').filter({ hasText: 'Quelque chose ne va pas de notre côté' })).toBeVisible();
    await expect(ribbon(page)).toHaveText(['en route']);
    await page.unroute(PICTURES);
    await expect(ribbon(page)).toHaveText(['en vente']);
    await visit(page, shop);
    await expect(page.getByRole('article').locator('picture')).toHaveCount(1);
  });
}

test('a picture that was refused stays to be taken again, on every page, until it is', async ({ page }) => {
  const shop = await open(page);
  await page.route(PICTURES, (route) => route.fulfill({ status: 422, body: 'Cette photo est abîmée.' }));
  await photographAndSell(page, '5,50');
  await expect(ribbon(page)).toContainText(['photo à refaire']);
  await expect(page.getByRole('alert').filter({ hasText: 'Cette photo est abîmée.' })).toBeVisible();
  await page.unroute(PICTURES);
  for (const other of [SHELF, '/comptoir/boutique']) {
    await visit(page, other);
    await expect(page.getByRole('status').filter({ hasText: 'Une photo est à refaire' })).toBeVisible();
  }
  await page.goto(COUNTER);
  await arriveAtCounter(page, true);
  await expect(ribbon(page)).toContainText(['photo à refaire']);
  await ribbon(page).getByRole('button', { name: 'Reprendre' }).click();
  await shutter(page).click();
  await expect(ribbon(page)).toHaveText(['en vente']);
  await page.reload();
  await arriveAtCounter(page, true);
  await expect(ribbon(page)).toHaveCount(0);
  await visit(page, shop);
  await expect(page.getByRole('article').locator('picture')).toHaveCount(1);
});

test('a product can do without the picture that was refused, and one that was refused itself is not stuck', async ({ page }) => {
  const shop = await open(page);
  await page.route(PICTURES, (route) => route.fulfill({ status: 422, body: 'Cette photo est abîmée.' }));
  await photographAndSell(page, '5,50');
  await ribbon(page).getByRole('button', { name: 'Sans photo' }).click();
  await expect(ribbon(page)).toHaveText(['en vente']);
  await page.reload();
  await arriveAtCounter(page, true);
  await expect(ribbon(page)).toHaveCount(0);

  await page.unroute(PICTURES);
  await page.route('**/put_on_sale', (route) => route.fulfill({ status: 404, json: 'NotFound' }));
  for (const price of ['1,10', '2,20']) await photographAndSell(page, price);
  await expect(ribbon(page)).toContainText(['pas encore partie', 'pas encore partie']);
  await page.unroute('**/put_on_sale');
  const older = ribbon(page).nth(1);
  await older.getByRole('button', { name: 'Retirer' }).click();
  await expect(ribbon(page)).toHaveCount(1);
  await ribbon(page).getByRole('button', { name: 'Réessayer' }).click();
  await expect(ribbon(page)).toHaveText(['en vente']);
  await expect.poll(() => rows(page, 'shots')).toBe(0);
  await visit(page, shop);
  await expect(page.getByRole('article')).toHaveCount(2);
  await expect(page.getByText(euros('1,10'))).toHaveCount(0);
});

/** A phone whose room can be taken away, and given back; cards of the deck still find theirs, unless that is taken too. */
async function cramped(page: Page): Promise<(full: boolean | 'deck too') => Promise<void>> {
  await page.addInitScript(() => {
    const put = IDBObjectStore.prototype.put;
    const room: { full: boolean | 'deck too' } = { full: false };
    Object.assign(window, { room });
    IDBObjectStore.prototype.put = function (...row: [unknown, IDBValidKey?]) {
      if (room.full === 'deck too' || (room.full && this.name !== 'deck')) throw new DOMException('full', 'QuotaExceededError');
      return put.apply(this, row);
    };
  });
  return (full) => page.evaluate((full) => void ((window as unknown as { room: { full: boolean | 'deck too' } }).room.full = full), full);
}

test('little room is said before there is none', async ({ page }) => {
  await page.addInitScript(() => {
    navigator.storage.estimate = async () => ({ quota: 10_000_000, usage: 9_000_000 });
  });
  await open(page);
  await expect(page.getByRole('alert').filter({ hasText: 'encore 3 photos environ' })).toBeVisible();
});

test('a change that finds no room says so, and is kept as soon as there is some', async ({ page, context }) => {
  const fill = await cramped(page);
  await page.addInitScript(() => {
    const asked = { toStay: 0 };
    Object.assign(window, { asked });
    navigator.storage.persist = async () => (asked.toStay += 1) > 0;
  });
  const askedToStay = () => page.evaluate(() => (window as unknown as { asked: { toStay: number } }).asked.toStay);
  await openShop(page.request);
  await putOnSale(page.request, { name: 'Miel', price: '9' });
  await visit(page, SHELF);
  await context.setOffline(true);
  await fill(true);
  expect(await askedToStay()).toBe(0);
  await page.getByRole('button', { name: /^Retirer Miel/ }).click();
  expect(await askedToStay()).toBe(1);
  const warning = page.getByRole('alert').filter({ hasText: 'n’a plus de place' });
  await expect(warning).toBeVisible();
  await fill(false);
  await page.evaluate(() => window.dispatchEvent(new Event('focus')));
  await expect(warning).toBeHidden();
  await expect.poll(() => rows(page, 'edits')).toBe(1);
  await context.setOffline(false);
  await expect.poll(() => rows(page, 'edits')).toBe(0);
});

test('a phone without room says so, and keeps what waits as soon as there is some', async ({ page, context }) => {
  const fill = await cramped(page);
  await open(page);
  await context.setOffline(true);
  await fill(true);
  await photographAndSell(page, '5,50');
  const warning = page.getByRole('alert').filter({ hasText: 'n’a plus de place' });
  await expect(warning).toBeVisible();
  // Its card is all that the phone has of it.
  await expect.poll(() => rows(page, 'deck')).toBe(1);
  await fill(false);
  // As when somebody looks at the phone again.
  await page.evaluate(() => window.dispatchEvent(new Event('focus')));
  await expect(warning).toBeHidden();
  await expect.poll(() => rows(page, 'shots')).toBe(1);
  await expect.poll(() => rows(page, 'deck')).toBe(0);
  await context.setOffline(false);
  await expect(ribbon(page)).toHaveText(['en vente']);

  // A picture without a price that finds none is not one too many.
  await fill('deck too');
  await page.getByRole('button', { name: 'Prix après' }).click();
  await shutter(page).click();
  const unkept = page.getByRole('alert').filter({ hasText: 'La photo n’a pas été gardée' });
  await expect(unkept).toBeVisible();
  await expect(page.getByText('attendent un prix au plus')).toHaveCount(0);
  await fill(false);
  await shutter(page).click();
  await expect(unkept).toBeHidden();
  await expect.poll(() => rows(page, 'deck')).toBe(1);
});

test('a page that ends while a price is typed leaves its picture in the deck', async ({ page }) => {
  await open(page);
  await shutter(page).click();
  await expect(photograph(page)).toBeVisible();
  await expect.poll(() => rows(page, 'deck')).toBe(1);
  await page.goto('about:blank');
  await page.goto(COUNTER);
  await arriveAtCounter(page, true);
  await page.getByRole('button', { name: /^Donner le prix/ }).click();
  await tapPrice(page, '4');
  await sell(page);
  await expect(ribbon(page)).toHaveText(['en vente']);
  await expect.poll(() => rows(page, 'deck')).toBe(0);
});

test('the last product is taken back even while its picture is being made', async ({ page }) => {
  await page.addInitScript(() => {
    const make = HTMLCanvasElement.prototype.toBlob;
    const held: (() => void)[] = [];
    Object.assign(window, { made: () => held.splice(0).forEach((go) => go()) });
    HTMLCanvasElement.prototype.toBlob = function (...how) {
      held.push(() => make.apply(this, how));
    };
  });
  const shop = await open(page);
  const asked: string[] = [];
  page.on('request', (request) => /put_on_sale|edit_shelf/.test(request.url()) && asked.push(request.url()));
  await photographAndSell(page, '5,50');
  await page.getByRole('button', { name: 'Annuler la dernière' }).click();
  await page.evaluate(() => (window as unknown as { made: () => void }).made());
  await expect(ribbon(page)).toHaveCount(0);
  await expect.poll(() => rows(page, 'deck')).toBe(0);
  expect(asked).toEqual([]);
  await visit(page, shop);
  await expect(page.getByRole('article')).toHaveCount(0);
});

test('a product of the shelf gets another picture, another unit, and another content', async ({ page }) => {
  const shop = await open(page);
  await photographAndSell(page, '5,50');
  await expect(ribbon(page)).toHaveText(['en vente']);
  await visit(page, shop);
  const seen = () => page.getByRole('article').locator('picture img').getAttribute('src');
  const before = await seen();
  await visit(page, SHELF);
  await page.getByText('Autres gestes').click();
  await page.getByRole('link', { name: /^Refaire la photo/ }).click();
  await expect(page.getByText(/^La nouvelle photo de/)).toBeVisible();
  // While it waits it can be let go of, also by the page after; the product itself is no news to take back.
  const undo = page.getByRole('button', { name: 'Annuler la dernière' });
  await page.route(PICTURES, (route) => route.abort());
  await shutter(page).click();
  await expect(ribbon(page)).toHaveText(['en route']);
  await expect.poll(() => rows(page, 'shots')).toBe(1);
  await page.reload();
  await expect(shutter(page)).toBeVisible();
  await expect(ribbon(page)).toHaveText(['sur le téléphone']);
  const changes: string[] = [];
  page.on('request', (request) => request.url().includes('edit_shelf') && changes.push(request.url()));
  await undo.click();
  await expect(ribbon(page)).toHaveCount(0);
  await expect.poll(() => rows(page, 'shots')).toBe(0);
  await page.unroute(PICTURES);
  // Closer, so that it is another picture.
  await page.getByRole('button', { name: '2×' }).click();
  await shutter(page).click();
  await expect(ribbon(page)).toHaveText(['en vente']);
  await expect(undo).toBeHidden();
  expect(changes).toEqual([]);
  await visit(page, shop);
  expect(await seen()).not.toBe(before);
  await visit(page, SHELF);
  await page.getByText('Autres gestes').click();
  await page.getByLabel('Vendu', { exact: true }).selectOption('kilogram');
  const answer = page.waitForResponse(/edit_shelf/);
  await page.locator('form').filter({ has: page.getByLabel('Vendu', { exact: true }) }).getByRole('button', { name: 'Enregistrer' }).click();
  expect((await answer).ok()).toBe(true);
  await visit(page, shop);
  await expect(page.getByRole('article')).toContainText('le kilo');
});

test('what the market refuses goes back on the shelf to what it was, and fifty changes leave together', async ({ page }) => {
  const shop = await open(page);
  await photographAndSell(page, '5,50');
  await expect(ribbon(page)).toHaveText(['en vente']);
  await visit(page, SHELF);
  await page.route('**/edit_shelf', (route) => {
    const { edits } = route.request().postDataJSON() as { edits: unknown[] };
    return route.fulfill({ json: edits.map(() => ({ Refused: 'Pieces' })) });
  });
  const line = page.getByRole('main').getByRole('listitem').filter({ hasText: 'Sans nom' });
  await line.locator('summary').first().click();
  await page.getByLabel(/^Prix de/).fill('9');
  await line.getByRole('button', { name: 'Enregistrer' }).first().click();
  await expect(page.getByRole('alert')).toBeVisible();
  await expect(line).toContainText(euros('5,50'));

  // Of many changes that waited, the next fifty go in one request.
  await page.unroute('**/edit_shelf');
  await page.route('**/edit_shelf', (route) => route.abort());
  for (const price of ['7', '8']) {
    await line.locator('summary').first().click();
    await page.getByLabel(/^Prix de/).fill(price);
    await line.getByRole('button', { name: 'Enregistrer' }).first().click();
  }
  await expect(page.getByRole('status').filter({ hasText: '2 changements attendent' })).toBeVisible();
  const together = page.waitForRequest((asked) => /edit_shelf/.test(asked.url()) && (asked.postDataJSON() as { edits: unknown[] }).edits.length === 2);
  await page.unroute('**/edit_shelf');
  await together;
  await expect(page.getByRole('status').filter({ hasText: 'changements attendent' })).toBeHidden();
  await visit(page, shop);
  await expect(card(page, 'Épicerie')).toContainText(euros('8'));
});
