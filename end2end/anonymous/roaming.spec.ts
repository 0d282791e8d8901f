// Somebody strolls through the market: along the aisles, over the plan, and comes for one thing at once.
import { biscuits, grocer, invite, town, unique } from '../support/cast.ts';
import { addressOfProduct, putOnSale } from '../support/counter.ts';
import { BASKET, card } from '../support/market.ts';
import { at } from '../support/speech.ts';
import { arrive, expect, test, visit } from '../support/test.ts';

test('an aisle, its product and its shop are looked at', async ({ page }) => {
  await visit(page, town.path);
  await page.getByRole('navigation', { name: 'Rayons' }).getByRole('link', { name: /^Bières et vins/ }).click();
  await arrive(page, at(`${town.path}/rayon/bieres-et-vins`));
  await expect(page.getByRole('heading', { level: 1, name: 'Bières et vins' })).toBeVisible();
  await visit(page, biscuits.path);
  await expect(page.getByRole('heading', { name: 'Bon à savoir' })).toBeVisible();
  await visit(page, grocer.path);
  await page.getByRole('link', { name: /Voir sur le plan/ }).click();
  await arrive(page, new RegExp(`${town.path}/plan`));
  const line = page.getByRole('main').getByRole('listitem').filter({ hasText: grocer.name });
  await expect(line).toContainText('12 rue de Chartres');
  await line.getByRole('link', { name: grocer.name, exact: true }).click();
  await arrive(page, at(grocer.path));
});

test('whoever comes at once is led to when they come', async ({ page, request }) => {
  const shop = unique('La ruche');
  await request.post(await invite(shop, 'grocer', '24/7'));
  const honey = { name: unique('Miel'), price: '3,50' };
  await putOnSale(request, honey);
  await visit(page, addressOfProduct(shop, honey.name));
  // In the last minutes of a day nothing can be made ready on it.
  const today = ((await page.getByRole('main').textContent()) ?? '').includes('aujourd’hui dès');
  const now = page.getByRole('button', { name: 'J’arrive le chercher' });
  await expect(now).toHaveCount(today ? 1 : 0);
  await (today ? now : page.getByRole('button', { name: 'Ajouter au panier' })).click();
  await arrive(page, at(BASKET));
  await expect(page.getByRole('main')).toContainText(honey.name);
  await expect(page.getByRole('combobox', { name: `Quand passez-vous chez ${shop} ?` })).toBeVisible();
});

test('the parts of the pages are shown to whoever works on them', async ({ page }) => {
  await visit(page, '/design');
  await expect(page.getByRole('heading', { level: 1, name: 'Les pièces de la Halle' })).toBeVisible();
  await expect(card(page, 'Confiture de coing du verger').first()).toBeVisible();
  await expect(page.getByText('Dernière pièce').first()).toBeVisible();
  await expect(page.getByText('Last one').first()).toBeVisible();
});
