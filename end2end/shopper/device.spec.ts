// With scripts this device keeps the basket by itself.
import { town } from '../support/cast.ts';
import { openWith } from '../support/counter.ts';
import { addToBasket, bag, basketLink } from '../support/market.ts';
import { expect, needsScripts, test, visit } from '../support/test.ts';

needsScripts();

test('a basket is still there when the shopper comes back later', async ({ page, request }) => {
  const biscuits = await openWith(request, 'Au four', 'Biscuits', '4,60');
  const candles = await openWith(request, 'La ruche', 'Bougies', '6,50');
  await visit(page, town.path);
  await addToBasket(page, biscuits);
  await visit(page, town.path);
  await expect(basketLink(page)).toHaveAccessibleName('Panier 1 article');
  await addToBasket(page, candles);
  await expect(bag(page, biscuits.shop)).toContainText(biscuits.name);
  await expect(bag(page, candles.shop)).toContainText(candles.name);
});
