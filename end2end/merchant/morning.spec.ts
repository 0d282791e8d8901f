// The morning check: of what nobody confirmed for days, is it still there? Ten cards, one at a time.
import type { Locator, Page } from '@playwright/test';
import { openShop, putOnSale, SHELF } from '../support/counter.ts';
import { write } from '../support/database.ts';
import { card } from '../support/market.ts';
import { rows } from '../support/phone.ts';
import { expect, test, visit } from '../support/test.ts';
import { tooSmall } from '../support/thumbs.ts';

const GOODS = ['Abricots', 'Betteraves', 'Cerises', 'Dattes', 'Endives', 'Figues', 'Girolles', 'Haricots', 'Jasmin', 'Kiwis', 'Lentilles'];

/** A shop whose merchant last looked at its shelf two months ago. */
async function openAged(page: Page): Promise<string> {
  const shop = await openShop(page.request);
  for (const name of GOODS) await putOnSale(page.request, { name, price: '4' });
  const its = `confirmed_at = NULL WHERE shop_id = (SELECT id FROM shops WHERE name = '${shop.name}')`;
  await write({
    sqlite: `UPDATE products SET listed_at = strftime('%Y-%m-%dT%H:%M:%f+00:00', listed_at, '-60 days'), ${its}`,
    postgres: `UPDATE products SET listed_at = listed_at - interval '60 days', ${its}`,
  });
  return shop.path;
}

/** What the check shows as soon as a tap was painted. */
const onceTapped = (button: Locator): Promise<string> =>
  button.evaluate(
    (button: HTMLElement) =>
      new Promise((seen) => {
        button.click();
        const look = () => seen(document.querySelector('.morning__card')?.textContent ?? '');
        requestAnimationFrame(() => requestAnimationFrame(look));
      }),
  );

test('ten cards ask whether it is still there, and each answer is one tap', async ({ page, scripts }) => {
  const shop = await openAged(page);
  await visit(page, shop);
  await expect(card(page, 'Lentilles')).toContainText('à confirmer');
  await visit(page, SHELF);
  expect(await tooSmall(page)).toEqual([]);
  const morning = page.getByRole('region', { name: /^Toujours là/ });
  await expect(morning.getByRole('status')).toHaveText('encore 10');
  // The oldest first: it is gone, all others are still there.
  for (const name of GOODS) {
    await expect(morning).toContainText(name);
    const answer = morning.getByRole('button', { name: name === 'Abricots' ? 'Plus là' : 'Toujours là' });
    if (scripts && name === 'Jasmin') expect(await onceTapped(answer)).toContain('Kiwis');
    else await answer.click();
  }
  await expect(morning).toBeHidden();
  if (scripts) await expect.poll(() => rows(page, 'edits')).toBe(0);
  await visit(page, SHELF);
  await expect(morning).toBeHidden();
  await visit(page, shop);
  await expect(card(page, 'Lentilles')).toBeVisible();
  await expect(card(page, 'Lentilles')).not.toContainText('à confirmer');
  await expect(card(page, 'Abricots')).toHaveCount(0);
});
