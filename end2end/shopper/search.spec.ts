// Looking for something: typed, offered, narrowed, and found whatever the slip of the finger.
import { grocer, town } from '../support/cast.ts';
import { card } from '../support/market.ts';
import { at } from '../support/speech.ts';
import { arrive, expect, needsScripts, test, visit } from '../support/test.ts';
import type { Locator, Page } from '@playwright/test';

const RESULTS = /\/dourdan\/recherche/;

/** With scripts the field is a combobox, without it is a field. */
const field = (page: Page): Locator => page.getByLabel('Chercher à Dourdan');

async function look(page: Page, typed: string): Promise<void> {
  await field(page).fill(typed);
  await page.getByRole('button', { name: 'Chercher' }).click();
  await arrive(page, RESULTS);
}

test('what is typed is found, narrowed, and still there', async ({ page }) => {
  await visit(page, town.path);
  await look(page, 'fromages de chevre');
  await expect(card(page, 'Crottin de chèvre mi-sec')).toBeVisible();
  await expect(field(page)).toHaveValue('fromages de chevre');
  await page.getByText('Prix', { exact: true }).click();
  await page.getByRole('link', { name: /^jusqu’à 5\s€/ }).click();
  await arrive(page, /prix=moins-de-5/);
  await expect(card(page, 'Crottin de chèvre mi-sec')).toBeVisible();
  await expect(card(page, 'Bûche de chèvre cendrée, 200 g')).toBeHidden();
  await page.getByRole('link', { name: /^Enlever/ }).click();
  await arrive(page, RESULTS);
  await expect(card(page, 'Bûche de chèvre cendrée, 200 g')).toBeVisible();
});

test('a slip of the finger finds what was meant, and says so', async ({ page }) => {
  await visit(page, grocer.path);
  await look(page, 'confitrue');
  await expect(page.getByRole('main')).toContainText('Voici pour «\u202Fconfiture\u202F»');
  await page.getByRole('link', { name: 'Confiture de fraise, 370 g', exact: true }).click();
  await arrive(page, at(`${grocer.path}/confiture-de-fraise-370-g`));
});

test('where nothing is found somebody is named who may have it', async ({ page }) => {
  await visit(page, town.path);
  await look(page, 'camembert');
  await expect(page.getByRole('heading', { name: 'Rien sous ce nom à Dourdan' })).toBeVisible();
  await expect(page.getByRole('main')).toContainText('Demandez à la crémerie La Cave aux tommes, au\u00A001 99 00');
  await expect(page.getByRole('link', { name: /^01 99 00/ })).toHaveAttribute('href', /^tel:019900/);
});

test.describe('while one types', () => {
  needsScripts();

  test('a keyboard chooses among what is offered', async ({ page }) => {
    await visit(page, town.path);
    const offers = page.getByRole('listbox', { name: 'Ce que vous cherchez peut-être' });
    await expect(field(page)).toHaveRole('combobox');
    await field(page).pressSequentially('infus');
    await expect(offers.getByRole('option').first()).toBeVisible();
    await expect(field(page)).toHaveAttribute('aria-expanded', 'true');
    await page.keyboard.press('Escape');
    await expect(offers).toBeHidden();
    await expect(field(page)).toHaveValue('infus');
    await field(page).pressSequentially('ion pomme');
    const tea = offers.getByRole('option', { name: /^Infusion pomme-gingembre/ });
    await expect(tea).toBeVisible();
    await page.keyboard.press('ArrowDown');
    await expect(tea).toHaveAttribute('aria-selected', 'true');
    await expect(field(page)).toHaveAttribute('aria-activedescendant', 'offer-0');
    await page.keyboard.press('Enter');
    await arrive(page, /\/infusion-pomme-gingembre-20-sachets/);
  });
});
