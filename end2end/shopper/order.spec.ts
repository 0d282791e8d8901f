// What stays with a shopper once an order is sent: its page without a network, and the list of this device's orders.
import { type Product, town } from '../support/cast.ts';
import { openWith } from '../support/counter.ts';
import { addToBasket, cancelAt, chooseMoment, part, readCode, reserveAndReadCode, sayWho } from '../support/market.ts';
import { arrive, expect, needsScripts, test, visit } from '../support/test.ts';
import { keptOrders } from '../support/worker.ts';
import type { APIRequestContext, Page } from '@playwright/test';

const MINE = '/mes-commandes';
const noNetwork = (page: Page) => page.getByText(/^Pas de réseau\. Voici la page telle qu’elle était /);

async function order(page: Page, merchants: APIRequestContext): Promise<{ biscuits: Product; code: string; path: string }> {
  const biscuits = await openWith(merchants, 'Au four', 'Biscuits', '4,60');
  await visit(page, town.path);
  await addToBasket(page, biscuits);
  await chooseMoment(page, biscuits.shop);
  await sayWho(page);
  const code = await reserveAndReadCode(page);
  return { biscuits, code, path: new URL(page.url()).pathname };
}

test('an order goes into an agenda, and is taken back after a second question', async ({ page, request }) => {
  const { biscuits } = await order(page, request);
  const begun = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Ajouter à mon agenda' }).click();
  expect((await begun).suggestedFilename()).toBe('halle.ics');
  await expect(page.getByRole('button', { name: `Oui, annuler chez ${biscuits.shop}` })).toBeHidden();
  await cancelAt(page, biscuits.shop);
  await expect(part(page, biscuits.shop)).toContainText('Vous l’avez annulée. Il n’y a rien à payer.');
});

test.describe('with scripts', () => {
  needsScripts();

  test('an order that was seen opens without a network, and says since when', async ({ page, request, context }) => {
    const { biscuits, code, path } = await order(page, request);
    await expect.poll(() => keptOrders(page)).toEqual(expect.arrayContaining([MINE, path]));
    await expect(noNetwork(page)).toBeHidden();
    await context.setOffline(true);
    await visit(page, path);
    expect(await readCode(page)).toBe(code);
    await expect(noNetwork(page)).toBeVisible();
    // Dressed as ever.
    await expect(page.locator('.order-receipt')).toHaveCSS('display', 'grid');
    // What cannot be sent costs nothing.
    await cancelAt(page, biscuits.shop);
    await arrive(page, path);
    expect(await readCode(page)).toBe(code);
    await expect(part(page, biscuits.shop)).not.toContainText('Vous l’avez annulée');
    // The stalls are never answered by the phone.
    await expect(page.goto(town.path)).rejects.toThrow('ERR_INTERNET_DISCONNECTED');
    // The browser's own page stands there a little later.
    await expect.poll(() => page.url()).toContain('chrome-error');
    await visit(page, MINE);
    await page.getByRole('link', { name: /^Commande du / }).click();
    await arrive(page, path);
    await context.setOffline(false);
    await expect(noNetwork(page)).toBeHidden();
  });

  test('this device lists its orders, and forgets them when asked', async ({ page, request }) => {
    const { biscuits, path } = await order(page, request);
    await expect.poll(() => keptOrders(page)).toContain(path);
    await visit(page, town.path);
    await page.getByRole('contentinfo').getByRole('link', { name: 'Mes commandes' }).click();
    await arrive(page, MINE);
    await expect(page.getByRole('listitem').filter({ hasText: biscuits.shop })).toContainText('C’est réservé.');
    await page.getByRole('button', { name: /^Oublier la commande du / }).click();
    await expect(page.getByText('Aucune commande sur cet appareil pour l’instant.')).toBeVisible();
    await expect.poll(() => keptOrders(page)).not.toContain(path);
    await visit(page, town.path);
    await expect(page.getByRole('link', { name: 'Mes commandes' })).toBeHidden();
    // Opened again, it is there again: only the list had forgotten it.
    await visit(page, path);
    await expect(part(page, biscuits.shop)).toBeVisible();
  });
});
