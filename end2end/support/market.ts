// What a shopper does.
import { expect, type Locator, type Page } from '@playwright/test';
import { arrive, visit } from './axe.ts';
import { type Product, shopper, town } from './cast.ts';
import { at } from './speech.ts';

export const BASKET = `${town.path}/panier`;

/** The way to the basket, with the pieces in it. */
export const basketLink = (page: Page): Locator => page.getByRole('banner').getByRole('link', { name: /^Panier/ });

/** The card of a product, on whatever page it hangs. */
export function card(page: Page, product: string): Locator {
  return page.getByRole('article').filter({ has: page.getByRole('link', { name: product, exact: true }) });
}

/** From a page where the product hangs, over its own page, into the basket. */
export async function addToBasket(page: Page, product: Product): Promise<void> {
  await page.getByRole('link', { name: product.name, exact: true }).click();
  await arrive(page, at(product.path));
  await page.getByRole('button', { name: 'Ajouter au panier' }).click();
  await arrive(page, at(BASKET));
}

/** A shop's share of the basket. */
export const bag = (page: Page, shop: string): Locator => page.getByRole('region', { name: shop, exact: true });

/** The list of moments at which a shopper can come to a shop. */
export function moments(page: Page, shop: string): Locator {
  return bag(page, shop).getByRole('combobox', { name: `Quand passez-vous chez ${shop} ?` });
}

/** Where one walk visits several shops, a moment of its own at one of them is unfolded first. */
async function unfoldMoments(page: Page, shop: string): Promise<void> {
  const folded = bag(page, shop).locator('details:not([open]) > summary');
  if (await folded.count()) await folded.click();
}

/** Chooses the last of them, which does not pass while a test runs. */
export async function chooseMoment(page: Page, shop: string): Promise<void> {
  await unfoldMoments(page, shop);
  const choices = moments(page, shop).getByRole('option');
  await moments(page, shop).selectOption({ index: (await choices.count()) - 1 });
}

/** The moments at which all shops of the basket are visited in one walk. */
export const walks = (page: Page): Locator => page.getByRole('group', { name: 'Quand passez-vous ?' }).getByRole('radio');

/** The stops of a walk, in the order in which they are visited. */
export const stops = (within: Locator): Locator => within.locator('.walk-line').getByRole('listitem');

export async function sayWho(page: Page, who: { name: string; phone: string } = shopper): Promise<void> {
  await page.getByRole('textbox', { name: 'Votre nom' }).fill(who.name);
  await page.getByRole('textbox', { name: 'Votre téléphone' }).fill(who.phone);
}

export const reserve = (page: Page): Promise<void> =>
  page.getByRole('button', { name: 'Réserver, je paie en boutique' }).click();

/** Sends the basket, and returns the code that the order's page tells. */
export async function reserveAndReadCode(page: Page): Promise<string> {
  await reserve(page);
  await arrive(page, /\/commande\/[^/?]+$/);
  return readCode(page);
}

/** From its shop's page, one product is reserved; the code of the order. */
export async function reserveIt(page: Page, product: Product): Promise<string> {
  await visit(page, product.path.slice(0, product.path.lastIndexOf('/')));
  await addToBasket(page, product);
  await chooseMoment(page, product.shop);
  await sayWho(page);
  return reserveAndReadCode(page);
}

export async function readCode(page: Page): Promise<string> {
  const square = page.getByRole('img', { name: 'Code QR de la réservation' });
  await expect(square).toBeVisible();
  const code = (await square.getAttribute('aria-label'))?.split(' ').at(-1) ?? '';
  await expect(page.getByText(code, { exact: true })).toBeVisible();
  return code;
}

/** A shop's part of an order. */
export function part(page: Page, shop: string): Locator {
  const parts = page.getByRole('region', { name: 'Votre tournée' }).getByRole('listitem');
  return parts.filter({ has: page.getByRole('heading', { level: 3, name: shop, exact: true }) });
}

/** Takes a part back, and says so once more. */
export async function cancelAt(page: Page, shop: string): Promise<void> {
  await page.getByText(`Annuler chez ${shop}`, { exact: true }).click();
  await page.getByRole('button', { name: `Oui, annuler chez ${shop}` }).click();
}
