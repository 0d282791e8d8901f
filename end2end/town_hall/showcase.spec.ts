// The market leaves its own address: into the town's site, and onto links that are older than what they lead to.
import { openWith } from '../support/counter.ts';
import { signInOfficial } from '../support/doors.ts';
import { at } from '../support/speech.ts';
import { arrive, expect, test, visit } from '../support/test.ts';

/** Somewhere else on the web; nothing listens there but this test. */
const TOWN_SITE = 'http://www.ville-de-dourdan.test/';

test('an official puts the showcase onto the town’s own site, and people come from there', async ({ page, request, anotherPerson }) => {
  const honey = await openWith(request, 'La ruche', 'Miel', '3,50');
  await signInOfficial(page);
  const snippet = await page.getByRole('textbox', { name: 'À coller dans la page' }).inputValue();
  expect(snippet).toContain('<iframe src="http');
  const reader = await anotherPerson();
  await reader.route(TOWN_SITE, (route) =>
    route.fulfill({
      contentType: 'text/html; charset=utf-8',
      body: `<!DOCTYPE html><html lang="fr"><title>Dourdan</title><main><h1>Votre ville</h1>${snippet}</main></html>`,
    }),
  );
  await visit(reader, TOWN_SITE);
  const showcase = reader.frameLocator('iframe');
  await expect(showcase.getByRole('heading', { level: 1 })).toContainText('Le marché de Dourdan');
  await showcase.getByRole('link', { name: honey.name, exact: true }).click();
  await arrive(reader, at(honey.path));
  await expect(reader.getByRole('heading', { level: 1, name: honey.name })).toBeVisible();
});

test('the showcase itself is a page like the others', async ({ page }) => {
  await visit(page, '/dourdan/vitrine');
  await expect(page.getByRole('link', { name: 'Voir tout le marché' })).toHaveAttribute('href', '/dourdan');
});

test('a link to what is sold no more leads to what the shop has', async ({ page, anotherPerson }) => {
  const soup = await openWith(page.request, 'Chez Lucette', 'Soupe', '4,20');
  const shelf = await (await page.request.get('/comptoir/etal')).text();
  const id = /name="product" value="([0-9a-f-]{36})"/.exec(shelf)?.[1] ?? '';
  const form = { product: id, wish: 'withdraw' };
  expect((await page.request.post('/comptoir/etal', { form })).ok()).toBe(true);
  const reader = await anotherPerson();
  const answer = await visit(reader, soup.path);
  expect(answer?.status()).toBe(410);
  await expect(reader.getByRole('heading', { level: 1, name: 'Ce produit n’est plus en vente' })).toBeVisible();
  await reader.getByRole('link', { name: `Voir ${soup.shop}` }).click();
  await arrive(reader, at(soup.path.slice(0, soup.path.lastIndexOf('/'))));
});
