// What an official says for the town: an announcement, its page, and its shops closed to the public and opened again.
import { town, unique } from '../support/cast.ts';
import { openShop, putOnSale } from '../support/counter.ts';
import { signInOfficial } from '../support/doors.ts';
import { expect, test, visit } from '../support/test.ts';
import type { Locator, Page } from '@playwright/test';

const OURS = '/mairie/ville';

const announcement = (page: Page): Locator => page.getByRole('region', { name: 'Une annonce' });
const front = (page: Page): Locator => page.getByRole('region', { name: 'La page de la ville' });
const closing = (page: Page): Locator => page.getByRole('region', { name: 'Fermer la ville au public' });

/** A day that is not far, as browsers type it. */
const day = (ahead: number): string => new Date(Date.now() + ahead * 86_400_000).toISOString().slice(0, 10);

test('an official announces something, and takes it down', async ({ page, anotherPerson }) => {
  const words = unique('Marché de Noël samedi, place du Marché aux Herbes.');
  await signInOfficial(page);
  await page.getByRole('link', { name: 'La ville' }).click();
  await announcement(page).getByRole('textbox', { name: 'Ce que vous annoncez' }).fill(words);
  await announcement(page).getByLabel('Au', { exact: true }).fill(day(-3));
  await announcement(page).getByRole('button', { name: 'Annoncer' }).click();
  const until = announcement(page).getByLabel('Au', { exact: true });
  await expect(until).toHaveAccessibleDescription(/Ces jours sont déjà passés/);
  await expect(announcement(page).getByRole('textbox', { name: 'Ce que vous annoncez' })).toHaveValue(words);
  await until.fill(day(20));
  await announcement(page).getByRole('button', { name: 'Annoncer' }).click();
  await expect(page.getByText('C’est noté.')).toBeVisible();

  const reader = await anotherPerson();
  for (const address of [town.path, `${town.path}/la-pause`, `${town.path}/boutiques`]) {
    await visit(reader, address);
    await expect(reader.getByRole('complementary', { name: 'Annonce de la ville' })).toContainText(words);
  }
  await announcement(page).getByRole('button', { name: 'Retirer l’annonce' }).click();
  await expect(announcement(page).getByRole('button', { name: 'Retirer l’annonce' })).toBeHidden();
  await visit(reader, town.path);
  await expect(reader.getByText(words)).toBeHidden();
});

test('a town greets whoever comes in, in its own colour', async ({ page }) => {
  await signInOfficial(page);
  await visit(page, OURS);
  await front(page).getByRole('textbox', { name: 'Un mot d’accueil' }).fill('Toute la ville, sous une halle.');
  await front(page).getByRole('radio', { name: 'Ciel' }).check();
  await front(page).getByRole('checkbox', { name: 'Montrer combien de commerces sont en ligne.' }).check();
  await front(page).getByRole('button', { name: 'Enregistrer' }).click();
  await expect(front(page).getByRole('radio', { name: 'Ciel' })).toBeChecked();
  await visit(page, town.path);
  await expect(page.getByText('Toute la ville, sous une halle.')).toBeVisible();
  await expect(page.getByText(/\d+ commerces en ligne/)).toBeVisible();
  await expect(page.locator('.awning--sky')).toBeVisible();

  await visit(page, OURS);
  await front(page).getByRole('textbox', { name: 'Un mot d’accueil' }).fill('');
  await front(page).getByRole('radio', { name: 'Tomate' }).check();
  await front(page).getByRole('checkbox', { name: 'Montrer combien de commerces sont en ligne.' }).uncheck();
  await front(page).getByRole('button', { name: 'Enregistrer' }).click();
  await expect(front(page).getByRole('radio', { name: 'Tomate' })).toBeChecked();
});

test('the town closes what is not essential, and opens it again at once', async ({ page, anotherPerson }) => {
  const merchant = await anotherPerson();
  // Of a kind that no other story walks into.
  const shop = await openShop(merchant.request, 'Le bon fil', 'clothes');
  await putOnSale(merchant.request, { name: 'Écharpe', price: '25' });
  await signInOfficial(page);
  await visit(page, OURS);
  const boxes = closing(page).getByRole('group', { name: 'Restent ouverts' }).getByRole('checkbox');
  for (const box of await boxes.all()) await box.check();
  await closing(page).getByRole('button', { name: 'Fermer au public' }).click();
  await expect(closing(page).getByRole('group', { name: 'Restent ouverts' })).toHaveAccessibleDescription(/Décochez ce qui ferme/);
  await closing(page).getByRole('checkbox', { name: /^Vêtements/ }).uncheck();
  await closing(page).getByRole('button', { name: 'Fermer au public' }).click();
  const now = page.getByRole('region', { name: 'La ville est fermée au public jusqu’à nouvel ordre' });
  await expect(now).toContainText('Restent ouverts : épicerie');

  const reader = await anotherPerson();
  await visit(reader, town.path);
  const told = reader.getByRole('region', { name: 'Commerces fermés au public jusqu’à nouvel ordre' });
  await expect(told).toContainText('on vous remet vos achats à la porte');
  await visit(reader, shop.path);
  await expect(reader.getByText('Fermé au public. Vos réservations vous sont remises à la porte.')).toBeVisible();
  await visit(merchant, '/comptoir/boutique');
  await expect(merchant.getByText('La mairie a fermé les commerces comme le vôtre au public')).toBeVisible();
  await visit(page, '/mairie/cahier');
  await expect(page.getByText('Ville fermée au public jusqu’à nouvel ordre.').first()).toBeVisible();

  await visit(page, OURS);
  await page.getByRole('button', { name: 'Rouvrir la ville' }).click();
  await expect(page.getByText('C’est rouvert.')).toBeVisible();
  await visit(reader, shop.path);
  await expect(reader.getByText('Fermé au public.')).toBeHidden();
});
