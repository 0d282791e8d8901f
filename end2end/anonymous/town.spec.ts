// Somebody arrives for the first time, knowing nothing.
import { biscuits, grocer, town } from '../support/cast.ts';
import { openWith } from '../support/counter.ts';
import { card } from '../support/market.ts';
import { at, euros } from '../support/speech.ts';
import { arrive, expect, test, visit } from '../support/test.ts';

test('the server says that it can serve', async ({ request }) => {
  expect((await request.get('/healthz')).status()).toBe(200);
});

test('the only town is where one lands', async ({ page }) => {
  await visit(page, '/');
  await expect(page).toHaveURL(town.path);
  await expect(page.getByRole('heading', { level: 1 })).toContainText(town.name);
});

test('the market shows its newest products, each with its shop and its price', async ({ page, request }) => {
  const honey = await openWith(request, 'La ruche', 'Miel', '3,50');
  await visit(page, town.path);
  // In the evening some shops still hand over, and this one does not.
  const stalls = page.getByRole('region', { name: /^(À retirer aujourd’hui|Sur les étals)$/ });
  await expect(stalls.filter({ hasText: honey.name })).toHaveCount(1);
  await expect(card(page, honey.name)).toContainText(honey.shop);
  await expect(card(page, honey.name)).toContainText(euros('3,50'));
  await page.getByRole('link', { name: honey.name, exact: true }).click();
  await arrive(page, at(honey.path));
  await expect(page.getByRole('heading', { level: 1, name: honey.name })).toBeVisible();
});

test('a product is shown large, with its price and its shop', async ({ page }) => {
  await visit(page, biscuits.path);
  await expect(page.getByRole('heading', { level: 1, name: biscuits.name })).toBeVisible();
  await expect(page.getByRole('img', { name: `Photo : ${biscuits.name}` })).toBeVisible();
  await expect(page.getByRole('main')).toContainText(euros(biscuits.price));
  await page.getByRole('link', { name: biscuits.shop, exact: true }).click();
  await arrive(page, at('/dourdan/brasserie-des-trois-lavoirs'));
});

test('the market shows its shops, open or not', async ({ page }) => {
  await visit(page, town.path);
  const shops = page.getByRole('region', { name: /^(Ouvert maintenant|Les commerces|Les autres commerces|Ils ouvrent bientôt)$/ });
  expect(await shops.getByRole('heading', { level: 3 }).count()).toBeGreaterThanOrEqual(8);
  await shops.first().getByRole('link', { name: 'Tous les commerces' }).click();
  await arrive(page, at('/dourdan/boutiques'));
  await page.getByRole('link', { name: 'De A à Z' }).click();
  await arrive(page, at('/dourdan/boutiques'));
  // The other stories' shops may have pushed it onto another sheet of the list.
  expect(await page.getByRole('main').getByRole('listitem').count()).toBeGreaterThanOrEqual(13);
  await visit(page, grocer.path);
  await expect(page.getByRole('heading', { level: 1, name: grocer.name })).toBeVisible();
  await page.getByText('Horaires', { exact: true }).click();
  await expect(page.getByRole('table', { name: `Horaires de ${grocer.name}` }).getByRole('row')).toHaveCount(7);
  await expect(card(page, 'Miel de tilleul, 500 g')).toContainText(euros('9,80'));
});

test('a browser that asks for English is answered in English', async ({ anotherPerson }) => {
  const page = await anotherPerson({ locale: 'en-GB', extraHTTPHeaders: { 'accept-language': 'en-GB,en;q=0.9' } });
  await visit(page, town.path);
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expect(page.getByRole('region', { name: /^(Collect today|On the stalls)$/ }).first()).toBeVisible();
  await visit(page, biscuits.path);
  await expect(page.getByRole('button', { name: 'Add to basket' })).toBeVisible();
  await expect(page.getByRole('main')).toContainText('€4.60');
});
