// What an official does on the board.
import { expect, type Locator, type Page } from '@playwright/test';

/** A shop's line on the roster. */
export function onRoster(page: Page, shop: string): Locator {
  const lines = page.getByRole('region', { name: 'Les commerces' }).getByRole('listitem');
  return lines.filter({ has: page.getByRole('heading', { name: shop, exact: true }) });
}

export const addForm = (page: Page): Locator => page.getByRole('region', { name: 'Ajouter un commerce' });

/** Puts a shop on the roster. */
export async function addShop(page: Page, shop: { name: string; kind: string }): Promise<void> {
  await addForm(page).getByRole('textbox', { name: 'Son nom' }).fill(shop.name);
  await addForm(page).getByRole('combobox', { name: 'Ce qu’il vend' }).selectOption({ label: shop.kind });
  await addForm(page).getByRole('button', { name: 'Ajouter' }).click();
  await expect(onRoster(page, shop.name)).toContainText('à inviter');
}

/** Asks for a shop's link, and returns it. */
export async function askForLink(page: Page, shop: string): Promise<string> {
  await onRoster(page, shop).getByRole('button', { name: `Code d’invitation de ${shop}` }).click();
  await expect(page.getByRole('heading', { level: 1, name: `Inviter ${shop}` })).toBeVisible();
  return page.getByRole('textbox', { name: 'Ou envoyez ce lien' }).inputValue();
}
