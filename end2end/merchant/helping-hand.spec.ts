// Somebody fills a shelf from where they are, by a code that its owner read out; the owner stops it, and nothing is lost.
import type { Page } from '@playwright/test';
import { arriveAtCounter, COUNTER, openWith, photograph, ribbon, sell, SHELF, shutter, tapPrice } from '../support/counter.ts';
import { at, euros } from '../support/speech.ts';
import { arrive, expect, needsScripts, test, visit } from '../support/test.ts';

const HELPERS = '/comptoir/aides';
const HELP = '/aider';

needsScripts();
test.skip(({ isMobile }) => !isMobile, 'read out over a phone');

/** The owner makes a code, and reads it out. */
async function readOut(owner: Page): Promise<string> {
  await visit(owner, HELPERS);
  await owner.getByRole('radio', { name: 'Trois jours' }).check();
  await owner.getByRole('button', { name: 'Faire un code' }).click();
  await expect(owner.getByRole('heading', { level: 1, name: 'Le code à lire' })).toBeVisible();
  const code = await owner.getByText(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/).textContent();
  return (code ?? '').toLowerCase().replace('-', ' ');
}

async function typeIn(helper: Page, code: string): Promise<void> {
  await visit(helper, HELP);
  await helper.getByRole('textbox', { name: 'Le code' }).fill(code);
  await helper.getByRole('textbox', { name: 'Votre nom' }).fill('Paul Petit');
  await helper.getByRole('button', { name: 'Aller à l’étal' }).click();
}

test('a shelf is filled from afar until its owner takes it back', async ({ page, anotherPerson }) => {
  const honey = await openWith(page.request, 'La ruche', 'Miel', '9,80');
  const helper = await anotherPerson();
  await typeIn(helper, 'k7m4 q2xd');
  await expect(helper.getByText('Ce code n’ouvre rien.')).toBeVisible();
  await typeIn(helper, await readOut(page));
  await arrive(helper, at(SHELF));
  await expect(helper.getByRole('complementary', { name: 'Coup de main' })).toContainText(`Vous aidez à l’étal de ${honey.shop}`);
  await expect(helper.getByRole('navigation', { name: 'Comptoir' }).getByRole('link')).toHaveText([/Photo/, /Étal/]);
  const response = await visit(helper, '/comptoir/commandes');
  expect(response?.status()).toBe(401);
  await expect(helper.getByRole('heading', { level: 1, name: 'Ici, vous aidez à l’étal' })).toBeVisible();

  await helper.goto(COUNTER);
  await arriveAtCounter(helper, true);
  await visit(page, SHELF);
  const band = page.getByRole('complementary', { name: 'Coup de main' });
  await expect(band).toContainText('Paul Petit vous aide à l’étal');
  await band.getByRole('button', { name: 'Arrêter Paul Petit' }).click();
  await expect(page.getByText('C’est arrêté.')).toBeVisible();
  await expect(band).toBeHidden();

  // The page that was open is told, and keeps what it has.
  await shutter(helper).click();
  await expect(photograph(helper)).toBeVisible();
  await tapPrice(helper, '6,60');
  await sell(helper);
  await expect(helper.getByRole('alert')).toContainText('Le coup de main est terminé');
  await expect(ribbon(helper)).toHaveText(['pas encore partie']);
  await visit(helper, SHELF);
  await expect(helper.getByText(`${honey.shop} a repris son étal.`, { exact: false })).toBeVisible();

  await typeIn(helper, await readOut(page));
  await arrive(helper, at(SHELF));
  const shopPage = honey.path.split('/').slice(0, 3).join('/');
  const shown = async () => (await (await page.request.get(shopPage)).text()).replace(/<[^>]*>/g, '');
  await expect.poll(shown).toContain('6,60');
  await visit(page, '/comptoir/cahier');
  await expect(page.getByText(euros('6,60')).first()).toBeVisible();
  await expect(page.getByText('Paul Petit · aide', { exact: false }).first()).toBeVisible();
});
