// A shelf of three hundred products: one is found, sold and repriced like one of twenty. `benches/shelf` has two thousand.
import { openShop, putOnSale } from '../support/counter.ts';
import { euros } from '../support/speech.ts';
import { expect, needsScripts, test, visit } from '../support/test.ts';

needsScripts();

const COUNT = 300;

test('one of three hundred is found, sold and repriced', async ({ page }, testInfo) => {
  test.skip(testInfo.project.name !== 'phone', 'the same in every width, and three hundred products take a while');
  const shop = await openShop(page.request);
  const name = (at: number) => `Article ${at} de la réserve`;
  for (let at = 0; at < COUNT; at += 8) {
    const some = Array.from({ length: Math.min(8, COUNT - at) }, (_, more) => at + more);
    await Promise.all(some.map((at) => putOnSale(page.request, { name: name(at), price: '5' }, '3')));
  }
  await visit(page, '/comptoir/etal');
  await expect(page.getByText('300 produits en vente')).toBeVisible();
  const lines = page.locator('.shelf-list__item');
  await expect(lines).toHaveCount(30);
  await page.getByRole('link', { name: 'Montrer la suite' }).click();
  await expect(lines).toHaveCount(60);
  const search = page.getByRole('searchbox', { name: 'Chercher sur l’étal' });
  await search.fill('234 art');
  await expect(lines).toHaveCount(1);
  await expect(lines.getByRole('heading', { name: name(234) })).toBeVisible();
  await lines.getByRole('button', { name: 'Vendu au comptoir' }).click();
  await expect(lines).toContainText('Plus que 2');
  await lines.locator('summary').first().click();
  await page.getByLabel(`Prix de ${name(234)}`).fill('4,50');
  const answer = page.waitForResponse(/edit_shelf/);
  await lines.getByRole('button', { name: 'Enregistrer' }).first().click();
  await expect(lines.locator('.shelf-list__amount')).toContainText(euros('4,50'));
  expect((await answer).ok()).toBe(true);
  await visit(page, `${shop.path}/article-234-de-la-reserve`);
  await expect(page.getByRole('main')).toContainText(euros('4,50'));
});
