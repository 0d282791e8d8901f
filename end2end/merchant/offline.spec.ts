// A network that goes and comes back: nothing is lost, nothing is listed twice.
import type { Page } from '@playwright/test';
import { arriveAtCounter, COUNTER, openShop, photograph, ribbon, sell, shutter, tapPrice } from '../support/counter.ts';
import { expect, needsScripts, test, visit } from '../support/test.ts';

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
