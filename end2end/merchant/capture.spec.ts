// A photo, a price, on sale: with the camera first.
import {
  arriveAtCounter,
  COUNTER,
  nameField,
  openShop,
  photoField,
  photograph,
  priceField,
  ribbon,
  sell,
  shutter,
  tapPrice,
} from '../support/counter.ts';
import { card } from '../support/market.ts';
import * as pictures from '../support/pictures.ts';
import { euros } from '../support/speech.ts';
import { expect, needsScripts, test, visit } from '../support/test.ts';
import type { Page } from '@playwright/test';

needsScripts();

type Sent = { bytes: number; width: number; height: number };

/** Measures the pictures that the page sends: they are blobs, which no debugger passes on. */
async function measurePictures(page: Page): Promise<() => Promise<Sent[]>> {
  await page.addInitScript(() => {
    const sent: Sent[] = [];
    const send = window.fetch.bind(window);
    Object.assign(window, { sent });
    window.fetch = async (...asked) => {
      const request = new Request(...asked);
      if (request.url.includes('/api/comptoir/photos/')) {
        const picture = await request.clone().blob();
        const { width, height } = await createImageBitmap(picture);
        sent.push({ bytes: picture.size, width, height });
      }
      return send(request);
    };
  });
  return () => page.evaluate(() => (window as unknown as { sent: Sent[] }).sent);
}

async function refuseCamera(page: Page): Promise<void> {
  await page.addInitScript(() => {
    navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('no', 'NotAllowedError'));
  });
}

/** A shopper sees it with its photograph. */
async function expectOnSale(page: Page, shop: string, product: string, price: string): Promise<void> {
  await visit(page, shop);
  await expect(card(page, product)).toContainText(euros(price));
  const picture = card(page, product).locator('picture img');
  await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
}

test('a photo and a price, and it is on sale', async ({ page, anotherPerson }) => {
  const shop = await openShop(page.request);
  const sent = await measurePictures(page);
  await page.goto(COUNTER);
  await arriveAtCounter(page, true);
  const upload = page.waitForRequest((request) => request.url().includes('/api/comptoir/photos/'));
  await shutter(page).click();
  await expect(photograph(page)).toBeVisible();
  await tapPrice(page, '3,50');
  await expect(page.getByRole('status')).toHaveText(euros('3,50'));
  await sell(page);
  await expect(ribbon(page)).toHaveCount(1);
  await expect(ribbon(page).first()).toHaveText('en vente');
  expect((await upload).method()).toBe('PUT');
  const [picture, ...more] = await sent();
  expect(more).toEqual([]);
  expect(picture!.bytes).toBeGreaterThan(1_000);
  expect(picture!.bytes).toBeLessThanOrEqual(150_000);
  expect(Math.max(picture!.width, picture!.height)).toBeLessThanOrEqual(1200);
  // Nobody was asked for a name: the shop's kind stands in for it.
  await expectOnSale(await anotherPerson(), shop.path, 'Épicerie', '3,50');
});

test('one after the other, each gets its own price and name', async ({ page }) => {
  const shop = await openShop(page.request);
  await page.goto(COUNTER);
  await arriveAtCounter(page, true);
  for (const [name, price] of [['Avocats', '1,20'], ['Citrons', '0,45']] as const) {
    await shutter(page).click();
    await expect(photograph(page)).toBeVisible();
    await nameField(page).fill(name);
    await tapPrice(page, price);
    await sell(page);
  }
  await expect(ribbon(page)).toHaveText(['en vente', 'en vente']);
  await expectOnSale(page, shop.path, 'Avocats', '1,20');
  await expectOnSale(page, shop.path, 'Citrons', '0,45');
});

test('a price that is none says so, and neither photo nor name is lost', async ({ page }) => {
  await openShop(page.request);
  await page.goto(COUNTER);
  await arriveAtCounter(page, true);
  await shutter(page).click();
  await nameField(page).fill('Noix fraîches');
  await sell(page);
  await expect(page.getByRole('alert')).toHaveText('Il manque le prix. Par exemple : 3,50');
  await tapPrice(page, '0');
  await expect(page.getByRole('alert')).toBeHidden();
  await sell(page);
  await expect(page.getByRole('alert')).toHaveText('Un prix de zéro ne se vend pas. Par exemple : 3,50');
  await expect(photograph(page)).toBeVisible();
  await expect(nameField(page)).toHaveValue('Noix fraîches');
  await tapPrice(page, '7');
  await sell(page);
  await expect(ribbon(page).first()).toHaveText('en vente');
});

test('where the camera is refused, the form stays and takes a file', async ({ page }) => {
  const shop = await openShop(page.request);
  await refuseCamera(page);
  await visit(page, COUNTER);
  const title = page.getByRole('heading', { level: 1, name: 'Une photo, un prix, c’est en vente' });
  await expect(title).toBeVisible();
  await photoField(page).setInputFiles(pictures.photograph());
  await expect(photograph(page)).toBeVisible();
  await nameField(page).fill('Gingembre');
  await tapPrice(page, '2');
  await sell(page);
  await expect(ribbon(page).first()).toHaveText('en vente');
  await expect(title).toBeVisible();
  await expectOnSale(page, shop.path, 'Gingembre', '2');
});

test('where the camera is refused, a price alone is enough', async ({ page }) => {
  const shop = await openShop(page.request);
  await refuseCamera(page);
  await visit(page, COUNTER);
  await priceField(page).fill('6,80');
  await nameField(page).fill('Salade du jour');
  await sell(page);
  await expect(page.getByText('C’est en vente.')).toBeVisible();
  await visit(page, shop.path);
  await expect(card(page, 'Salade du jour')).toContainText(euros('6,80'));
});
