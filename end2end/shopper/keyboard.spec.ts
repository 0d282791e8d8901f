// A whole purchase with the keyboard alone, on a page that is 320 pixels wide: what 400 % of zoom leaves of a desktop's.
import { shopper } from '../support/cast.ts';
import { openWith } from '../support/counter.ts';
import { moments, part } from '../support/market.ts';
import { arrive, expect, test, visit } from '../support/test.ts';
import type { Locator, Page } from '@playwright/test';

test.use({ viewport: { width: 320, height: 640 } });

/** More stops than any of these pages has. */
const STOPS = 150;

/** Goes on with the tab key until `wanted` has the focus, which can be seen. */
async function tabTo(page: Page, wanted: Locator): Promise<void> {
  for (let stop = 0; stop < STOPS; stop += 1) {
    await page.keyboard.press('Tab');
    if (await wanted.evaluate((element) => element === document.activeElement)) {
      await expect(wanted).toBeInViewport();
      // A card's ring is drawn around the whole of it.
      const rings = await wanted.evaluate((element) => ['', '::after'].map((part) => getComputedStyle(element, part).outlineStyle));
      expect(rings, 'the focus is seen').toContain('solid');
      return;
    }
  }
  throw new Error(`The tab key never came to ${wanted}.`);
}

async function expectNothingSideways(page: Page): Promise<void> {
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(wide, `${page.url()} goes sideways`).toBeLessThanOrEqual(0);
}

test('a purchase needs no pointer and no width', async ({ page, request }) => {
  const biscuits = await openWith(request, 'Au four', 'Biscuits', '4,60');
  await visit(page, biscuits.path.slice(0, biscuits.path.lastIndexOf('/')));
  await expectNothingSideways(page);
  await tabTo(page, page.getByRole('link', { name: biscuits.name, exact: true }));
  await page.keyboard.press('Enter');
  await arrive(page, new RegExp(`${biscuits.path}(\\?|$)`));
  await expectNothingSideways(page);
  await tabTo(page, page.getByRole('button', { name: 'Ajouter au panier' }));
  await page.keyboard.press('Enter');
  await arrive(page, /\/panier/);
  await expectNothingSideways(page);
  await tabTo(page, page.getByRole('combobox', { name: `Quand passez-vous chez ${biscuits.shop} ?` }));
  await page.keyboard.press('End');
  expect(await moments(page, biscuits.shop).count()).toBeGreaterThan(0);
  await tabTo(page, page.getByLabel('Votre nom'));
  await page.keyboard.type(shopper.name);
  await tabTo(page, page.getByLabel('Votre téléphone'));
  await page.keyboard.type(shopper.phone);
  await tabTo(page, page.getByRole('button', { name: 'Réserver, je paie en boutique' }));
  await page.keyboard.press('Enter');
  await arrive(page, /\/commande\//);
  await expect(part(page, biscuits.shop)).toBeVisible();
  await expectNothingSideways(page);
});
