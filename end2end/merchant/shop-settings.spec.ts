// What a merchant settles on the shop's page: days off, time to prepare, the door, the picture.
import { COUNTER, INBOX, openShop, openWith } from '../support/counter.ts';
import { addToBasket, bag, chooseMoment, moments, reserveAndReadCode, sayWho } from '../support/market.ts';
import { town } from '../support/cast.ts';
import * as pictures from '../support/pictures.ts';
import { at } from '../support/speech.ts';
import { arrive, expect, needsScripts, test, visit } from '../support/test.ts';
import type { Locator, Page } from '@playwright/test';

const SHOP = `${COUNTER}/boutique`;
const NOTED = /\/comptoir\/boutique\?note=1/;

const closings = (page: Page): Locator => page.getByRole('list', { name: 'Fermetures à venir' }).getByRole('listitem');
const tap = (page: Page, name: string): Promise<void> => page.getByRole('button', { name, exact: true }).click();

/** A date on the shop’s calendar, as a date field holds it. */
const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toLocaleDateString('sv', { timeZone: 'Europe/Paris' });

async function save(page: Page): Promise<void> {
  await tap(page, 'Enregistrer');
  await arrive(page, NOTED);
  await expect(page.getByRole('status')).toContainText('C’est noté.');
}

test('today is closed by one tap, shoppers read it, and another tap opens it again', async ({ page, anotherPerson }) => {
  const shop = await openShop(page.request);
  await visit(page, SHOP);
  await tap(page, 'Fermé aujourd’hui');
  await arrive(page, NOTED);
  await expect(closings(page)).toHaveCount(1);
  await expect(closings(page)).toContainText('Fermé aujourd’hui');
  await expect(page.getByRole('button', { name: 'Fermé aujourd’hui', exact: true })).toBeHidden();

  const client = await anotherPerson();
  await visit(client, shop.path);
  await expect(client.getByText('ouvre demain à 8 h')).toBeVisible();
  await client.getByText('Horaires', { exact: true }).click();
  await expect(client.getByRole('row', { name: /aujourd’hui/ })).toContainText('Fermé');

  await tap(page, 'Rouvrir aujourd’hui');
  await expect(closings(page)).toHaveCount(0);
  await visit(client, shop.path);
  await client.getByText('Horaires', { exact: true }).click();
  await expect(client.getByRole('row', { name: /aujourd’hui/ })).toContainText('8 h – 20 h');
});

test('days off are closed by their dates, and wrong dates are said in words', async ({ page }) => {
  await openShop(page.request);
  await visit(page, SHOP);
  await page.getByText('Fermer d’autres jours').click();
  await page.getByLabel('Du', { exact: true }).fill(inDays(40));
  await page.getByLabel('Au', { exact: true }).fill(inDays(30));
  await tap(page, 'Fermer ces jours');
  await arrive(page, at('/comptoir/fermeture'));
  await expect(page.getByText('Le dernier jour vient avant le premier. Vérifiez ces dates.')).toBeVisible();
  await expect(page.getByLabel('Du', { exact: true })).toHaveValue(inDays(40));
  await page.getByLabel('Au', { exact: true }).fill(inDays(50));
  await tap(page, 'Fermer ces jours');
  await arrive(page, NOTED);
  await expect(closings(page)).toContainText(/Fermé du \S+ \d+ \S+ au \S+ \d+/);
});

test('who closes hears who was coming, and shoppers are offered the other days', async ({ page, anotherPerson }) => {
  const product = await openWith(page.request, 'Au levain', 'Brioche', '5,20');
  const client = await anotherPerson();
  await visit(client, town.path);
  await addToBasket(client, product);
  const day = (await moments(client, product.shop).getByRole('option').last().textContent())?.split(' entre')[0] ?? '';
  await chooseMoment(client, product.shop);
  await sayWho(client);
  await reserveAndReadCode(client);

  await visit(page, SHOP);
  await page.getByText('Fermer d’autres jours').click();
  await page.getByLabel('Du', { exact: true }).fill(inDays(3));
  await page.getByLabel('Au', { exact: true }).fill(inDays(8));
  await tap(page, 'Fermer ces jours');
  await arrive(page, NOTED);
  await expect(closings(page)).toContainText('Une réservation est prévue ces jours-là');
  await expect(closings(page).getByRole('link', { name: 'Voir les commandes' })).toHaveAttribute('href', INBOX);

  await visit(client, product.path);
  await tap(client, 'Ajouter au panier');
  await arrive(client, /\/panier/);
  await expect(bag(client, product.shop)).toBeVisible();
  await expect(moments(client, product.shop).getByRole('option').last()).not.toContainText(day);
});

test('hours, time to prepare and a door that only hands over are said to shoppers', async ({ page, scripts, anotherPerson }) => {
  const product = await openWith(page.request, 'Aux herbes', 'Tisane', '4,10');
  await visit(page, SHOP);
  const opens = (day: string) => page.getByLabel(`${day}, première ouverture, de`, { exact: true });
  const asBefore = page.getByRole('button', { name: 'Comme la veille mercredi' });
  await opens('mardi').fill('8h15');
  if (scripts) {
    await asBefore.focus();
    await page.keyboard.press('Enter');
  } else {
    await expect(asBefore).toHaveCount(0);
    await opens('mercredi').fill('8h15');
  }
  await expect(opens('mercredi')).toHaveValue('8h15');
  await page.getByLabel('Temps de préparation').selectOption('La veille (24 heures)');
  await page.getByRole('checkbox', { name: 'Fermé au public : je vends à la porte.' }).check();
  await save(page);
  await expect(opens('mercredi')).toHaveValue('08:15');
  await expect(page.getByLabel('Temps de préparation')).toHaveValue('1440');
  await expect(page.getByRole('checkbox', { name: 'Fermé au public : je vends à la porte.' })).toBeChecked();

  const client = await anotherPerson();
  await visit(client, product.path);
  await expect(client.getByText('Fermé au public. Vos réservations vous sont remises à la porte.')).toBeVisible();
  await expect(client.getByText(/^À retirer à la porte de .* dès/)).toBeVisible();
  await expect(client.getByText(/^ouvert/)).toHaveCount(0);
});

test('the shop’s picture is hung, shown to shoppers, and taken down', async ({ page, anotherPerson }) => {
  const shop = await openShop(page.request);
  await visit(page, SHOP);
  await tap(page, 'Mettre cette photo');
  await arrive(page, at('/comptoir/couverture'));
  await expect(page.getByText('Choisissez d’abord une photo.')).toBeVisible();
  await page.getByLabel('Choisir une photo').setInputFiles(pictures.shoppingList());
  await tap(page, 'Mettre cette photo');
  await expect(page.getByText('Ce fichier n’est pas une photo. Choisissez-en un autre.')).toBeVisible();
  await page.getByLabel('Choisir une photo').setInputFiles(pictures.photograph());
  await tap(page, 'Mettre cette photo');
  await arrive(page, NOTED);
  await expect(page.getByRole('img', { name: 'La photo que voient vos clients' })).toBeVisible();

  const client = await anotherPerson();
  await visit(client, shop.path);
  const cover = client.getByRole('img', { name: `La boutique ${shop.name}` });
  await expect.poll(() => cover.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);

  await tap(page, 'Retirer la photo');
  await arrive(page, NOTED);
  await expect(page.getByRole('img', { name: 'La photo que voient vos clients' })).toHaveCount(0);
  await visit(client, shop.path);
  await expect(cover).toHaveCount(0);
});

const place = (page: Page): Locator => page.getByLabel('La place de la boutique (si vous voulez)');

test('where the door is comes from a link, and stands on the plan', async ({ page, anotherPerson }) => {
  const shop = await openShop(page.request, 'Au coin du pont');
  await visit(page, SHOP);
  await place(page).fill('derrière l’église');
  await tap(page, 'Garder cette place');
  await arrive(page, at('/comptoir/emplacement'));
  await expect(page.getByText('Cela ne se lit pas comme une place.')).toBeVisible();
  await expect(place(page)).toHaveValue('derrière l’église');
  await place(page).fill('https://www.openstreetmap.org/?mlat=48.5286&mlon=2.0094#map=19/48.53/2.01');
  await tap(page, 'Garder cette place');
  await arrive(page, NOTED);
  await expect(place(page)).toHaveValue('48.52860, 2.00940');

  const client = await anotherPerson();
  await visit(client, shop.path);
  await client.getByRole('link', { name: /Voir sur le plan/ }).click();
  await arrive(client, new RegExp(`${town.path}/plan`));
  const line = client.getByRole('main').getByRole('listitem').filter({ hasText: shop.name });
  await expect(line).not.toContainText('pas encore sur le plan');
});

test.describe('a phone that knows where it is', () => {
  needsScripts();

  test('says it by one tap, once it may', async ({ page, context }) => {
    await openShop(page.request, 'Au bout de la rue');
    await visit(page, SHOP);
    await context.setGeolocation({ latitude: 48.5291, longitude: 2.0098, accuracy: 8 });
    await tap(page, 'Ma position, ici');
    await expect(page.getByText('Le téléphone garde sa position pour lui.')).toBeVisible();
    await context.grantPermissions(['geolocation']);
    await tap(page, 'Ma position, ici');
    await expect(place(page)).toHaveValue('48.52910, 2.00980');
    await expect(page.getByText('Trouvé, à 8 m près.')).toBeVisible();
    await tap(page, 'Garder cette place');
    await arrive(page, NOTED);
    await expect(place(page)).toHaveValue('48.52910, 2.00980');
  });
});
