// The law asks, after the sale and a few taps at a time; shoppers read the answers.
import { openShop, openWith, putOnSale, SHELF, TO_COMPLETE } from '../support/counter.ts';
import { unique } from '../support/cast.ts';
import { arrive, expect, test, visit } from '../support/test.ts';
import type { Page } from '@playwright/test';

const NOTED = /\/comptoir\/a-completer\?note=1/;

const tap = (page: Page, name: string): Promise<void> => page.getByRole('button', { name, exact: true }).click();
const current = (page: Page, name: string) => page.getByRole('region', { name });

async function noted(page: Page): Promise<void> {
  await arrive(page, NOTED);
  await expect(page.getByText('C’est noté.')).toBeVisible();
}

test('a product is on sale first and completed afterwards, and shoppers read what it holds', async ({ page, anotherPerson }) => {
  const cake = await openWith(page.request, 'Le four du coin', 'Cake aux noix', '8,50');
  const client = await anotherPerson();
  await visit(client, cake.path);
  await expect(client.getByText('Demandez à la boutique : elle doit pouvoir vous le dire.')).toBeVisible();

  await visit(page, SHELF);
  await expect(page.getByText(/^Un produit à compléter d’ici/)).toBeVisible();
  await page.getByRole('link', { name: 'Compléter', exact: true }).click();
  await arrive(page, /a-completer/);
  const form = current(page, cake.name);
  await form.getByRole('checkbox', { name: 'céréales contenant du gluten' }).check();
  await form.getByRole('checkbox', { name: 'fruits à coque' }).check();
  await form.getByRole('textbox', { name: 'Quantité' }).fill('un gros');
  await tap(page, 'Enregistrer');
  await arrive(page, /a-completer$/);
  await expect(page.getByText('Écrivez le contenu comme sur l’étiquette.')).toBeVisible();
  await expect(form.getByRole('textbox', { name: 'Quantité' })).toHaveValue('un gros');
  await expect(form.getByRole('checkbox', { name: 'fruits à coque' })).toBeChecked();
  await form.getByRole('textbox', { name: 'Quantité' }).fill('400 g');
  await tap(page, 'Enregistrer');
  await noted(page);
  await expect(page.getByRole('heading', { name: 'Tout est dit' })).toBeVisible();

  await visit(client, cake.path);
  const facts = client.getByRole('region', { name: 'Bon à savoir' });
  await expect(facts.getByRole('strong').filter({ hasText: 'fruits à coque' })).toBeVisible();
  await expect(client.getByText(/21,25\s€ le kilo/).first()).toBeVisible();
});

test('none of the fourteen is one tap, and the same recipe is asked once', async ({ page }) => {
  await openShop(page.request, 'Au bon pain', 'bakery');
  const bread = unique('Pain de seigle');
  const fruit = unique('Fruits confits');
  await putOnSale(page.request, { name: fruit, price: '6' });
  await putOnSale(page.request, { name: bread, price: '3' });
  await visit(page, TO_COMPLETE);
  await expect(page.getByText(/^2 produits à compléter d’ici/)).toBeVisible();
  const [first, second] = (await current(page, fruit).count()) ? [fruit, bread] : [bread, fruit];
  await expect(current(page, first)).toBeVisible();
  await tap(page, 'Aucun de ces allergènes');
  await noted(page);
  await current(page, second).getByRole('checkbox', { name: 'lait' }).check();
  await tap(page, 'Enregistrer');
  await noted(page);
  // Tomorrow the same comes out of the oven.
  await putOnSale(page.request, { name: second, price: '3' });
  await visit(page, TO_COMPLETE);
  await expect(page.getByRole('heading', { name: `Comme « ${second} »` })).toBeVisible();
  await tap(page, 'C’est pareil');
  await noted(page);
  await expect(page.getByText(/3 sur 3/)).toBeVisible();
});

test('a toy says who makes it and what it warns of', async ({ page, anotherPerson }) => {
  const shop = await openShop(page.request, 'Le pantin', 'toys');
  const train = unique('Train');
  await putOnSale(page.request, { name: train, price: '32' });
  await visit(page, TO_COMPLETE);
  const form = current(page, train);
  await form.getByRole('textbox', { name: 'Nom ou marque' }).fill('Jouets Ornoy');
  await form.getByRole('checkbox', { name: /moins de 36 mois/ }).check();
  await tap(page, 'Enregistrer');
  await arrive(page, /a-completer$/);
  await expect(page.getByText('Il manque l’adresse postale.')).toBeVisible();
  await form.getByRole('textbox', { name: 'Adresse postale' }).fill('39260 Moirans-en-Montagne');
  await form.getByRole('textbox', { name: 'E-mail ou site' }).fill('jouets-ornoy.example');
  await tap(page, 'Enregistrer');
  await noted(page);

  const client = await anotherPerson();
  await visit(client, `${shop.path}/${train.toLowerCase().replaceAll(' ', '-')}`);
  await expect(client.getByText(/Ne convient pas aux enfants de moins de 36 mois/)).toBeVisible();
  await expect(client.getByRole('link', { name: 'jouets-ornoy.example' })).toBeVisible();
});

test('a brewery says its licence once, and how strong its beer is', async ({ page }) => {
  await openShop(page.request, 'Au houblon', 'brewery');
  const beer = unique('Blonde');
  await putOnSale(page.request, { name: beer, price: '3' });
  await visit(page, TO_COMPLETE);
  await page.getByRole('radio', { name: /Petite licence à emporter/ }).check();
  await page.getByRole('region', { name: 'Votre licence pour l’alcool' }).getByRole('button', { name: 'Enregistrer' }).click();
  await noted(page);
  await expect(page.getByText('Votre licence pour l’alcool : Petite licence')).toBeVisible();
  const form = current(page, beer);
  await form.getByRole('textbox', { name: 'Degré d’alcool' }).fill('5,5 %');
  await form.getByRole('textbox', { name: 'Quantité' }).fill('33 cl');
  await form.getByRole('checkbox', { name: 'céréales contenant du gluten' }).check();
  await tap(page, 'Enregistrer');
  await noted(page);
  await expect(page.getByRole('heading', { name: 'Tout est dit' })).toBeVisible();
});
