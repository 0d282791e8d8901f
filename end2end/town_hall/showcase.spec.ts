// The market leaves its own address: into the town's site, and onto links that are older than what they lead to.
import { openWith } from '../support/counter.ts';
import { signInOfficial } from '../support/doors.ts';
import { at } from '../support/speech.ts';
import { arrive, expect, test, visit } from '../support/test.ts';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The town's own site, another origin than the market's; on this machine, from which alone browsers reach the market. */
async function townSite(body: string): Promise<{ address: string; close: () => void }> {
  const html = `<!DOCTYPE html><html lang="fr"><title>Dourdan</title><main><h1>Votre ville</h1>${body}</main></html>`;
  const server = createServer((_, answer) => answer.setHeader('content-type', 'text/html; charset=utf-8').end(html));
  await new Promise<void>((listens) => server.listen(0, '127.0.0.1', listens));
  return { address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, close: () => server.close() };
}

test('an official puts the showcase onto the town’s own site, and people come from there', async ({ page, request, anotherPerson }) => {
  const honey = await openWith(request, 'La ruche', 'Miel', '3,50');
  await signInOfficial(page);
  const snippet = await page.getByRole('textbox', { name: 'À coller dans la page' }).inputValue();
  expect(snippet).toContain('<iframe src="http');
  const site = await townSite(snippet);
  const reader = await anotherPerson();
  await visit(reader, site.address);
  const showcase = reader.frameLocator('iframe');
  await expect(showcase.getByRole('heading', { level: 1 })).toContainText('Le marché de Dourdan');
  await showcase.getByRole('link', { name: honey.name, exact: true }).click();
  await arrive(reader, at(honey.path));
  await expect(reader.getByRole('heading', { level: 1, name: honey.name })).toBeVisible();
  site.close();
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
