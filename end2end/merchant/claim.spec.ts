// A merchant comes to the counter: by the town hall's link, and from there with a second device.
import { invite, town, unique } from '../support/cast.ts';
import { addressOf, arriveAtCounter, COUNTER, openShop } from '../support/counter.ts';
import { goOn, itIsMe } from '../support/doors.ts';
import { scan } from '../support/qr.ts';
import { arrive, expect, test, visit } from '../support/test.ts';
import type { Page } from '@playwright/test';

const DEVICE = '/comptoir/appareil';

async function expectUsed(page: Page, link: string): Promise<void> {
  const response = await visit(page, link);
  expect(response?.status()).toBe(410);
  await expect(page.getByRole('heading', { level: 1, name: 'Cette invitation a déjà servi' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Ouvrir mon comptoir' })).toHaveAttribute('href', COUNTER);
}

test('a merchant says yes to an invitation and stands at the counter', async ({ page, scripts, anotherPerson }) => {
  const shop = unique('Aux bons radis');
  const link = await invite(shop, 'market_garden');
  await visit(page, link);
  await expect(page.getByRole('heading', { level: 1, name: `${shop}, c’est bien vous ?` })).toBeVisible();
  await expect(page.getByText('Maraîchage')).toBeVisible();
  await itIsMe(page);
  await arriveAtCounter(page, scripts);
  await visit(page, '/comptoir/etal');
  await expect(page.getByRole('banner')).toContainText(shop);
  await expect(page.getByRole('heading', { level: 2, name: 'Votre étal est vide' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Ma vitrine' })).toHaveAttribute('href', addressOf(shop));

  await expectUsed(await anotherPerson(), link);
});

test('looking at an invitation does not use it up', async ({ page }) => {
  const shop = unique('Au bon lait');
  const link = await invite(shop, 'cheese');
  await visit(page, link);
  const response = await visit(page, link);
  expect(response?.status()).toBe(200);
  // Until somebody says yes, the shop is not on the market.
  expect((await visit(page, addressOf(shop)))?.status()).toBe(404);
});

test('an invitation that nobody wrote opens nothing', async ({ page }) => {
  const response = await visit(page, '/invitation/personne-ne-l-a-ecrite');
  expect(response?.status()).toBe(404);
  await expect(page.getByRole('heading', { level: 1, name: 'Il n’y a rien à cette adresse' })).toBeVisible();
});

test('a square on the first phone opens the counter on a second one, once', async ({ page, scripts, anotherPerson }) => {
  const shop = await openShop(page.request);
  await visit(page, DEVICE);
  await page.getByRole('button', { name: 'Montrer le carré' }).click();
  const square = page.getByRole('img', { name: 'Code QR pour ouvrir votre comptoir sur un autre téléphone' });
  await expect(square).toBeVisible();
  const link = await scan(square);

  const second = await anotherPerson();
  await visit(second, link);
  await expect(second.getByRole('heading', { level: 1, name: `Bonjour ${shop.name}` })).toBeVisible();
  await goOn(second);
  await arriveAtCounter(second, scripts);
  await visit(second, DEVICE);
  await expect(second.getByRole('banner')).toContainText(shop.name);

  await expectUsed(await anotherPerson(), link);
  await visit(page, DEVICE);
  await expect(page.getByRole('banner')).toContainText(shop.name);
});

test('a closed counter is closed', async ({ page }) => {
  await openShop(page.request);
  await visit(page, DEVICE);
  await page.getByRole('button', { name: 'Fermer le comptoir sur ce téléphone' }).click();
  await arrive(page, town.path);
  const response = await visit(page, COUNTER);
  expect(response?.status()).toBe(401);
  await expect(page.getByRole('heading', { level: 1, name: 'Ce téléphone n’est pas un comptoir' })).toBeVisible();
});
