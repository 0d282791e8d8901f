// The town hall's team: a colleague is invited from a page, comes in on their own phone, and is let go again.
import { official, unique } from '../support/cast.ts';
import { goOn, TOWN_HALL } from '../support/doors.ts';
import { KEY, setUp, setUpKey } from '../support/key.ts';
import { scan } from '../support/qr.ts';
import { arrive, expect, test, visit } from '../support/test.ts';
import type { Locator, Page } from '@playwright/test';

const TEAM = '/mairie/equipe';

/** Somebody's line in the list. */
function line(page: Page, name: string): Locator {
  const lines = page.getByRole('region', { name: 'Vos collègues et vous' }).getByRole('listitem');
  return lines.filter({ has: page.getByRole('heading', { name, exact: true }) });
}

test('an official invites a colleague, who sets up a key, and lets them go', async ({ page, anotherPerson }) => {
  await setUp(page, unique('Camille Roux'));
  await page.getByText('Plus', { exact: true }).click();
  await page.getByRole('link', { name: 'L’équipe', exact: true }).click();
  await arrive(page, TEAM);
  const name = unique('Nadia Petit');
  const field = page.getByRole('textbox', { name: 'Son nom' });
  await page.getByRole('button', { name: 'Faire son lien' }).click();
  await expect(field).toHaveAccessibleDescription(/Il manque le nom/);
  await arrive(page, TEAM);
  await field.fill(name);
  await page.getByRole('button', { name: 'Faire son lien' }).click();
  await expect(page.getByRole('heading', { level: 1, name: `Un lien pour ${name}` })).toBeVisible();
  await arrive(page, TEAM);
  const link = await scan(page.getByRole('img', { name: `Code QR pour ${name}` }));
  expect(await page.getByRole('textbox', { name: 'Ou donnez ce lien' }).inputValue()).toBe(link);
  await page.getByRole('link', { name: 'Retour à l’équipe' }).click();
  await expect(line(page, name)).toContainText('lien pas encore ouvert');

  const phone = await anotherPerson();
  await visit(phone, link);
  await goOn(phone);
  await arrive(phone, TOWN_HALL);
  await setUpKey(phone);
  await visit(page, TEAM);
  await expect(line(page, name)).toContainText('clé en place');

  await line(page, name).getByText('Retirer son accès').click();
  await line(page, name).getByRole('button', { name: 'Retirer l’accès maintenant' }).click();
  await expect(page.getByText('C’est retiré.')).toBeVisible();
  await expect(line(page, name)).toHaveCount(0);
  expect((await phone.request.get(TOWN_HALL)).status()).toBe(401);
  await visit(page, '/mairie/cahier');
  await expect(page.getByText(`${name} ne travaille plus pour la mairie`)).toBeVisible();
});

test('who has no key yet is led to it before anybody is invited', async ({ page }) => {
  await visit(page, await official(unique('Noé Blanc')));
  await goOn(page);
  await arrive(page, TOWN_HALL);
  await visit(page, TEAM);
  await expect(page.getByText('il vous faut d’abord votre clé')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Faire son lien' })).toBeHidden();
  await page.getByRole('main').getByRole('link', { name: 'Préparer ma clé, deux minutes' }).click();
  await arrive(page, KEY);
});
