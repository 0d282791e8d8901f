// How far the town's shops have come, and who needs a hand.
import { grocer, unique } from '../support/cast.ts';
import { openShop } from '../support/counter.ts';
import { signInOfficial, TOWN_HALL } from '../support/doors.ts';
import { addForm, addShop, onRoster } from '../support/town-hall.ts';
import { arrive, expect, test, visit } from '../support/test.ts';

test('the way of the shops is drawn, and stands in a table behind it', async ({ page }) => {
  await signInOfficial(page);
  const way = page.getByRole('region', { name: 'Le chemin des commerces' });
  const steps = way.getByRole('listitem');
  await expect(steps).toHaveCount(6);
  await expect(steps.filter({ hasText: 'Ont ouvert leur boutique' })).toContainText(/\d{2,}/);
  await way.getByText('En tableau').click();
  await expect(way.getByRole('row', { name: /Dix produits/ })).toBeVisible();
});

test('a shop that said it is stuck is named, with the way back to its door', async ({ page }) => {
  const shop = unique('Le bon papier');
  await signInOfficial(page);
  await addShop(page, { name: shop, kind: 'Librairie' });
  await expect(addForm(page)).toBeVisible();
  await visit(page, '/mairie/tournee');
  const door = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: shop, exact: true }) });
  await door.getByText('Noter le passage').click();
  await door.getByRole('radio', { name: 'Veut bien, mais reste bloqué' }).check();
  await door.getByRole('textbox', { name: 'À savoir la prochaine fois' }).fill('Le téléphone est trop vieux');
  await door.getByRole('button', { name: 'C’est noté' }).click();
  await expect(door).toContainText('bloqué');
  // Whatever still waits on the phone leaves from here.
  await visit(page, '/mairie/tournee');
  await expect(door).toContainText('Le téléphone est trop vieux');
  await expect(page.getByText('Un passage attend sur ce téléphone.')).toBeHidden();
  await visit(page, TOWN_HALL);
  const helped = page.getByRole('region', { name: 'Qui a besoin d’un coup de main' }).getByRole('listitem').filter({ hasText: shop });
  await expect(helped).toContainText('Le téléphone est trop vieux');
  await helped.getByRole('link', { name: `Repasser ${shop}` }).click();
  await arrive(page, /\/mairie\/tournee#porte-/);
});

test('a shop that has just opened is not yet said to be stuck', async ({ page, anotherPerson }) => {
  const merchant = await anotherPerson();
  const shop = await openShop(merchant.request, 'La bonne pomme');
  await signInOfficial(page);
  await expect(onRoster(page, shop.name)).toContainText('ouvert, étal vide');
  const stuck = page.getByRole('region', { name: 'Qui a besoin d’un coup de main' });
  await expect(stuck.getByRole('heading', { name: shop.name })).toBeHidden();
  await expect(stuck.getByRole('heading', { name: grocer.name, exact: true })).toBeHidden();
});
