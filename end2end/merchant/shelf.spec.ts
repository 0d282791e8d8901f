// The shelf: every change that cannot wait, with a script and without, with a network and without.
import { openShop, type OpenShop, putOnSale, SHELF } from '../support/counter.ts';
import { card } from '../support/market.ts';
import { euros } from '../support/speech.ts';
import { expect, needsScripts, test, visit } from '../support/test.ts';
import type { Locator, Page } from '@playwright/test';


const line = (page: Page, name: string): Locator =>
  page.getByRole('main').getByRole('listitem').filter({ has: page.getByRole('heading', { name, exact: true }) });

/** Until the market has answered every change: a page that is left earlier sends the rest when the counter opens again. */
async function settled(page: Page, scripts: boolean): Promise<void> {
  if (!scripts) return;
  const waiting = () =>
    page.evaluate(
      () =>
        new Promise<number>((found, failed) => {
          const asked = indexedDB.open('halle');
          asked.onerror = () => failed(asked.error);
          asked.onsuccess = () => {
            const count = asked.result.transaction('edits').objectStore('edits').count();
            count.onsuccess = () => (asked.result.close(), found(count.result));
          };
        }),
    );
  await expect.poll(waiting).toBe(0);
}

async function openWithGoods(page: Page, ...goods: [name: string, price: string, pieces?: string][]): Promise<OpenShop> {
  const shop = await openShop(page.request);
  for (const [name, price, pieces] of goods) {
    await putOnSale(page.request, { name, price }, pieces);
  }
  await visit(page, SHELF);
  return shop;
}

test('another price in two taps', async ({ page, scripts }) => {
  const shop = await openWithGoods(page, ['Miel', '9'], ['Noix', '5']);
  await line(page, 'Miel').locator('summary').first().click();
  const price = page.getByLabel('Prix de Miel');
  if (scripts) {
    // The old price is selected: what is typed takes its place.
    await expect(price).toBeFocused();
    await page.keyboard.type('8,50');
    await expect(price).toHaveValue('8,50');
  } else await price.fill('8,50');
  await line(page, 'Miel').getByRole('button', { name: 'Enregistrer' }).first().click();
  await expect(line(page, 'Miel')).toContainText(euros('8,50'));
  await settled(page, scripts);
  await expect
    .poll(async () => {
      await visit(page, shop.path);
      return card(page, 'Miel').textContent();
    })
    .toMatch(euros('8,50'));
});

test('a price that is none is not taken, and stays in its field', async ({ page }) => {
  await openWithGoods(page, ['Miel', '9']);
  await line(page, 'Miel').locator('summary').first().click();
  await page.getByLabel('Prix de Miel').fill('gratuit');
  await line(page, 'Miel').getByRole('button', { name: 'Enregistrer' }).first().click();
  await expect(line(page, 'Miel')).toContainText('Ce prix ne se lit pas.');
  await expect(page.getByLabel('Prix de Miel')).toHaveValue('gratuit');
});

test('sold at the counter, sold out, and back', async ({ page, scripts }) => {
  const shop = await openWithGoods(page, ['Tarte', '18', '2'], ['Noix', '5']);
  await line(page, 'Tarte').getByRole('button', { name: 'Vendu au comptoir' }).click();
  await expect(line(page, 'Tarte')).toContainText('Dernière pièce');
  await line(page, 'Tarte').getByRole('button', { name: 'Vendu au comptoir' }).click();
  await expect(line(page, 'Tarte').getByRole('button', { name: 'Remettre en vente' })).toBeVisible();
  await line(page, 'Noix').getByRole('button', { name: /^Retirer Noix/ }).click();
  await expect(line(page, 'Noix').getByRole('button', { name: 'Remettre en vente' })).toBeVisible();
  const goods = async () => {
    await settled(page, scripts);
    await visit(page, shop.path);
    return page.getByRole('article').count();
  };
  await expect.poll(goods).toBe(0);
  await visit(page, SHELF);
  await line(page, 'Noix').getByRole('button', { name: 'Remettre en vente' }).click();
  await expect.poll(goods).toBe(1);
});

test('named at last, hidden, duplicated, removed', async ({ page, scripts }) => {
  const shop = await openWithGoods(page, ['', '4']);
  const more = (name: string) => line(page, name).getByText('Autres gestes').click();
  await more('Sans nom');
  await page.getByLabel('Le nom de Sans nom').fill('Confiture');
  await line(page, 'Sans nom').getByRole('button', { name: 'Enregistrer' }).first().click();
  await expect(line(page, 'Confiture')).toBeVisible();
  const press = async (button: string) => {
    const target = line(page, 'Confiture').first().getByRole('button', { name: button });
    if (!(await target.isVisible())) await line(page, 'Confiture').first().getByText('Autres gestes').click();
    await target.click();
  };
  await press('Masquer');
  await expect(line(page, 'Confiture')).toContainText('Masqué');
  await line(page, 'Confiture').getByRole('button', { name: 'Montrer' }).click();
  await expect(line(page, 'Confiture')).not.toContainText('Masqué');
  await press('Dupliquer');
  await expect(line(page, 'Confiture')).toHaveCount(2);
  await expect(line(page, 'Confiture').first()).toContainText('Masqué');
  await press('Retirer pour de bon');
  await expect(line(page, 'Confiture')).toHaveCount(1);
  await settled(page, scripts);
  await expect
    .poll(async () => {
      await visit(page, shop.path);
      return page.getByRole('article').count();
    })
    .toBe(1);
});

test('many at once: a fifth off, and found again by the beginning of a word', async ({ page, scripts }) => {
  const shop = await openWithGoods(page, ['Crème de châtaigne', '10'], ['Miel', '5'], ['Noix', '3,33']);
  for (const name of ['Crème de châtaigne', 'Noix']) await page.getByLabel(`Choisir ${name}`).check();
  const bulk = page.locator('.bulk');
  if (!(await bulk.getByRole('button', { name: 'Baisser les prix' }).isVisible())) await bulk.locator('summary').click();
  await bulk.getByRole('button', { name: 'Baisser les prix' }).click();
  await expect(line(page, 'Crème de châtaigne')).toContainText(euros('8,00'));
  await expect(line(page, 'Noix')).toContainText(euros('2,66'));
  await expect(line(page, 'Miel')).toContainText(euros('5,00'));
  const search = page.getByRole('searchbox', { name: 'Chercher sur l’étal' });
  await search.fill('chat');
  await search.press('Enter');
  await expect(line(page, 'Crème de châtaigne')).toBeVisible();
  await expect(line(page, 'Miel')).toHaveCount(0);
  await settled(page, scripts);
  await expect
    .poll(async () => {
      await visit(page, shop.path);
      return card(page, 'Noix').textContent();
    })
    .toMatch(euros('2,66'));
});

test('many at once: sorted, then hidden', async ({ page, scripts }) => {
  const shop = await openWithGoods(page, ['Cidre', '4'], ['Poiré', '5'], ['Noix', '3']);
  const bulk = page.locator('.bulk');
  const all = async (button: string) => {
    for (const name of ['Cidre', 'Poiré']) await page.getByLabel(`Choisir ${name}`).check();
    const act = bulk.getByRole('button', { name: button });
    if (!(await act.isVisible())) await bulk.locator('summary').click();
    if (button === 'Changer de rayon') await bulk.getByLabel('Rayon').selectOption('drinks');
    await act.click();
  };
  await all('Changer de rayon');
  await settled(page, scripts);
  for (const name of ['Cidre', 'Poiré', 'Noix']) {
    const shelf = line(page, name).getByLabel('Rayon');
    if (name === 'Noix') await expect(shelf).not.toHaveValue('drinks');
    else if (!scripts) await expect(shelf).toHaveValue('drinks');
  }
  await all('Masquer');
  for (const name of ['Cidre', 'Poiré']) await expect(line(page, name)).toContainText('Masqué');
  await settled(page, scripts);
  await visit(page, shop.path);
  await expect(page.getByRole('article')).toHaveCount(1);
  await visit(page, SHELF);
  await expect(line(page, 'Cidre').getByLabel('Rayon')).toHaveValue('drinks');
});

test('what is wrong with a content stands beside it, and one product may be weighed', async ({ page, scripts }) => {
  const shop = await openWithGoods(page, ['Miel', '9']);
  await line(page, 'Miel').getByText('Autres gestes').click();
  const content = page.getByLabel('Ce que contient Miel');
  const save = () => page.locator('form').filter({ has: content }).getByRole('button', { name: 'Enregistrer' }).click();
  await content.fill('beaucoup');
  await save();
  await expect(line(page, 'Miel')).toContainText('Écrivez le contenu comme sur l’étiquette.');
  await expect(content).toHaveValue('beaucoup');
  await content.fill('250 g');
  await save();
  await settled(page, scripts);
  await expect
    .poll(async () => {
      await visit(page, shop.path);
      return card(page, 'Miel').textContent();
    })
    .toMatch(euros('36,00'));
});

test.describe('with scripts', () => {
  needsScripts();

  test('without a network every change waits on the phone, and the last price stands', async ({ page, context }) => {
    const shop = await openWithGoods(page, ['Miel', '9']);
    await context.setOffline(true);
    for (const price of ['8', '7']) {
      await line(page, 'Miel').locator('summary').first().click();
      await page.getByLabel('Prix de Miel').fill(price);
      await line(page, 'Miel').getByRole('button', { name: 'Enregistrer' }).first().click();
      await expect(line(page, 'Miel')).toContainText(euros(`${price},00`));
    }
    await expect(page.getByRole('status').filter({ hasText: '2 changements attendent sur ce téléphone' })).toBeVisible();
    await context.setOffline(false);
    await settled(page, true);
    await visit(page, shop.path);
    await expect(card(page, 'Miel')).toContainText(euros('7'));
  });

  test('a change that waits leaves from another page, and what became of it is told there', async ({ page, context, anotherPerson }) => {
    const shop = await openWithGoods(page, ['Miel', '9'], ['Noix', '5']);
    const reprice = async (on: Page, name: string, price: string) => {
      await line(on, name).locator('summary').first().click();
      await on.getByLabel(`Prix de ${name}`).fill(price);
      await line(on, name).getByRole('button', { name: 'Enregistrer' }).first().click();
    };
    await page.route('**/edit_shelf', (route) => route.abort());
    await reprice(page, 'Miel', '8');
    await reprice(page, 'Noix', '6');
    await visit(page, '/comptoir/commandes');
    const waiting = page.getByRole('status').filter({ hasText: '2 changements attendent sur ce téléphone.' });
    await expect(waiting).toBeVisible();
    // Meanwhile, on the shop's other phone.
    const second = await anotherPerson();
    await second.context().addCookies(await context.cookies());
    await visit(second, SHELF);
    const answer = second.waitForResponse(/edit_shelf/);
    await reprice(second, 'Miel', '7');
    expect((await answer).ok()).toBe(true);
    await page.unroute('**/edit_shelf');
    await expect(waiting).toBeHidden();
    await expect(page.getByRole('alert').filter({ hasText: 'Un autre téléphone a donné plus tard un autre prix' })).toContainText(euros('7,00'));
    await visit(page, shop.path);
    await expect(card(page, 'Miel')).toContainText(euros('7'));
    await expect(card(page, 'Noix')).toContainText(euros('6'));
  });

  test('another phone’s later price stands, and this one is told', async ({ page, context, anotherPerson }) => {
    await openWithGoods(page, ['Miel', '9']);
    // The second phone of the shop: signed in by the first one's cookie.
    const second = await anotherPerson();
    await second.context().addCookies(await context.cookies());
    await visit(second, SHELF);
    await context.setOffline(true);
    const reprice = async (on: Page, price: string) => {
      await line(on, 'Miel').locator('summary').first().click();
      await on.getByLabel('Prix de Miel').fill(price);
      await line(on, 'Miel').getByRole('button', { name: 'Enregistrer' }).first().click();
    };
    await reprice(page, '8');
    const answer = second.waitForResponse(/edit_shelf/);
    await reprice(second, '7');
    expect((await answer).ok()).toBe(true);
    await context.setOffline(false);
    await expect(page.getByRole('alert')).toContainText('un autre téléphone a donné ce prix plus tard');
    await expect(line(page, 'Miel')).toContainText(euros('7,00'));
  });
});
