// The key by which an official proves who it is.
import { expect, type Locator, type Page } from '@playwright/test';
import { arrive, visit } from './axe.ts';
import { official } from './cast.ts';
import { codeOf } from './codes.ts';
import { goOn, TOWN_HALL } from './doors.ts';

export const KEY = '/mairie/cle';

export const code = (page: Page): Locator => page.getByRole('textbox', { name: 'Code à six chiffres' });

/** Somebody new comes in, sets up a key, and keeps what the pages show once. */
export async function setUp(page: Page, name: string): Promise<{ secret: string; recovery: string[] }> {
  await visit(page, await official(name));
  await goOn(page);
  await arrive(page, TOWN_HALL);
  return setUpKey(page);
}

/** The same for who is on the board already. */
export async function setUpKey(page: Page): Promise<{ secret: string; recovery: string[] }> {
  await page.getByRole('link', { name: 'Préparer ma clé, deux minutes' }).first().click();
  await arrive(page, KEY);
  await expect(page.getByRole('img', { name: 'Code QR de votre clé' })).toBeVisible();
  const secret = (await page.getByText(/^([A-Z2-7]{4} ?){8}$/).textContent()) ?? '';
  await code(page).fill('rien');
  await page.getByRole('button', { name: 'C’est prêt' }).click();
  await expect(code(page)).toHaveAccessibleDescription(/Ce code ne convient pas/);
  await arrive(page, KEY);
  // What was scanned is still the key.
  await expect(page.getByText(secret)).toBeVisible();
  await code(page).fill(codeOf(secret));
  await page.getByRole('button', { name: 'C’est prêt' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Vos codes de secours' })).toBeVisible();
  await arrive(page, KEY);
  const recovery = await page.getByText(/^[A-Z2-9]{5}-[A-Z2-9]{5}$/).allTextContents();
  expect(recovery).toHaveLength(8);
  await page.getByRole('link', { name: 'Je les ai gardés, continuer' }).click();
  await arrive(page, TOWN_HALL);
  await expect(page.getByText('Il vous manque une clé.')).toBeHidden();
  return { secret, recovery };
}
