// An order's page that is left open stays true, whatever becomes of the line to the server.
import { type Product, shopper, town } from '../support/cast.ts';
import { INBOX, openWith, ticket } from '../support/counter.ts';
import { settings } from '../support/halle.ts';
import { type Line, line } from '../support/line.ts';
import { addToBasket, cancelAt, chooseMoment, part, reserveAndReadCode, reserveIt, sayWho } from '../support/market.ts';
import { type AnotherPerson, expect, needsScripts, test, visit } from '../support/test.ts';
import type { Page } from '@playwright/test';

needsScripts();

const TAKEN_BACK = 'Vous l’avez annulée. Il n’y a rien à payer.';
/** Longer than the signs of life are apart, and than a page waits before it asks by itself. */
const A_MINUTE = 60_000;

/** An order that was sent, opened by somebody else as well; and the page from which it was sent. */
async function openOrder(page: Page, another: AnotherPerson, at: string): Promise<{ biscuits: Product; sender: Page }> {
  const sender = await another();
  const biscuits = await openWith(sender.request, 'Au four', 'Biscuits', '4,60');
  await visit(sender, town.path);
  await addToBasket(sender, biscuits);
  await chooseMoment(sender, biscuits.shop);
  await sayWho(sender);
  await reserveAndReadCode(sender);
  await page.clock.install();
  const listens = page.waitForRequest(/\/evenements/);
  await visit(page, at + new URL(sender.url()).pathname);
  await listens;
  await expect(part(page, biscuits.shop)).toBeVisible();
  return { biscuits, sender };
}

test.describe('over a line of its own', () => {
  let over: Line;

  test.beforeEach(async () => {
    over = await line(settings().HALLE_BASE_URL);
  });
  test.afterEach(({ scripts }) => scripts && over.close());

  test('a page whose server went away learns what happened meanwhile', async ({ page, anotherPerson }) => {
    const { biscuits, sender } = await openOrder(page, anotherPerson, over.url);
    over.cut();
    await cancelAt(sender, biscuits.shop);
    await expect(part(page, biscuits.shop)).not.toContainText(TAKEN_BACK);
    over.mend();
    await page.clock.fastForward(A_MINUTE);
    await expect(part(page, biscuits.shop)).toContainText(TAKEN_BACK);
  });

  test('a page whose line died without a word notices it', async ({ page, anotherPerson }) => {
    const { biscuits, sender } = await openOrder(page, anotherPerson, over.url);
    over.fallSilent('/evenements');
    await cancelAt(sender, biscuits.shop);
    await page.clock.fastForward(A_MINUTE);
    await expect(part(page, biscuits.shop)).toContainText(TAKEN_BACK);
  });
});

test('a page to which no event comes through asks by itself', async ({ page, anotherPerson }) => {
  await page.route(/\/evenements/, () => new Promise(() => {}));
  const { biscuits, sender } = await openOrder(page, anotherPerson, settings().HALLE_BASE_URL);
  await cancelAt(sender, biscuits.shop);
  await page.clock.fastForward(A_MINUTE);
  await expect(part(page, biscuits.shop)).toContainText(TAKEN_BACK);
});

test('pages that stay open meet another server after theirs was killed', async ({ page, anotherPerson, host }) => {
  const merchant = await anotherPerson();
  const biscuits = await openWith(merchant.request, 'Au four', 'Biscuits', '4,60');
  const listens = merchant.waitForRequest(/\/evenements/);
  await visit(merchant, INBOX);
  await listens;
  await merchant.evaluate(() => Object.assign(window, { hasStayed: true }));
  await reserveIt(page, biscuits);
  const arrived = ticket(merchant, 'Nouvelles', shopper.name);
  await expect(arrived).toContainText(biscuits.name);
  const ordered = await arrived.locator('input[name="part"]').first().inputValue();

  await host.changeServer();
  // On another phone of the shop, before these pages have found the line again.
  const ready = await merchant.request.post(INBOX, { form: { part: ordered, act: 'pret' } });
  expect(new URL(ready.url()).pathname).toBe(INBOX);
  const soon = { timeout: A_MINUTE };
  await expect(ticket(merchant, 'Prêtes', shopper.name)).toContainText(biscuits.name, soon);
  await expect(page.getByRole('heading', { level: 1, name: 'C’est prêt.' })).toBeVisible(soon);
  expect(await merchant.evaluate(() => 'hasStayed' in window), 'the inbox was not loaded again').toBe(true);
});
