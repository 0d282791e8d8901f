// What the town hall takes home: the market on paper, and its figures.
import { openWith } from '../support/counter.ts';
import { signInOfficial } from '../support/doors.ts';
import { expectPdf, print } from '../support/paper.ts';
import { arrive, expect, test } from '../support/test.ts';
import { readFile } from 'node:fs/promises';

test('the town hall takes the catalogue and the posters home', async ({ page, anotherPerson }) => {
  const merchant = await anotherPerson();
  await openWith(merchant.request, 'Chez Lucette', 'Soupe de potiron', '4,20');
  await signInOfficial(page);
  await page.getByText('Plus', { exact: true }).click();
  await page.getByRole('link', { name: 'Papier', exact: true }).click();
  await arrive(page, '/mairie/papier');
  await expectPdf(print(page, 'Faire le catalogue'), 'catalogue-boutiques.pdf');
  await page.getByRole('radio', { name: 'Rayon par rayon' }).check();
  await page.getByRole('radio', { name: 'Les 4 derniers' }).check();
  await expectPdf(print(page, 'Faire le catalogue'), 'catalogue-rayons.pdf');
  await page.getByRole('radio', { name: 'A5, pour le comptoir' }).check();
  await expectPdf(print(page, 'Faire les affiches'), 'affiches-a5.pdf');
  await expectPdf(print(page, 'Faire la page du conseil'), 'conseil.pdf');
  await page.getByRole('main').getByRole('link', { name: 'Étals tenus' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Les étals que la mairie tient' })).toBeVisible();
});

test('the town hall takes its figures along as tables', async ({ page }) => {
  await signInOfficial(page);
  await page.getByText('Plus', { exact: true }).click();
  await page.getByRole('link', { name: 'Chiffres', exact: true }).click();
  await arrive(page, '/mairie/chiffres');
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: /Les boutiques$/ }).click();
  const file = await download;
  expect(file.suggestedFilename()).toBe('boutiques.csv');
  expect(await readFile(await file.path(), 'utf8')).toContain('Boutique;Genre;Adresse');
});
