// An order's page that is left open stays true, whatever becomes of the line to the server.
import { type Product, town } from '../support/cast.ts';
import { openWith } from '../support/counter.ts';
import { settings } from '../support/halle.ts';
import { type Line, line } from '../support/line.ts';
import { addToBasket, cancelAt, chooseMoment, part, reserveAndReadCode, sayWho } from '../support/market.ts';
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
