// What a merchant does.
import { type APIRequestContext, expect, type Locator, type Page } from '@playwright/test';
import { arrive } from './axe.ts';
import { invite, type Product, town, unique } from './cast.ts';
import { at } from './speech.ts';

export const COUNTER = '/comptoir';
export const INBOX = '/comptoir/commandes';
export const SHELF = '/comptoir/etal';
export const TO_COMPLETE = '/comptoir/a-completer';

/** A shop that stands open. */
export type OpenShop = { name: string; path: string };

/** Addresses in the market; the names of these tests have no letter that addresses write otherwise. */
const slug = (name: string): string => name.toLowerCase().replaceAll(' ', '-');
export const addressOf = (shop: string): string => `${town.path}/${slug(shop)}`;
export const addressOfProduct = (shop: string, product: string): string => `${addressOf(shop)}/${slug(product)}`;

/**
 * A fresh shop, claimed without looking at its pages: for tests that are about something else. Whoever asks is signed
 * in, which may be a page by its `page.request`.
 */
export async function openShop(who: APIRequestContext, sign = 'Chez Lucette', kind = 'grocer'): Promise<OpenShop> {
  const name = unique(sign);
  const answer = await who.post(await invite(name, kind));
  expect(new URL(answer.url()).pathname, 'where a claimed invitation leads').toBe(COUNTER);
  return { name, path: addressOf(name) };
}

/** Puts a product on sale by the form of the counter, without looking at it. */
export async function putOnSale(who: APIRequestContext, product: { name: string; price: string }, pieces?: string): Promise<void> {
  const stock: Record<string, string> = pieces ? { stock: 'pieces', pieces } : { stock: 'always' };
  const answer = await who.post(COUNTER, { multipart: { ...product, unit: 'piece', ...stock } });
  expect(answer.url(), 'where a product on sale leads').toContain('?vendu=1');
}

/** Says what the law wants said of the toy that waits for it, without looking: only then it may be ordered firmly. */
export async function completeToy(who: APIRequestContext): Promise<void> {
  const html = await (await who.get(TO_COMPLETE)).text();
  const product = /name="product" value="([0-9a-f-]+)"/.exec(html)?.[1] ?? '';
  const maker = { maker: 'Jouets Ornoy', maker_address: '39260 Moirans-en-Montagne', maker_online: 'jouets-ornoy.example' };
  const answer = await who.post(TO_COMPLETE, { form: { product, facts: 'maker warnings', no_warnings: 'yes', ...maker } });
  expect(answer.url(), 'where a completed product leads').toContain('?note=1');
}

/** A fresh shop with one product on sale, the newest of the market. */
export async function openWith(who: APIRequestContext, sign: string, goods: string, price: string): Promise<Product> {
  const shop = await openShop(who, sign);
  const name = unique(goods);
  await putOnSale(who, { name, price });
  return { name, price, shop: shop.name, path: addressOfProduct(shop.name, name) };
}

/** With scripts the camera opens over the form; only then is the page what it will be. */
export async function arriveAtCounter(page: Page, scripts: boolean): Promise<void> {
  if (scripts) await expect(shutter(page)).toBeVisible();
  await arrive(page, at(COUNTER));
}

export const shutter = (page: Page): Locator => page.getByRole('button', { name: 'Prendre la photo' });
export const photograph = (page: Page): Locator => page.getByRole('img', { name: 'La photo que vous venez de prendre' });
export const sell = (page: Page): Promise<void> => page.getByRole('button', { name: 'Mettre en vente' }).click();

/** The plain form's fields. */
export const priceField = (page: Page): Locator => page.getByRole('textbox', { name: 'Le prix' });
export const nameField = (page: Page): Locator => page.getByRole('textbox', { name: 'Le nom, si vous voulez' });
export const photoField = (page: Page): Locator => page.getByLabel('La photo du produit');

/** Taps a price, key by key. */
export async function tapPrice(page: Page, price: string): Promise<void> {
  const keys = page.getByRole('group', { name: 'Le prix' });
  for (const key of price) {
    await keys.getByRole('button', { name: key === ',' ? 'virgule' : key, exact: true }).click();
  }
}

/** The last pictures, each with how far it has come; the newest first. */
export const ribbon = (page: Page): Locator =>
  page.getByRole('list', { name: 'Les dernières photos' }).getByRole('listitem');

/** The ticket of somebody, on one of the inbox's rails. */
export const ticket = (page: Page, rail: string, who: string): Locator =>
  page.getByRole('region', { name: rail }).getByRole('article', { name: who });
