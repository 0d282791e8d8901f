// Links that people send each other: what a message shows of them, and where they lead when they are cut short.
import { biscuits, grocer, town } from '../support/cast.ts';
import { arrive, expect, test, visit } from '../support/test.ts';
import type { Page } from '@playwright/test';

const said = (page: Page, property: string) => page.locator(`head > meta[property="og:${property}"]`);

async function expectPicture(page: Page, about: string): Promise<void> {
  const address = await said(page, 'image').getAttribute('content');
  expect(address).toMatch(new RegExp(`^${about}/carte\\.jpg\\?v=[0-9a-f]{12}$`));
  const picture = await page.request.get(address!);
  expect([picture.status(), picture.headers()['content-type']]).toEqual([200, 'image/jpeg']);
}

test('the link to a product brings its picture, its price and its shop', async ({ page, baseURL }) => {
  await visit(page, biscuits.path);
  await expect(said(page, 'title')).toHaveAttribute('content', `${biscuits.name}, ${biscuits.price}\u202F€`);
  const description = `${biscuits.price}\u202F€ chez ${biscuits.shop}, à ${town.name}. Réservez, vous payez en boutique.`;
  await expect(said(page, 'description')).toHaveAttribute('content', description);
  await expect(said(page, 'url')).toHaveAttribute('content', `${baseURL}${biscuits.path}`);
  await expectPicture(page, `${baseURL}${biscuits.path}`);
});

test('the link to a shop brings its name, its words and a picture', async ({ page, baseURL }) => {
  await visit(page, grocer.path);
  await expect(said(page, 'title')).toHaveAttribute('content', `${grocer.name}, ${town.name}`);
  await expect(said(page, 'description')).toHaveAttribute('content', /^Épicerie fine devant/);
  await expect(said(page, 'url')).toHaveAttribute('content', `${baseURL}${grocer.path}`);
  await expectPicture(page, `${baseURL}${grocer.path}`);
});

for (const [what, address] of [
  ['town', '/nulle-part'],
  ['shop', `${town.path}/nulle-part`],
  ['product', `${grocer.path}/nulle-part`],
  ['order', '/commande/nulle-part'],
  ['page', `${grocer.path}/miel-de-tilleul-500-g/nulle-part`],
] as const) {
  test(`a ${what} that is not there leads back to the market`, async ({ page }) => {
    const response = await visit(page, address);
    expect(response?.status()).toBe(404);
    await expect(page.getByRole('heading', { level: 1, name: 'Il n’y a rien à cette adresse' })).toBeVisible();
    await page.getByRole('link', { name: 'Voir le marché' }).click();
    await arrive(page, town.path);
  });
}
