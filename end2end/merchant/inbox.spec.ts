// A reservation arrives, is made ready and changes hands; the shopper's page tells each step.
import { type Product, shopper } from '../support/cast.ts';
import { INBOX, openShop, openWith, ticket } from '../support/counter.ts';
import { addToBasket, chooseMoment, part, reserveAndReadCode, sayWho } from '../support/market.ts';
import { scan } from '../support/qr.ts';
import { euros } from '../support/speech.ts';
import { arrive, expect, test, visit } from '../support/test.ts';
import type { Page } from '@playwright/test';

const TODO = 'À préparer';
const READY = 'Prêtes';
const DONE = 'Remises aujourd’hui';

const openWithSoup = (page: Page): Promise<Product> =>
  openWith(page.request, 'Chez Lucette', 'Soupe de potiron', '4,20');

async function reserveIt(page: Page, product: Product): Promise<string> {
  await visit(page, product.path.slice(0, product.path.lastIndexOf('/')));
  await addToBasket(page, product);
  await chooseMoment(page, product.shop);
  await sayWho(page);
  return reserveAndReadCode(page);
}

/** With scripts a page that listens is left alone from here on; without them it is loaded again to see what is new. */
async function listen(page: Page, address: string, scripts: boolean): Promise<() => Promise<void>> {
  const listening = scripts && page.waitForRequest(/\/evenements/);
  await visit(page, address);
  await listening;
  if (!scripts) return async () => void (await page.reload());
  await page.evaluate(() => Object.assign(window, { hasStayed: true }));
  return async () => expect(await page.evaluate(() => 'hasStayed' in window), 'the page was not loaded again').toBe(true);
}

test('a reservation arrives, is made ready, and changes hands for its code', async ({ page, scripts, anotherPerson }) => {
  const soup = await openWithSoup(page);
  const lookAgain = await listen(page, INBOX, scripts);
  await expect(page.getByRole('heading', { level: 2, name: 'Pas encore de commande' })).toBeVisible();

  const client = await anotherPerson();
  const code = await reserveIt(client, soup);
  if (!scripts) await lookAgain();
  await expect(ticket(page, TODO, shopper.name)).toContainText(soup.name);
  await expect(ticket(page, TODO, shopper.name)).toContainText(euros(soup.price));
  if (!scripts) await client.reload();
  await expect(part(client, soup.shop).getByText('Vue', { exact: true })).toHaveAttribute('aria-current', 'step');

  await ticket(page, TODO, shopper.name).getByRole('button', { name: 'C’est prêt' }).click();
  await expect(ticket(page, READY, shopper.name)).toBeVisible();
  if (!scripts) await client.reload();
  await expect(client.getByRole('heading', { level: 1, name: 'C’est prêt.' })).toBeVisible();
  await expect(client.getByRole('button', { name: `Annuler chez ${soup.shop}` })).toBeHidden();

  const field = ticket(page, READY, shopper.name).getByRole('textbox', { name: 'Son code' });
  const handOver = ticket(page, READY, shopper.name).getByRole('button', { name: 'Remettre' });
  await field.fill(code === 'AAAAA' ? 'BBBBB' : 'AAAAA');
  await handOver.click();
  const sentence = 'Ce code n’est pas celui de cette réservation. Demandez-le à nouveau.';
  await expect(field).toHaveAccessibleDescription(sentence);
  await field.fill(` ${code.toLowerCase()} `);
  await handOver.click();
  await expect(page.getByRole('region', { name: DONE }).getByRole('listitem')).toContainText(shopper.name);
  await expect(ticket(page, READY, shopper.name)).toBeHidden();
  if (scripts) await lookAgain();

  if (!scripts) await client.reload();
  await expect(client.getByRole('heading', { level: 1, name: 'C’est terminé.' })).toBeVisible();
  await expect(part(client, soup.shop).getByText('Remise', { exact: true })).toHaveAttribute('aria-current', 'step');
});

test('what cannot be served is refused, and the shopper knows', async ({ page, scripts, anotherPerson }) => {
  const soup = await openWithSoup(page);
  const client = await anotherPerson();
  await reserveIt(client, soup);
  await listen(page, INBOX, scripts);
  await ticket(page, TODO, shopper.name).getByRole('button', { name: 'Je ne peux pas' }).click();
  await expect(page.getByRole('heading', { level: 2, name: 'Pas encore de commande' })).toBeVisible();
  if (!scripts) await client.reload();
  await expect(part(client, soup.shop)).toContainText('Refusée par le commerce');
});

test('the square on the shopper’s page opens the ticket on the merchant’s phone', async ({ page, anotherPerson }) => {
  const soup = await openWithSoup(page);
  const client = await anotherPerson();
  const code = await reserveIt(client, soup);
  const link = await scan(client.getByRole('img', { name: `Code QR de la réservation ${code}` }));
  await visit(page, link);
  const found = page.getByRole('article', { name: shopper.name });
  await expect(found).toContainText(soup.name);
  await found.getByRole('button', { name: 'C’est prêt' }).click();
  await found.getByRole('button', { name: 'Remettre' }).click();
  await arrive(page, INBOX);
  await expect(page.getByRole('region', { name: DONE }).getByRole('listitem')).toContainText(shopper.name);

  // The code of somebody else's shop opens nothing here.
  await openShop(page.request, 'Chez le voisin');
  await visit(page, link);
  await expect(page.getByRole('alert')).toContainText('Aucune réservation ne porte ce code chez vous.');
});
