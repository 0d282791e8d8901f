// A photo, a price, on sale: by the plain form, which is all there is without scripts.
import { COUNTER, nameField, openShop, photoField, priceField, sell } from '../support/counter.ts';
import { card } from '../support/market.ts';
import * as pictures from '../support/pictures.ts';
import { euros } from '../support/speech.ts';
import { expect, test, visit, withoutScripts } from '../support/test.ts';
import type { Locator, Page } from '@playwright/test';

withoutScripts();

const picture = (page: Page, product: string): Locator => card(page, product).locator('picture img');

async function expectPicture(page: Page, product: string): Promise<void> {
  await expect.poll(() => picture(page, product).evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
}

test('a photo and a price, and it is on sale', async ({ page }) => {
  const shop = await openShop(page.request);
  await visit(page, COUNTER);
  await photoField(page).setInputFiles(pictures.photograph());
  await priceField(page).fill('3,50');
  await sell(page);
  await expect(page.getByRole('status')).toContainText('C’est en vente.');
  await visit(page, shop.path);
  // Nobody was asked for a name: the shop's kind stands in for it.
  await expect(card(page, 'Épicerie')).toContainText(euros('3,50'));
  await expectPicture(page, 'Épicerie');
});

for (const [typed, sentence] of [
  ['', 'Il manque le prix. Par exemple : 3,50'],
  ['0', 'Un prix de zéro ne se vend pas. Par exemple : 3,50'],
  ['12,345', 'Deux chiffres au plus après la virgule. Par exemple : 12,35'],
  ['1e9', 'Ce prix ne se lit pas. Écrivez-le en chiffres, par exemple : 3,50'],
  ['-3', 'Un prix ne descend pas sous zéro. Par exemple : 3,50'],
  ['trois', 'Ce prix ne se lit pas. Écrivez-le en chiffres, par exemple : 3,50'],
  ['100000', 'Ce prix dépasse 99 999,99 €. Il manque peut-être une virgule.'],
] as const) {
  test(`the price "${typed}" is refused in its own words, and nothing is lost`, async ({ page }) => {
    await openShop(page.request);
    await visit(page, COUNTER);
    await nameField(page).fill('Miel de forêt');
    await priceField(page).fill(typed);
    await sell(page);
    await expect(priceField(page)).toHaveAttribute('aria-invalid', 'true');
    await expect(page.getByText(sentence, { exact: true })).toBeVisible();
    expect(await priceField(page).getAttribute('aria-describedby')).toContain(
      await page.getByText(sentence, { exact: true }).getAttribute('id'),
    );
    await expect(priceField(page)).toHaveValue(typed);
    await expect(nameField(page)).toHaveValue('Miel de forêt');
  });
}

test('a photo that came with a wrong price need not be chosen again', async ({ page }) => {
  const shop = await openShop(page.request);
  await visit(page, COUNTER);
  await photoField(page).setInputFiles(pictures.photograph());
  await nameField(page).fill('Gingembre');
  await sell(page);
  await expect(page.getByRole('img', { name: 'La photo que vous aviez choisie, gardée' })).toBeVisible();
  await priceField(page).fill('2,40');
  await sell(page);
  await expect(page.getByRole('status')).toContainText('C’est en vente.');
  await visit(page, shop.path);
  await expect(card(page, 'Gingembre')).toContainText(euros('2,40'));
  await expectPicture(page, 'Gingembre');
});

for (const [what, file, sentence] of [
  ['shopping list', pictures.shoppingList, /^Ce fichier n’est pas une photo\. Le produit est en vente\s;/],
  ['photo cut short', pictures.cutShort, /^Cette photo est abîmée\. Le produit est en vente\s;/],
  ['photo of an iPhone', pictures.fromAnIphone, /^Cette photo est au format HEIC,.*Le produit est en vente\.$/],
] as const) {
  test(`a ${what} is refused in one sentence, and the product is on sale all the same`, async ({ page }) => {
    const shop = await openShop(page.request);
    await visit(page, COUNTER);
    await photoField(page).setInputFiles(file());
    await nameField(page).fill('Radis roses');
    await priceField(page).fill('1,90');
    await sell(page);
    await expect(page.getByRole('alert')).toHaveText(sentence);
    await visit(page, shop.path);
    await expect(card(page, 'Radis roses')).toContainText(euros('1,90'));
    await expect(picture(page, 'Radis roses')).toHaveCount(0);
  });
}

test('files that cameras and disks damaged are shown or refused, and never lose a sale', async ({ page }) => {
  test.slow();
  const shop = await openShop(page.request);
  for (const file of pictures.damaged()) {
    await visit(page, COUNTER);
    await photoField(page).setInputFiles(file);
    await nameField(page).fill(file.name);
    await priceField(page).fill('1,90');
    await sell(page);
    await expect(page.getByRole('status')).toContainText('C’est en vente.');
    const isRefused = await page.getByText('Cette photo est abîmée.').isVisible();
    await visit(page, shop.path);
    if (isRefused) await expect(picture(page, file.name)).toHaveCount(0);
    else await expectPicture(page, file.name);
  }
});
