// At a shop's counter: the official opens the stall, and the merchant takes it over on their own phone.
import { unique } from '../support/cast.ts';
import {
  addressOf,
  arriveAtCounter,
  nameField,
  priceField,
  ribbon,
  sell,
  shutter,
  tapPrice,
} from '../support/counter.ts';
import { itIsMe, signInOfficial } from '../support/doors.ts';
import { card } from '../support/market.ts';
import { scan } from '../support/qr.ts';
import { at } from '../support/speech.ts';
import { addForm, addShop } from '../support/town-hall.ts';
import { arrive, expect, test, visit } from '../support/test.ts';
import type { Page } from '@playwright/test';

const TOUR = '/mairie/tournee';
const STALLS = '/mairie/etals';
const SHELF = '/comptoir/etal';

async function openStall(page: Page, shop: string, scripts: boolean, term: string): Promise<void> {
  await visit(page, TOUR);
  await page.getByRole('link', { name: `Ouvrir l’étal maintenant ${shop}` }).click();
  await arrive(page, at(STALLS));
  await page.getByRole('button', { name: 'Ouvrir l’étal' }).click();
  // Nobody said yes yet.
  await expect(page.getByText('Cochez cette case une fois que la personne a dit oui.')).toBeVisible();
  await page.getByRole('textbox', { name: 'Qui a dit oui ?' }).fill('Mme Martin');
  await page.getByRole('radio', { name: term }).check();
  await page.getByRole('checkbox', { name: /Cette personne m’a dit oui/ }).check();
  await page.getByRole('button', { name: 'Ouvrir l’étal' }).click();
  await arriveAtCounter(page, scripts);
}

/** The first product, as the phone at hand takes it. */
async function sellFirst(page: Page, scripts: boolean): Promise<void> {
  if (scripts) {
    await shutter(page).click();
    await tapPrice(page, '3,50');
    await sell(page);
    await expect(ribbon(page).first()).toContainText('en vente');
  } else {
    await nameField(page).fill('Miel');
    await priceField(page).fill('3,50');
    await sell(page);
    await expect(page.getByText('C’est en vente.')).toBeVisible();
  }
}

test('the first product is on sale before they part, and the merchant takes over', async ({ page, scripts, anotherPerson }) => {
  const shop = unique('Chez Lucette');
  await signInOfficial(page);
  // Whoever is done here has a next door to go to.
  for (const name of [shop, unique('La porte d’après')]) {
    await addShop(page, { name, kind: 'Épicerie' });
    await expect(addForm(page)).toBeVisible();
  }
  await openStall(page, shop, scripts, 'Le temps de la visite : deux heures');
  await sellFirst(page, scripts);

  await visit(page, SHELF);
  const banner = page.getByRole('complementary', { name: 'Étal tenu par la mairie' });
  await expect(banner).toContainText(`Vous tenez le comptoir de ${shop} pour Mme Martin`);
  await visit(page, addressOf(shop));
  await expect(page.getByRole('heading', { level: 1, name: shop })).toBeVisible();
  await expect(card(page, scripts ? 'Épicerie' : 'Miel')).toBeVisible();

  await visit(page, SHELF);
  await banner.getByRole('link', { name: 'Passer l’étal' }).click();
  await arrive(page, at(STALLS));
  await expect(page.getByRole('heading', { name: 'Qui vend : 0 sur 6' })).toBeVisible();
  await page.getByRole('button', { name: 'Passer l’étal au commerçant' }).click();
  const square = page.getByRole('img', { name: `Code QR pour reprendre l’étal de ${shop}` });
  await expect(square).toBeVisible();
  const link = await scan(square);

  const phone = await anotherPerson();
  await visit(phone, link);
  await itIsMe(phone);
  await arriveAtCounter(phone, scripts);
  await visit(phone, SHELF);
  await expect(phone.getByText(/3,50/).first()).toBeVisible();
  await expect(phone.getByRole('complementary', { name: 'Étal tenu par la mairie' })).toBeHidden();

  // With scripts the official's page goes on by itself.
  if (!scripts) await page.getByRole('link', { name: 'C’est fait' }).click();
  await expect(page.getByRole('heading', { level: 1, name: `${shop} tient son étal` })).toBeVisible();
  await expect(page.getByRole('link', { name: /^Porte suivante/ })).toBeVisible();
  const response = await visit(page, SHELF);
  expect(response?.status()).toBe(401);
  await expect(page.getByText('repris sur le téléphone de la boutique')).toBeVisible();
  // The merchant reads what was done, by whom, and who said yes.
  await visit(phone, '/comptoir/cahier');
  await expect(phone.getByText('Mme Martin a dit oui.', { exact: false })).toBeVisible();
});

test('one phone serves several shops in turn', async ({ page, scripts }) => {
  const shops = [unique('La mercerie'), unique('Au puits')];
  await signInOfficial(page);
  for (const name of shops) {
    await visit(page, '/mairie');
    await addShop(page, { name, kind: 'Vêtements' });
    await openStall(page, name, scripts, 'Trente jours : le commerçant n’a pas de téléphone');
  }
  for (const name of shops) {
    await visit(page, STALLS);
    await page.getByRole('button', { name: `Aller à l’étal ${name}` }).click();
    await arriveAtCounter(page, scripts);
    await visit(page, SHELF);
    await expect(page.getByRole('banner')).toContainText(name);
    await page.getByRole('button', { name: 'Sortir' }).click();
    await arrive(page, at(STALLS));
  }
  await page.getByText('Ne plus tenir l’étal').click();
  await page.getByRole('button', { name: 'Rendre l’étal' }).click();
  await arrive(page, at(STALLS));
  await expect(page.getByText('a tenu cet étal, et l’a rendu')).toBeVisible();
});
