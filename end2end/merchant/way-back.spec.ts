// A merchant has no phone left: the address that they once confirmed lets them in, by a letter.
import { arriveAtCounter, COUNTER, openShop, SHELF } from '../support/counter.ts';
import { test } from '../support/letters.ts';
import type { PostOffice } from '../support/post-office.ts';
import { arrive, expect, visit } from '../support/test.ts';
import type { Page } from '@playwright/test';

const DEVICE = '/comptoir/appareil';

/** The path of the link in the letter that comes next. */
async function nextLink(office: PostOffice, before: number): Promise<string> {
  await expect.poll(() => office.delivered.length).toBe(before + 1);
  const text = office.delivered[before]!.letter.text ?? '';
  return new URL(/https?:\S+\/entrer\/lettre\/\S+/.exec(text)![0]).pathname;
}

async function typeAddress(page: Page): Promise<void> {
  await page.getByRole('textbox', { name: 'Votre adresse e-mail' }).fill('lucette@courriel.example');
  await page.getByRole('button', { name: 'Recevoir l’e-mail' }).click();
}

test('an address that was confirmed lets its merchant back in', async ({ page, office, scripts, anotherPerson }) => {
  const shop = await openShop(page.request);
  const before = office.delivered.length;
  await visit(page, DEVICE);
  await typeAddress(page);
  await expect(page.getByText('Un e-mail est parti à lucette@courriel.example.')).toBeVisible();
  await arrive(page, `**${DEVICE}`);
  const elsewhere = await anotherPerson();
  await visit(elsewhere, await nextLink(office, before));
  await elsewhere.getByRole('button', { name: 'Oui, c’est la mienne' }).click();
  await arrive(elsewhere, /note=confirmee/);

  const phone = await anotherPerson();
  expect((await visit(phone, COUNTER))?.status()).toBe(401);
  await phone.getByRole('link', { name: 'Rentrer par e-mail' }).click();
  await arrive(phone, '**/entrer/lettre');
  await typeAddress(phone);
  await arrive(phone, /note=demandee/);
  await visit(phone, await nextLink(office, before + 1));
  await phone.getByRole('button', { name: shop.name }).click();
  await arriveAtCounter(phone, scripts);
  await visit(phone, SHELF);
  await expect(phone.getByRole('banner')).toContainText(shop.name);
});
