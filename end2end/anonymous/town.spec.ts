// Somebody arrives for the first time, knowing nothing.
import { town } from '../support/cast.ts';
import { expect, test, visit } from '../support/test.ts';

test('the server says that it can serve', async ({ request }) => {
  expect((await request.get('/healthz')).status()).toBe(200);
});

test('the only town is where one lands', async ({ page }) => {
  await visit(page, '/');
  await expect(page).toHaveURL(town.path);
  await expect(page.getByRole('heading', { level: 1 })).toContainText(town.name);
});
