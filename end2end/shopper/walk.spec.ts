// One basket over two shops is one walk: chosen by one button, drawn with its stops, and sent once whatever happens.
import { type Product, shopper, town } from '../support/cast.ts';
import { INBOX, openWith } from '../support/counter.ts';
import { addToBasket, bag, BASKET, basketLink, part, readCode, reserve, sayWho, stops, walks } from '../support/market.ts';
import { at } from '../support/speech.ts';
import { arrive, expect, test, visit, watch } from '../support/test.ts';
import type { APIRequestContext, Page } from '@playwright/test';

const ORDER = /\/commande\/[^/?]+$/;

/** Puts one product of each of two shops into the basket; `merchants` is then signed in at the second. */
async function fill(page: Page, merchants: APIRequestContext): Promise<[Product, Product]> {
  const biscuits = await openWith(merchants, 'Au four', 'Biscuits', '4,60');
  const candles = await openWith(merchants, 'La ruche', 'Bougies', '6,50');
  await visit(page, town.path);
  await addToBasket(page, biscuits);
  await page.getByRole('link', { name: 'Continuer au marché' }).click();
  await addToBasket(page, candles);
  return [biscuits, candles];
}

test('all shops are visited in one walk, chosen by one button', async ({ page, request }) => {
  const [biscuits, candles] = await fill(page, request);
  const last = walks(page).last();
  await expect(last).toHaveAccessibleName(/^Tout en une fois, .+ entre 8\s?h et (13\s?h|20\s?h) environ \d+ minutes/);
  await last.check();
  const shown = stops(page.locator('.outing').last());
  await expect(shown).toHaveCount(2);
  await expect(shown.first()).toContainText(/8\s?h/);
  await expect(shown.last()).toContainText(/fini vers 8\s?h/);
  const order = await shown.locator('strong').allInnerTexts();
  expect([...order].sort()).toEqual([biscuits.shop, candles.shop].sort());
  await sayWho(page);
  await reserve(page);
  await arrive(page, ORDER);
  await readCode(page);
  for (const product of [biscuits, candles]) await expect(part(page, product.shop)).toContainText(product.name);
  await expect(stops(page.getByRole('main')).locator('strong')).toHaveText(order);
});

test('a moment of its own at one shop goes before the walk', async ({ page, request }) => {
  const [biscuits, candles] = await fill(page, request);
  await walks(page).first().check();
  await bag(page, candles.shop).getByText('Y passer à un autre moment').click();
  const moments = bag(page, candles.shop).getByRole('combobox', { name: /^Quand passez-vous/ });
  const later = await moments.getByRole('option').last().innerText();
  await moments.selectOption(later);
  await sayWho(page);
  await reserve(page);
  await arrive(page, ORDER);
  await expect(part(page, candles.shop)).toContainText(later);
  await expect(part(page, biscuits.shop)).not.toContainText(later);
});

test('an answer that never came, and a tab that was closed: it is one order', async ({ page, request, scripts, context }) => {
  test.skip(!scripts, 'without scripts no device remembers');
  await fill(page, request);
  await walks(page).last().check();
  await sayWho(page);
  // The market takes it, and the answer is lost.
  let taken = '';
  await page.route(BASKET, async (route) => {
    if (route.request().method() !== 'POST') return route.fallback();
    const answer = await route.fetch({ maxRedirects: 0 });
    taken = answer.headers()['location'] ?? '';
    return route.abort();
  });
  await reserve(page);
  await expect.poll(() => taken).toMatch(ORDER);
  const later = await context.newPage();
  watch(later, scripts);
  await visit(later, town.path);
  await basketLink(later).click();
  await arrive(later, at(BASKET));
  await walks(later).last().check();
  await sayWho(later);
  await reserve(later);
  await arrive(later, ORDER);
  expect(new URL(later.url()).pathname).toBe(taken);
  await later.close();
  await page.goto('about:blank');
});

test('sent twice, gone back, loaded again, or never answered: it is one order', async ({ page, request }) => {
  await fill(page, request);
  await walks(page).last().check();
  await sayWho(page);

  // An answer that is lost on its way: the market has the order, the phone does not know.
  const field = (name: string): Promise<string> => page.locator(`#reserve [name="${name}"]`).inputValue();
  const plan = await walks(page).last().getAttribute('value');
  const form = { key: await field('key'), basket: await field('basket'), plan: plan ?? '', kind: 'reservation' };
  const lost = await page.request.post(BASKET, { form: { ...form, ...shopper }, maxRedirects: 0 });
  expect(lost.status()).toBe(303);
  const known = lost.headers()['location'] ?? '';

  await page.getByRole('button', { name: 'Réserver, je paie en boutique' }).dblclick();
  await arrive(page, ORDER);
  expect(new URL(page.url()).pathname).toBe(known);
  const code = await readCode(page);

  await page.reload();
  expect(await readCode(page)).toBe(code);

  await page.goBack();
  await arrive(page, /\/panier\?/);
  await walks(page).last().check();
  await sayWho(page);
  await reserve(page);
  await arrive(page, ORDER);
  expect(new URL(page.url()).pathname).toBe(known);

  const rail = await (await request.get(INBOX)).text();
  expect(rail.split('class="ticket__name"').length - 1, 'tickets at the second shop').toBe(1);
});
