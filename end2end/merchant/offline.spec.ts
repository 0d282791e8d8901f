// A network that goes and comes back: nothing is lost, nothing is listed twice.
import type { Page } from '@playwright/test';
import {
  arriveAtCounter,
  COUNTER,
  openShop,
  photograph,
  putOnSale,
  ribbon,
  sell,
  SHELF,
  shutter,
  tapPrice,
} from '../support/counter.ts';
import { expect, needsScripts, test, visit } from '../support/test.ts';
import { askedTags, noteTags, wakeWorker, workerReady } from '../support/worker.ts';

needsScripts();

async function photographAndSell(page: Page, price: string): Promise<void> {
  await shutter(page).click();
  await expect(photograph(page)).toBeVisible();
  await tapPrice(page, price);
  await sell(page);
}

const PRICES = ['1,10', '2,20', '3,30'];

test('products confirmed without a network leave when it comes back, even from another page', async ({ page, context }) => {
  const shop = await openShop(page.request);
  await page.goto(COUNTER);
  await arriveAtCounter(page, true);

  await context.setOffline(true);
  for (const price of PRICES) await photographAndSell(page, price);
  await expect(ribbon(page)).toHaveCount(PRICES.length);
  for (const shot of await ribbon(page).all()) await expect(shot).toHaveText('sur le téléphone');
  await expect(page.getByRole('alert')).toContainText('gardés sur ce téléphone');

  // The page is gone with all that it knew; the phone is not.
  await page.goto('about:blank');
  await context.setOffline(false);
  await page.goto(COUNTER);
  await expect(ribbon(page)).toHaveText(PRICES.map(() => 'en vente'));

  // A third time finds nothing left to send.
  await page.reload();
  await arriveAtCounter(page, true);
  await expect(ribbon(page)).toHaveCount(0);
  await visit(page, shop.path);
  for (const price of PRICES) {
    const [euros, cents] = price.split(',');
    await expect(page.getByText(`${euros},${cents}\u202F€`)).toHaveCount(1);
  }
});

test('what was confirmed without a network leaves when it comes back, although Halle is closed', async ({ page, context }) => {
  const shop = await openShop(page.request);
  await page.goto(COUNTER);
  await workerReady(page);
  await arriveAtCounter(page, true);
  await context.setOffline(true);
  for (const price of PRICES) await photographAndSell(page, price);
  for (const shot of await ribbon(page).all()) await expect(shot).toHaveText('sur le téléphone');

  await page.goto('about:blank');
  await context.setOffline(false);
  await visit(page, shop.path);
  await expect(page.getByRole('article')).toHaveCount(0);
  await wakeWorker(page);
  const photographed = async () => {
    await page.reload();
    return page.getByRole('article').locator('picture').count();
  };
  await expect.poll(photographed).toBe(PRICES.length);
  await expect(page.getByRole('article')).toHaveCount(PRICES.length);
  // The phone has nothing left to send.
  await page.goto(COUNTER);
  await arriveAtCounter(page, true);
  await expect(ribbon(page)).toHaveCount(0);
});

test('a product that only lacked its picture sends just that', async ({ page, context }) => {
  const shop = await openShop(page.request);
  await page.goto(COUNTER);
  await arriveAtCounter(page, true);
  await context.route('**/api/comptoir/photos/*', (route) => route.abort());
  await photographAndSell(page, '4,40');
  await expect(ribbon(page).first()).toHaveText('en route');

  await context.unroute('**/api/comptoir/photos/*');
  await page.reload();
  await expect(ribbon(page)).toHaveText(['en vente']);
  await visit(page, shop.path);
  await expect(page.getByRole('article')).toHaveCount(1);
});

// Whatever stands in the way, the product waits, says why, and goes on by itself.
const TROUBLES = [
  ['the server is not well', '**/put_on_sale', 500, 'Quelque chose ne va pas de notre côté'],
  ['too many products at once', '**/put_on_sale', 429, 'Beaucoup de monde au marché'],
  ['a proxy without a server', '**/put_on_sale', 503, 'Beaucoup de monde au marché'],
  ['a product too large for somebody on the way', '**/put_on_sale', 413, 'Ce réseau ne laisse rien partir'],
  ['a proxy that waited in vain', '**/put_on_sale', 504, 'Le réseau est très lent'],
  ['too many pictures at once', '**/api/comptoir/photos/*', 429, 'Beaucoup de monde au marché'],
  ['a picture too large for somebody on the way', '**/api/comptoir/photos/*', 413, 'Ce réseau ne laisse pas passer les photos'],
  ['no answer in time', '**/api/comptoir/photos/*', 504, 'Le réseau est très lent'],
] as const;

for (const [name, address, status, words] of TROUBLES) {
  test(`${name}: the product waits and says why`, async ({ page }) => {
    const shop = await openShop(page.request);
    await page.goto(COUNTER);
    await arriveAtCounter(page, true);
    await page.route(address, (route) => route.fulfill({ status, body: 'no' }));
    await photographAndSell(page, '5,50');
    await expect(page.getByRole('alert').filter({ hasText: words })).toBeVisible();
    await expect(ribbon(page)).toHaveText([/sur le téléphone|en route/]);
    await page.unroute(address);
    await expect(ribbon(page)).toHaveText(['en vente']);
    await expect(page.getByRole('alert').filter({ hasText: words })).toBeHidden();
    await visit(page, shop.path);
    await expect(page.getByRole('article')).toHaveCount(1);
  });
}

test('whoever asks for patience is asked again no earlier', async ({ page }) => {
  await openShop(page.request);
  await page.goto(COUNTER);
  await arriveAtCounter(page, true);
  const asked: number[] = [];
  await page.route('**/put_on_sale', (route) => {
    asked.push(Date.now());
    return asked.length === 1 ? route.fulfill({ status: 429, headers: { 'retry-after': '3' } }) : route.continue();
  });
  await photographAndSell(page, '5,50');
  await expect(ribbon(page)).toHaveText(['en vente']);
  expect(asked).toHaveLength(2);
  expect(asked[1]! - asked[0]!).toBeGreaterThanOrEqual(2_900);
});

test('the shelf says what waits on the phone and why, products and changes alike', async ({ page }) => {
  await openShop(page.request);
  await putOnSale(page.request, { name: 'Miel', price: '9' });
  await page.goto(COUNTER);
  await arriveAtCounter(page, true);
  for (const address of ['**/put_on_sale', '**/edit_shelf']) await page.route(address, (route) => route.fulfill({ status: 429 }));
  await photographAndSell(page, '5,50');
  await expect(page.getByRole('alert').filter({ hasText: 'Beaucoup de monde' })).toBeVisible();
  await visit(page, SHELF);
  const waiting = (words: string) => page.getByRole('status').filter({ hasText: words });
  await expect(waiting('Un produit ou un changement attend sur ce téléphone. Beaucoup de monde')).toBeVisible();
  await page.getByRole('button', { name: /^Retirer Miel/ }).click();
  await expect(waiting('2 produits ou changements attendent sur ce téléphone. Beaucoup de monde')).toBeVisible();
  for (const address of ['**/put_on_sale', '**/edit_shelf']) await page.unroute(address);
  await expect(waiting('sur ce téléphone')).toBeHidden();
  await expect(page.getByRole('button', { name: /^Remettre en vente Miel/ })).toBeVisible();
});

test('no answer at all: the product waits, says why, and goes on by itself', async ({ page }) => {
  const shop = await openShop(page.request);
  await page.clock.install();
  await page.goto(COUNTER);
  await arriveAtCounter(page, true);
  // Nobody ever answers the first one.
  let asked = 0;
  await page.route('**/put_on_sale', (route) => ((asked += 1) === 1 ? undefined : route.continue()));
  await photographAndSell(page, '5,50');
  await expect.poll(() => asked).toBe(1);
  await page.clock.fastForward(31_000);
  await expect(page.getByRole('alert').filter({ hasText: 'Le réseau est très lent' })).toBeVisible();
  await page.clock.fastForward(5_000);
  await expect(ribbon(page)).toHaveText(['en vente']);
  await visit(page, shop.path);
  await expect(page.getByRole('article')).toHaveCount(1);
});

test('what waits leaves from whatever page of the counter is open, which says so meanwhile', async ({ page }) => {
  const shop = await openShop(page.request);
  await noteTags(page);
  await page.goto(COUNTER);
  await arriveAtCounter(page, true);
  expect(await askedTags(page)).toEqual([]);
  await page.route('**/put_on_sale', (route) => route.fulfill({ status: 500, body: 'no' }));
  for (const price of ['5,50', '6,60']) await photographAndSell(page, price);
  await expect(page.getByRole('alert').filter({ hasText: 'Quelque chose ne va pas' })).toBeVisible();
  // Closed at once, it would leave as well, although the market itself is reached.
  await expect.poll(() => askedTags(page)).toEqual(['halle-queue']);
  await visit(page, '/comptoir/boutique');
  const waiting = page.getByRole('status').filter({ hasText: '2 produits ou changements attendent sur ce téléphone.' });
  await expect(waiting).toBeVisible();
  // Pictures travel behind their products; the shopper's page, which is next, sends none.
  const pictures = new Set<string>();
  page.on('response', (answer) => answer.url().includes('/api/comptoir/photos/') && answer.ok() && pictures.add(answer.url()));
  await page.unroute('**/put_on_sale');
  await expect(waiting).toBeHidden();
  await expect.poll(() => pictures.size).toBe(2);
  await visit(page, shop.path);
  await expect(page.getByRole('article')).toHaveCount(2);
  await expect(page.getByRole('article').locator('picture')).toHaveCount(2);
});

test('a session that ended asks for the code again and keeps everything', async ({ page, context }) => {
  const shop = await openShop(page.request);
  await page.goto(COUNTER);
  await arriveAtCounter(page, true);
  const signedIn = await context.cookies();
  await context.clearCookies();
  await photographAndSell(page, '6,60');
  await expect(page.getByRole('alert')).toContainText('scannez à nouveau votre code');
  await expect(ribbon(page)).toHaveText(['pas encore partie']);
  await context.addCookies(signedIn);
  await page.reload();
  await arriveAtCounter(page, true);
  await expect(ribbon(page)).toHaveText(['en vente']);
  await visit(page, shop.path);
  await expect(page.getByRole('article')).toHaveCount(1);
});

for (const [days, words] of [
  [-2, 'behind'],
  [2, 'ahead'],
] as const) test(`a phone whose clock is two days ${words} lists and reprices as any other`, async ({ page }) => {
  const shop = await openShop(page.request);
  await page.addInitScript((days) => {
    const now = Date.now.bind(Date);
    Date.now = () => now() + days * 24 * 3_600_000;
  }, days);
  await page.goto(COUNTER);
  await arriveAtCounter(page, true);
  await photographAndSell(page, '7,70');
  await expect(ribbon(page)).toHaveText(['en vente']);
  await visit(page, '/comptoir/etal');
  await page.locator('.shelf-list__price summary').click();
  await page.getByLabel(/^Prix de/).fill('7');
  const answer = page.waitForResponse(/edit_shelf/);
  await page.getByRole('button', { name: 'Enregistrer' }).first().click();
  expect((await answer).ok()).toBe(true);
  await expect
    .poll(async () => {
      await visit(page, shop.path);
      return page.getByRole('article').textContent();
    })
    .toContain('7\u202F€');
});
