// The basket: over several shops, changed at will, and sent only once everything in it is right.
import { type Product, shopper, town } from '../support/cast.ts';
import { openWith } from '../support/counter.ts';
import { addToBasket, bag, BASKET, chooseMoment, moments, reserve, sayWho, walks } from '../support/market.ts';
import { at, euros } from '../support/speech.ts';
import { arrive, expect, test, visit } from '../support/test.ts';
import type { APIRequestContext, Page } from '@playwright/test';

/** Puts one product of each of two shops into the basket. */
async function fill(page: Page, merchants: APIRequestContext): Promise<[Product, Product]> {
  const biscuits = await openWith(merchants, 'Au four', 'Biscuits', '4,60');
  const candles = await openWith(merchants, 'La ruche', 'Bougies', '6,50');
  await visit(page, town.path);
  await addToBasket(page, biscuits);
  await page.getByRole('link', { name: 'Continuer au marché' }).click();
  await addToBasket(page, candles);
  return [biscuits, candles];
}

test('quantities change, and what is taken out is gone', async ({ page, request }) => {
  const [biscuits, candles] = await fill(page, request);
  await bag(page, biscuits.shop).getByRole('combobox', { name: `Quantité de ${biscuits.name}` }).selectOption('3');
  await page.getByRole('button', { name: `Changer la quantité de ${biscuits.name}` }).click();
  await expect(bag(page, biscuits.shop)).toContainText(euros('13,80'));
  await expect(page.getByRole('main')).toContainText(/Total, à payer en boutique\s+20,30\u202F€/);
  await page.getByRole('button', { name: `Retirer ${biscuits.name}` }).click();
  await expect(bag(page, biscuits.shop)).toBeHidden();
  await expect(bag(page, candles.shop)).toBeVisible();
  await page.getByRole('button', { name: `Retirer ${candles.name}` }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Votre panier est vide' })).toBeVisible();
  await page.getByRole('link', { name: 'Voir les étals' }).click();
  await arrive(page, at(town.path));
});

test('what is missing is said beside its field, and nothing that was typed is lost', async ({ page, request }) => {
  const [biscuits, candles] = await fill(page, request);
  const name = page.getByRole('textbox', { name: 'Votre nom' });
  const phone = page.getByRole('textbox', { name: 'Votre téléphone' });
  await reserve(page);
  await expect(page.getByRole('alert')).toContainText('Encore un coup d’œil avant de réserver');
  await expect(page).toHaveURL(BASKET);
  await expect(name).toHaveAccessibleDescription(/ Il manque le nom\.$/);
  await expect(phone).toHaveAccessibleDescription(/ Il manque le numéro de téléphone\. Par exemple\s: 06 12 34 56 78$/);
  await expect(walks(page).first()).toHaveAccessibleDescription(/Choisissez quand passer\s: une tournée, ou un moment chez chaque commerce\.$/);

  await chooseMoment(page, candles.shop);
  const chosen = await moments(page, candles.shop).inputValue();
  await sayWho(page, { name: shopper.name, phone: '06 12' });
  await reserve(page);
  await expect(phone).toHaveAccessibleDescription(/ Vérifiez le numéro de téléphone\. Par exemple\s: 06 12 34 56 78$/);
  await expect(phone).toHaveValue('06 12');
  await expect(name).toHaveValue(shopper.name);
  await expect(name).not.toHaveAttribute('aria-invalid');
  await expect(moments(page, candles.shop)).toHaveValue(chosen);

  await phone.fill(shopper.phone);
  await reserve(page);
  await expect(phone).not.toHaveAttribute('aria-invalid');
  await expect(moments(page, biscuits.shop)).toHaveAccessibleDescription('Choisissez un moment pour passer.');
  await expect(moments(page, candles.shop)).toHaveValue(chosen);
  await expect(moments(page, candles.shop)).not.toHaveAttribute('aria-invalid');

  await chooseMoment(page, biscuits.shop);
  await reserve(page);
  await arrive(page, /\/commande\//);
});
