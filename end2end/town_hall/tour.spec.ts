// From door to door, with a network and without.
import { unique } from '../support/cast.ts';
import { signInOfficial } from '../support/doors.ts';
import { at } from '../support/speech.ts';
import { addForm, addShop } from '../support/town-hall.ts';
import { arrive, expect, needsScripts, test, visit } from '../support/test.ts';
import { seeAndKeep, workerReady } from '../support/worker.ts';
import type { Locator, Page } from '@playwright/test';

const TOUR = '/mairie/tournee';
const LIST = '/mairie/liste';

const door = (page: Page, shop: string): Locator =>
  page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: shop, exact: true }) });

async function note(page: Page, shop: string, said: string, remark: string): Promise<void> {
  const there = door(page, shop);
  await there.getByText('Noter le passage').click();
  await there.getByRole('radio', { name: said }).check();
  await there.getByRole('textbox', { name: 'À savoir la prochaine fois' }).fill(remark);
  await there.getByRole('button', { name: 'C’est noté' }).click();
}

test('a list is brought once, and every shop of it has its door', async ({ page }) => {
  const shop = unique('La ruche aux livres');
  await signInOfficial(page);
  await visit(page, LIST);
  const list = `nom;adresse;telephone;genre\n${shop};5 rue du Puits;01 99 00 00 97;librairie\n=1+1;;;\n`;
  const file = { name: 'liste.csv', mimeType: 'text/csv', buffer: Buffer.from(list) };
  for (const told of ['Nouveaux commerces : 1', 'Commerces déjà connus : 1']) {
    await page.getByLabel('Le fichier').setInputFiles(file);
    await page.getByRole('button', { name: 'Inscrire ces commerces' }).click();
    await expect(page.getByText(told)).toBeVisible();
  }
  await page.getByRole('link', { name: 'Préparer la tournée' }).click();
  await arrive(page, TOUR);
  await expect(door(page, shop)).toContainText('à visiter');
  await note(page, shop, 'Ne veut pas', 'Ferme en mars');
  await expect(door(page, shop)).toContainText('ne veut pas');
  await visit(page, TOUR);
  await expect(door(page, shop)).toContainText('Ferme en mars');
});

test('where a shop stands is said at its door', async ({ page }) => {
  const shop = unique('Le coin du puits');
  await signInOfficial(page);
  await addShop(page, { name: shop, kind: 'Vêtements' });
  await expect(addForm(page)).toBeVisible();
  await visit(page, TOUR);
  await page.getByRole('link', { name: `Ouvrir l’étal maintenant ${shop}` }).click();
  await arrive(page, at('/mairie/etals'));
  const place = page.getByLabel('La place de la boutique (si vous voulez)');
  await place.fill('au bout de la rue');
  await page.getByRole('button', { name: 'Garder cette place' }).click();
  await expect(page.getByText('Cela ne se lit pas comme une place.')).toBeVisible();
  await expect(place).toHaveValue('au bout de la rue');
  await place.fill('48,5286 2,0094');
  await page.getByRole('button', { name: 'Garder cette place' }).click();
  await expect(place).toHaveValue('48.52860, 2.00940');
});

test.describe('without a network', () => {
  needsScripts();

  test('what is noted at a door waits on the phone, and leaves when the network is back', async ({ page, context }) => {
    const shop = unique('Le bon fil');
    await signInOfficial(page);
    await addShop(page, { name: shop, kind: 'Vêtements' });
    await expect(addForm(page)).toBeVisible();
    await visit(page, TOUR);
    await workerReady(page);
    await seeAndKeep(page, TOUR);

    await context.setOffline(true);
    await note(page, shop, 'Veut bien, mais reste bloqué', 'Le téléphone est trop vieux');
    await expect(door(page, shop)).toContainText('bloqué');
    await expect(page.getByText('Un passage attend sur ce téléphone.')).toBeVisible();
    // The page is closed and opened again in the same street.
    await page.reload();
    await expect(door(page, shop)).toContainText('Le téléphone est trop vieux');

    await context.setOffline(false);
    await expect(page.getByText('Un passage attend sur ce téléphone.')).toBeHidden();
    await visit(page, TOUR);
    await expect(door(page, shop).getByText('Le téléphone est trop vieux')).toHaveCount(1);
  });
});
