// The town hall sees how far each shop has come, and invites the next one.
import { grocer, invite, town, unique } from '../support/cast.ts';
import { openShop, putOnSale } from '../support/counter.ts';
import { signInOfficial, TOWN_HALL } from '../support/doors.ts';
import { scan } from '../support/qr.ts';
import { addForm, addShop, askForLink, onRoster } from '../support/town-hall.ts';
import { arrive, expect, test, visit } from '../support/test.ts';

test('an official sees every shop of the town', async ({ page }) => {
  await signInOfficial(page);
  await expect(page.getByRole('heading', { level: 1, name: 'Où en est le marché' })).toBeVisible();
  await expect(onRoster(page, grocer.name)).toContainText('en ligne');
  const roster = page.getByRole('region', { name: 'Les commerces' }).getByRole('listitem');
  expect(await roster.count()).toBeGreaterThanOrEqual(13);
  await expect(page.getByRole('img', { name: /\d+ maisons allumées/ })).toBeVisible();
});

test('each shop stands where it has come to', async ({ page, anotherPerson }) => {
  const invited = unique('Le bon vin');
  await invite(invited, 'wine');
  const merchant = await anotherPerson();
  const shop = await openShop(merchant.request, 'La bonne pomme');
  await signInOfficial(page);
  await expect(onRoster(page, invited)).toContainText('invité');
  await expect(onRoster(page, shop.name)).toContainText('ouvert, étal vide');
  await putOnSale(merchant.request, { name: 'Pommes', price: '2,60' });
  await visit(page, TOWN_HALL);
  await expect(onRoster(page, shop.name)).toContainText('en ligne');
  await expect(onRoster(page, shop.name)).toContainText('un produit');
});

test('a shop without a name is asked for it, and its kind stays chosen', async ({ page }) => {
  await signInOfficial(page);
  await addForm(page).getByRole('combobox', { name: 'Ce qu’il vend' }).selectOption({ label: 'Librairie' });
  await addForm(page).getByRole('button', { name: 'Ajouter' }).click();
  await expect(addForm(page).getByRole('textbox', { name: 'Son nom' })).toHaveAccessibleDescription('Il manque le nom.');
  await expect(addForm(page).getByRole('combobox', { name: 'Ce qu’il vend' })).toHaveValue('books');
});

test('a shop that was added is invited by a link, which its square holds too', async ({ page }) => {
  const shop = unique('Fleurs des champs');
  await signInOfficial(page);
  await addShop(page, { name: shop, kind: 'Fleuriste' });
  const link = await askForLink(page, shop);
  expect(link).toContain('/invitation/');
  expect(await scan(page.getByRole('img', { name: `Code QR d’invitation de ${shop}` }))).toBe(link);
  await page.getByRole('link', { name: 'Retour au tableau' }).click();
  await expect(onRoster(page, shop)).toContainText('invité');
});

test('only an official sees the board', async ({ page }) => {
  expect((await visit(page, TOWN_HALL))?.status()).toBe(401);
  await openShop(page.request);
  expect((await visit(page, TOWN_HALL))?.status()).toBe(401);
  await expect(page.getByRole('link', { name: 'Voir le marché' })).toBeVisible();
});

test('an official leaves', async ({ page }) => {
  await signInOfficial(page);
  await page.getByRole('button', { name: 'Quitter' }).click();
  await arrive(page, town.path);
  expect((await visit(page, TOWN_HALL))?.status()).toBe(401);
});
