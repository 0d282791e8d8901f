// Somebody reads the market in the language they choose, whatever the browser was told; and whoever asks for too much is
// told when to come again.
import { biscuits, town } from '../support/cast.ts';
import { arrive, expect, test, visit } from '../support/test.ts';

test('a language is chosen at the foot of a page, and kept', async ({ page, anotherPerson }) => {
  await visit(page, `${town.path}/boutiques`);
  await expect(page.locator('html')).toHaveAttribute('lang', 'fr');
  await page.getByRole('button', { name: 'English' }).click();
  await arrive(page, `${town.path}/boutiques`);
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await visit(page, biscuits.path);
  await expect(page.getByRole('link', { name: 'Legal notice' })).toBeVisible();

  // Nobody else reads English now, not even a page that was kept.
  const other = await anotherPerson();
  await visit(other, `${town.path}/boutiques`);
  await expect(other.locator('html')).toHaveAttribute('lang', 'fr');
  expect(await other.context().cookies()).toEqual([]);

  await page.getByRole('button', { name: 'Français' }).click();
  await arrive(page, biscuits.path);
  await expect(page.locator('html')).toHaveAttribute('lang', 'fr');
});

test('whoever tries one link after another has to wait, and the market stays open', async ({ page }) => {
  const block = Array.from({ length: 4 }, () => Math.floor(Math.random() * 65_536).toString(16)).join(':');
  const headers = { 'x-forwarded-for': `${block}::1` };
  await page.setExtraHTTPHeaders(headers);
  for (let guess = 0; guess < 20; guess += 1) {
    expect((await page.request.get(`/invitation/guess-${guess}`, { headers })).status()).toBe(404);
  }
  const stopped = await visit(page, '/invitation/guess');
  expect(stopped?.status()).toBe(429);
  expect(Number(stopped?.headers()['retry-after'])).toBeGreaterThan(0);
  await expect(page.getByRole('heading', { level: 1, name: 'Beaucoup de demandes à la fois' })).toBeVisible();
  await page.getByRole('link', { name: 'Voir le marché' }).click();
  await arrive(page, town.path);
});
