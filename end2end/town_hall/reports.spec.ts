// From a report to a suspension, the merchant's answer, and its end.
import { shopper, unique } from '../support/cast.ts';
import { INBOX, openWith, SHELF } from '../support/counter.ts';
import { signInOfficial } from '../support/doors.ts';
import { BASKET, chooseMoment, reserve, reserveAndReadCode, sayWho } from '../support/market.ts';
import { at } from '../support/speech.ts';
import { arrive, expect, test, visit } from '../support/test.ts';
import type { Page } from '@playwright/test';

const REPORT = '/signaler';
const REPORTS = '/mairie/signalements';
const DECISIONS = '/mairie/decisions';
const COUNTER = '/comptoir/decisions';

/** Somebody says that a product is not what it says. */
async function report(page: Page, path: string, words: string): Promise<void> {
  await visit(page, path);
  await page.getByRole('link', { name: 'Signaler cette page' }).click();
  await arrive(page, at(REPORT));
  await page.getByRole('textbox', { name: 'Qu’est-ce qui ne va pas, et pourquoi ?' }).fill(words);
  await page.getByRole('button', { name: 'Envoyer à la mairie' }).click();
  // Half of it is not enough, and none of it is lost.
  await expect(page.getByText('Choisissez ce qui s’en approche le plus.')).toBeVisible();
  await arrive(page, at(REPORT));
  await expect(page.getByRole('textbox', { name: 'Qu’est-ce qui ne va pas, et pourquoi ?' })).toHaveValue(words);
  await page.getByRole('radio', { name: 'Un prix ou une description faux' }).check();
  await page.getByRole('textbox', { name: 'Votre adresse e-mail' }).fill('jeanne@exemple.example');
  await page.getByRole('checkbox', { name: /^Je pense de bonne foi/ }).check();
  await page.getByRole('button', { name: 'Envoyer à la mairie' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Votre signalement est arrivé' })).toBeVisible();
  await arrive(page, at(REPORT));
}

/** The official reads it, and suspends the shop. */
async function suspend(hall: Page, about: string, words: string): Promise<string> {
  await visit(hall, REPORTS);
  await hall.getByRole('link', { name: about }).click();
  await arrive(hall, /\/mairie\/signalements\/[0-9a-f-]+$/);
  await expect(hall.getByText(words, { exact: false })).toBeVisible();
  await hall.getByRole('radio', { name: /^Suspendre la boutique/ }).check();
  await hall.getByRole('textbox', { name: 'Les faits' }).fill('Trois pots viennent d’ailleurs.');
  await hall.getByRole('button', { name: 'Décider et prévenir' }).click();
  await expect(hall.getByText('Choisissez la règle : le commerçant a le droit de la connaître.')).toBeVisible();
  await arrive(hall, at(DECISIONS));
  await hall.getByRole('combobox', { name: 'Sur quoi vous fondez-vous ?' }).selectOption({ label: 'Pratique trompeuse (Code de la consommation, article L. 121-2)' });
  await hall.getByRole('textbox', { name: 'Pourquoi c’est contraire à cette règle' }).fill('L’étiquette trompe sur l’origine.');
  await hall.getByRole('button', { name: 'Décider et prévenir' }).click();
  await arrive(hall, /\/mairie\/decisions\/[0-9a-f-]+$/);
  await expect(hall.getByRole('heading', { level: 3, name: 'Boutique suspendue' })).toBeVisible();
  return new URL(hall.url()).pathname;
}

test('a report leads to a suspension, the merchant answers, and it is lifted', async ({ page, anotherPerson }) => {
  const [counter, hall] = [await anotherPerson(), await anotherPerson()];
  const honey = await openWith(counter.request, 'Au rucher', 'Miel', '9,80');
  await signInOfficial(hall);
  // Somebody ordered before, and has it in the basket once more.
  await visit(page, honey.path);
  await page.getByRole('button', { name: 'Ajouter au panier' }).click();
  await arrive(page, at(BASKET));
  await chooseMoment(page, honey.shop);
  await sayWho(page);
  const code = await reserveAndReadCode(page);
  const order = new URL(page.url()).pathname;

  await report(page, honey.path, `Ce miel vient d’ailleurs (${honey.name}).`);
  await visit(page, honey.path);
  await page.getByRole('button', { name: 'Ajouter au panier' }).click();
  await arrive(page, at(BASKET));
  await chooseMoment(page, honey.shop);
  await sayWho(page);

  const decision = await suspend(hall, `${honey.name}, chez ${honey.shop}`, 'Ce miel vient d’ailleurs');

  await reserve(page);
  await arrive(page, at(BASKET));
  await expect(page.getByText(`${honey.shop} ne prend plus de commandes : la mairie a suspendu cette boutique.`, { exact: false })).toBeVisible();
  expect((await visit(page, honey.path))?.status()).toBe(404);
  await expect(page.getByRole('heading', { level: 1, name: `${honey.shop} ne vend pas en ce moment` })).toBeVisible();
  await visit(page, order);
  await expect(page.getByText(code, { exact: true })).toBeVisible();

  await visit(counter, SHELF);
  const band = counter.getByRole('complementary', { name: 'Décision de la mairie' });
  await expect(band).toContainText('La mairie a suspendu votre boutique.');
  // What was ordered is still to be served.
  await visit(counter, INBOX);
  await expect(counter.getByRole('article', { name: shopper.name })).toBeVisible();
  await band.getByRole('link', { name: 'Lire et répondre' }).click();
  await arrive(counter, at(COUNTER));
  await expect(counter.getByText('L’étiquette trompe sur l’origine.')).toBeVisible();
  await expect(counter.getByText('Aucun, ni pour trouver ni pour décider.')).toBeVisible();
  const answer = unique('Les étiquettes sont corrigées');
  await counter.getByRole('textbox', { name: 'Votre réponse' }).fill(answer);
  await counter.getByRole('button', { name: 'Envoyer la réponse' }).click();
  await arrive(counter, at(COUNTER));
  await expect(counter.getByText('Votre réponse est envoyée.', { exact: false })).toBeVisible();

  await visit(hall, decision);
  await expect(hall.getByText(answer, { exact: false })).toBeVisible();
  await hall.getByRole('textbox', { name: 'Pourquoi la lever' }).fill('Les étiquettes disent vrai.');
  await hall.getByRole('button', { name: 'Lever et prévenir' }).click();
  await arrive(hall, at(`${DECISIONS}/[0-9a-f-]+`));
  await expect(hall.getByText('Levée le', { exact: false })).toBeVisible();

  await visit(counter, SHELF);
  await expect(band).toBeHidden();
  expect((await visit(page, honey.path))?.status()).toBe(200);
});
