// What the law wants said, on pages of their own: each is looked at, also where the page is narrowest.
import { grocer, town } from '../support/cast.ts';
import { expect, test, visit } from '../support/test.ts';

const PAGES = [
  '/mentions-legales',
  '/conditions',
  `/conditions${grocer.path}`,
  '/vie-privee',
  '/classement',
  '/accessibilite',
  '/api',
  `/signaler?page=${encodeURIComponent(grocer.path)}`,
  `${town.path}/boutiques`,
  `${town.path}/recherche?q=rien-de-tel`,
];

test('the pages that the law wants are whole, also at 320 pixels', async ({ page }) => {
  for (const address of PAGES) {
    await visit(page, address);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    const before = page.viewportSize()!;
    await page.setViewportSize({ width: 320, height: 640 });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(wide, `${address} goes sideways`).toBeLessThanOrEqual(0);
    await page.setViewportSize(before);
  }
});
