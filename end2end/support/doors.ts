// Links that let somebody in.
import type { Page } from '@playwright/test';
import { arrive, visit } from './axe.ts';
import { signInLinks } from './cast.ts';

export const TOWN_HALL = '/mairie';

export const itIsMe = (page: Page): Promise<void> => page.getByRole('button', { name: 'C’est bien moi' }).click();
export const goOn = (page: Page): Promise<void> => page.getByRole('button', { name: 'Continuer ici' }).click();

/** The demo town's official comes to the board. */
export async function signInOfficial(page: Page): Promise<void> {
  await visit(page, (await signInLinks()).official);
  await goOn(page);
  await arrive(page, TOWN_HALL);
}
