// One basket over two shops becomes one reservation with one code, without an account.
import { type Product, town } from '../support/cast.ts';
import { openWith } from '../support/counter.ts';
import { addToBasket, bag, BASKET, basketLink, cancelAt, chooseMoment, part, reserveAndReadCode, sayWho } from '../support/market.ts';
import { at, euros } from '../support/speech.ts';
import { arrive, expect, test, visit, watch } from '../support/test.ts';
import type { APIRequestContext, Page } from '@playwright/test';

/** Puts one product of each of two shops into the basket, and says when and who. */
async function fillAtBoth(page: Page, merchants: APIRequestContext): Promise<{ biscuits: Product; candles: Product }> {
  const biscuits = await openWith(merchants, 'Au four', 'Biscuits', '4,60');
  const candles = await openWith(merchants, 'La ruche', 'Bougies', '6,50');
  await visit(page, town.path);
  await addToBasket(page, biscuits);
  await expect(page.getByRole('status')).toContainText('C’est dans votre panier.');
  await page.getByRole('link', { name: 'Continuer au marché' }).click();
  await addToBasket(page, candles);
  await expect(basketLink(page)).toHaveAccessibleName('Panier 2 articles');
  for (const product of [biscuits, candles]) {
    await expect(bag(page, product.shop)).toContainText(product.name);
    await chooseMoment(page, product.shop);
  }
  await sayWho(page);
  return { biscuits, candles };
}

type Reserved = { code: string; biscuits: Product; candles: Product };

async function reserveAtBoth(page: Page, merchants: APIRequestContext): Promise<Reserved> {
  const filled = await fillAtBoth(page, merchants);
  return { code: await reserveAndReadCode(page), ...filled };
}

test('a basket over two shops is reserved with one code', async ({ page, request }) => {
  const { code, biscuits, candles } = await reserveAtBoth(page, request);
  expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{5}$/);
  await expect(page.getByRole('heading', { level: 1, name: 'C’est réservé.' })).toBeVisible();
  await expect(page.getByText('2 commerces préparent votre réservation.')).toBeVisible();
  for (const product of [biscuits, candles]) {
    await expect(part(page, product.shop)).toContainText(product.name);
    await expect(part(page, product.shop)).toContainText(euros(product.price));
    await expect(part(page, product.shop).getByText('Réservée', { exact: true })).toHaveAttribute('aria-current', 'step');
  }
  await expect(page.getByRole('main')).toContainText(/En tout, à payer en boutique\s+11,10\u202F€/);
});

test('a part is cancelled at one shop, and the other still waits for the shopper', async ({ page, request }) => {
  const { biscuits, candles } = await reserveAtBoth(page, request);
  await cancelAt(page, biscuits.shop);
  await expect(part(page, biscuits.shop)).toContainText('Annulée');
  await expect(page.getByText(`Annuler chez ${biscuits.shop}`, { exact: true })).toBeHidden();
  await expect(page.getByText(`${candles.shop} vous attend`)).toBeVisible();
  await cancelAt(page, candles.shop);
  await expect(page.getByRole('heading', { level: 1, name: 'C’est terminé.' })).toBeVisible();
});

test('what was reserved is no longer in the basket, and what was not stays', async ({ page, request, scripts }) => {
  await fillAtBoth(page, request);
  // With scripts this device keeps the basket, for all its tabs; without them it is in the addresses alone.
  if (scripts) {
    const soap = await openWith(request, 'Au lavoir', 'Savon', '3,20');
    const tab = await page.context().newPage();
    watch(tab, scripts);
    await visit(tab, soap.path);
    await tab.getByRole('button', { name: 'Ajouter au panier' }).click();
    await arrive(tab, at(BASKET));
    await tab.close();
    await reserveAndReadCode(page);
    await visit(page, town.path);
    await expect(basketLink(page)).toHaveAccessibleName('Panier 1 article');
    await basketLink(page).click();
    await arrive(page, at(BASKET));
    await expect(bag(page, soap.shop)).toBeVisible();
    await page.getByRole('button', { name: `Retirer ${soap.name}` }).click();
    await expect.poll(() => page.evaluate(() => Object.keys(localStorage))).toEqual(['halle.orders']);
  } else {
    await reserveAndReadCode(page);
    await visit(page, town.path);
    await expect(basketLink(page)).toHaveAccessibleName('Panier');
    await visit(page, BASKET);
  }
  await expect(page.getByRole('heading', { level: 1, name: 'Votre panier est vide' })).toBeVisible();
});
