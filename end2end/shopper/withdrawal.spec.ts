// What was bought by contract at a distance may be given back, and the receipt says what was declared and when.
import { addressOfProduct, completeToy, openShop, putOnSale } from '../support/counter.ts';
import { addToBasket, chooseMoment, sayWho } from '../support/market.ts';
import { arrive, expect, test, visit } from '../support/test.ts';

test('a firm order is renounced in two steps, and the receipt stays', async ({ page }) => {
  const shop = await openShop(page.request, 'La malle', 'toys');
  await putOnSale(page.request, { name: 'Toupie', price: '12' });
  await visit(page, '/comptoir/boutique');
  await page.getByRole('textbox', { name: /^Adresse( |$)/ }).first().fill('3 rue Saint-Pierre');
  await page.getByRole('textbox', { name: /^Téléphone/ }).first().fill('01 64 59 00 00');
  await page.getByLabel('Je vends aussi à distance').check();
  await page.getByRole('button', { name: 'Enregistrer' }).first().click();
  await expect(page.getByText('C’est noté.')).toBeVisible();
  await completeToy(page.request);

  await visit(page, shop.path);
  await addToBasket(page, { name: 'Toupie', price: '12', shop: shop.name, path: addressOfProduct(shop.name, 'Toupie') });
  await chooseMoment(page, shop.name);
  await sayWho(page);
  await page.getByRole('textbox', { name: /e-mail/ }).fill('camille@example.org');
  await page.getByText('Ou acheter dès maintenant, par un contrat à distance').click();
  await page.getByRole('button', { name: 'Commander avec obligation de paiement' }).click();
  await arrive(page, /\/commande\/[^/?]+$/);
  const order = page.url();

  await page.getByRole('link', { name: 'Renoncer au contrat ici' }).click();
  await arrive(page, /\/retractation\//);
  await page.getByRole('textbox', { name: 'Votre nom' }).fill('');
  await page.getByRole('button', { name: 'Confirmer la rétractation' }).click();
  await expect(page.getByRole('textbox', { name: 'Votre nom' })).toHaveAttribute('aria-invalid', 'true');
  await page.getByRole('textbox', { name: 'Votre nom' }).fill('Camille Martin');
  await page.getByRole('button', { name: 'Confirmer la rétractation' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Votre rétractation est reçue' })).toBeVisible();
  await expect(page.getByRole('main')).toContainText(/Reçue le .+ à \d/);
  await expect(page.getByRole('main')).toContainText('camille@example.org');

  await visit(page, new URL(order).pathname);
  await expect(page.getByRole('link', { name: 'Renoncer au contrat ici' })).toBeHidden();
  await page.getByRole('link', { name: 'Voir l’accusé de réception' }).click();
  await arrive(page, /\/retractation\//);
  await expect(page.getByRole('main')).toContainText('Toupie');
});
