// What the manifest shows of the app. The names and sizes of the pictures stand there too.
import type { Page } from '@playwright/test';
import { join } from 'node:path';
import { grocer, type Product, shopper, signInLinks } from '../support/cast.ts';
import { COUNTER, INBOX, photograph, shutter, tapPrice } from '../support/counter.ts';
import { addToBasket, chooseMoment, reserveAndReadCode, sayWho } from '../support/market.ts';
import { project } from '../support/paths.ts';
import { type AnotherPerson, expect, test, visit } from '../support/test.ts';

type Person = { name: string; phone: string };

const folder = join(project, 'public/screenshots');
const shoot = (page: Page, name: string) => page.screenshot({ path: join(folder, `${name}.jpg`), type: 'jpeg', quality: 82 });

/** The demo town's grocer, who has a full stall. */
async function signIn(page: Page): Promise<void> {
  await page.request.post((await signInLinks()).grocer);
}

/** Something that was ordered is worth more than an empty page. */
async function order(anotherPerson: AnotherPerson, product: Product, who: Person): Promise<void> {
  const client = await anotherPerson();
  await visit(client, grocer.path);
  await addToBasket(client, product);
  await chooseMoment(client, product.shop);
  await sayWho(client, who);
  await reserveAndReadCode(client);
}

async function firstProduct(page: Page): Promise<{ product: Product; picture: Buffer }> {
  await visit(page, grocer.path);
  const card = page.getByRole('article').first();
  const link = card.getByRole('link').first();
  const path = (await link.getAttribute('href'))!;
  const small = (await card.locator('picture img').getAttribute('src'))!;
  const picture = await (await page.request.get(small.replace('/640.', '/1200.'))).body();
  return { product: { name: (await link.innerText()).trim(), price: '', shop: grocer.name, path }, picture };
}

test('the app on its phone', async ({ page, anotherPerson }, testInfo) => {
  const isWide = testInfo.project.name === 'wide';
  await signIn(page);
  const { product, picture } = await firstProduct(page);
  await order(anotherPerson, product, isWide ? { ...shopper, name: 'Louise Bernard' } : shopper);
  await visit(page, INBOX);
  await expect(page.getByRole('article').first()).toBeVisible();
  await shoot(page, isWide ? 'inbox-wide' : 'inbox');
  if (isWide) return;

  await visit(page, '/comptoir/etal');
  await expect(page.locator('picture img').first()).toBeVisible();
  await shoot(page, 'shelf');

  await visit(page, COUNTER);
  await expect(shutter(page)).toBeVisible();
  const file = { name: 'produit.jpg', mimeType: 'image/jpeg', buffer: picture };
  await page.locator('.capture-stage input[type=file]').first().setInputFiles(file);
  await expect(photograph(page)).toBeVisible();
  await tapPrice(page, '4,50');
  await shoot(page, 'capture');
});
