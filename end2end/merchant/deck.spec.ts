// Pictures first, prices after: the deck, and taking back the last product.
import {
  arriveAtCounter,
  COUNTER,
  nameField,
  openShop,
  photograph,
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

const later = (page: Page) => page.getByRole('button', { name: 'Prix après' });
const deck = (page: Page) => page.getByRole('button', { name: /^Donner (les|le) prix/ });

async function shoot(page: Page, times: number): Promise<void> {
  await later(page).click();
  for (let shot = 1; shot <= times; shot += 1) {
    await shutter(page).click();
    await expect(deck(page)).toContainText(shot === 1 ? 'une photo' : `${shot} photos`);
  }
}

test('pictures in a row wait for their prices, through a closed page, and are priced by keyboard', async ({ page }) => {
  const shop = await openShop(page.request);
  await page.goto(COUNTER);
  await arriveAtCounter(page, true);
  await shoot(page, 3);

  // The page is gone; the phone keeps the deck.
  await page.goto('about:blank');
  await page.goto(COUNTER);
  await arriveAtCounter(page, true);
  await expect(deck(page)).toContainText('3 photos');

  await deck(page).click();
  for (const [price, left] of [['4,50', 3], ['2', 2], ['0,80', 1]] as const) {
    await expect(page.getByRole('button', { name: `Encore ${left}` })).toBeVisible();
    await page.keyboard.type(price);
    await page.keyboard.press('Enter');
  }
  await expect(shutter(page)).toBeVisible();
  await expect(deck(page)).toBeHidden();
  await expect(ribbon(page)).toHaveText(['en vente', 'en vente', 'en vente']);
  await page.reload();
  await arriveAtCounter(page, true);
  await expect(deck(page)).toBeHidden();
  await visit(page, shop.path);
  for (const price of ['4,50', '2', '0,80']) {
    await expect(page.getByRole('article').filter({ hasText: euros(price) })).toHaveCount(1);
  }
});

/** Lays so many pictures into this phone's deck. */
const fillDeck = (page: Page, count: number): Promise<void> =>
  page.evaluate(
    (count) =>
      new Promise<void>((filled, failed) => {
        const asked = indexedDB.open('halle');
        asked.onerror = () => failed(asked.error);
        asked.onsuccess = () => {
          const transaction = asked.result.transaction('deck', 'readwrite');
          const ids = Array.from({ length: count }, () => crypto.randomUUID());
          for (const id of ids) transaction.objectStore('deck').put({ id, shop: null, picture: new Blob([id]) }, id);
          transaction.oncomplete = () => (asked.result.close(), filled());
        };
      }),
    count,
  );

test('a card can wait, be taken again, or be thrown away', async ({ page }) => {
  const shop = await openShop(page.request);
  await page.goto(COUNTER);
  await arriveAtCounter(page, true);
  await shoot(page, 2);
  await deck(page).click();
  await expect(photograph(page)).toBeVisible();
  await page.getByRole('button', { name: 'Passer' }).click();
  await page.getByRole('button', { name: 'Reprendre' }).click();
  await shutter(page).click();
  await expect(photograph(page)).toBeVisible();
  await nameField(page).fill('Pain d’épices');
  await tapPrice(page, '7,20');
  await sell(page);
  await expect(page.getByRole('button', { name: 'Encore 1' })).toBeVisible();
  await page.getByRole('button', { name: 'Jeter' }).click();
  await expect(shutter(page)).toBeVisible();
  await expect(deck(page)).toBeHidden();
  await expect(ribbon(page)).toHaveText(['en vente']);
  await visit(page, shop.path);
  await expect(page.getByRole('article')).toHaveCount(1);
  await expect(card(page, 'Pain d’épices')).toContainText(euros('7,20'));
});

test('several pictures of the gallery make a deck, and one that cannot be read says so', async ({ page }) => {
  const shop = await openShop(page.request);
  await page.goto(COUNTER);
  await arriveAtCounter(page, true);
  await page.getByLabel('Galerie').setInputFiles([pictures.photograph(), pictures.shoppingList()]);
  await expect(deck(page)).toContainText('2 photos');
  await deck(page).click();
  await expect(photograph(page)).toBeVisible();
  await tapPrice(page, '3');
  await sell(page);
  await expect(page.getByRole('status').filter({ hasText: 'ne se lit pas ici' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Reprendre' })).toBeVisible();
  await tapPrice(page, '5');
  await sell(page);
  await expect(ribbon(page).filter({ hasText: 'photo à refaire' })).toHaveCount(1);

  // Its picture is taken again from the ribbon.
  await ribbon(page).getByRole('button', { name: 'Reprendre' }).click();
  await later(page).click();
  await shutter(page).click();
  await expect(ribbon(page)).toHaveText(['en vente', 'en vente']);
  await visit(page, shop.path);
  await expect(page.getByRole('article').locator('picture')).toHaveCount(2);

  // The deck takes thirty, and says how many found no place.
  await fillDeck(page, 29);
  await page.goto(COUNTER);
  await arriveAtCounter(page, true);
  await expect(deck(page)).toContainText('29 photos');
  await page.getByLabel('Galerie').setInputFiles([pictures.photograph(), pictures.photograph()]);
  await expect(page.getByRole('alert').filter({ hasText: 'Une photo choisie n’a pas trouvé de place' })).toBeVisible();
  await expect(deck(page)).toContainText('30 photos');
});

test('the last product is taken back, on sale or not', async ({ page, context }) => {
  const shop = await openShop(page.request);
  await page.goto(COUNTER);
  await arriveAtCounter(page, true);
  const sold = async (price: string) => {
    await shutter(page).click();
    await tapPrice(page, price);
    await sell(page);
  };
  await sold('1,10');
  await expect(ribbon(page)).toHaveText(['en vente']);
  await page.getByRole('button', { name: 'Annuler la dernière' }).click();
  await expect(ribbon(page)).toHaveCount(0);

  await context.setOffline(true);
  await sold('2,20');
  await sold('3,30');
  await expect(ribbon(page)).toHaveText(['sur le téléphone', 'sur le téléphone']);
  await page.getByRole('button', { name: 'Annuler la dernière' }).click();
  await expect(ribbon(page)).toHaveText(['sur le téléphone']);
  await context.setOffline(false);
  await expect(ribbon(page)).toHaveText(['en vente']);
  await expect
    .poll(async () => {
      await visit(page, shop.path);
      return page.getByRole('article').allTextContents();
    })
    .toEqual([expect.stringMatching(euros('2,20'))]);
});
