// The shopper's square before the merchant's camera.
import { shopper } from '../support/cast.ts';
import { INBOX, openWith } from '../support/counter.ts';
import { reserveIt } from '../support/market.ts';
import { at } from '../support/speech.ts';
import { arrive, expect, needsScripts, test, visit } from '../support/test.ts';
import type { Page } from '@playwright/test';

needsScripts();

/** From now on the camera of this page sees a picture, as large as it is on the shopper's phone. */
async function holdBefore(page: Page, png: Buffer): Promise<void> {
  await page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    const picture = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const canvas = document.createElement('canvas');
    canvas.width = 1280;
    canvas.height = 960;
    const pen = canvas.getContext('2d')!;
    // A stream has a picture only when something is drawn.
    setInterval(() => {
      pen.fillStyle = 'grey';
      pen.fillRect(0, 0, canvas.width, canvas.height);
      pen.drawImage(picture, (canvas.width - picture.width) / 2, (canvas.height - picture.height) / 2);
    }, 100);
    navigator.mediaDevices.getUserMedia = async () => canvas.captureStream(10);
  }, png.toString('base64'));
}

test('the merchant’s camera reads the shopper’s square, and the order changes hands', async ({ page, anotherPerson }) => {
  const soup = await openWith(page.request, 'Au chaudron', 'Soupe', '5,20');
  const client = await anotherPerson();
  const code = await reserveIt(client, soup);
  const square = await client.getByRole('img', { name: 'Code QR de la réservation' }).screenshot();

  await visit(page, INBOX);
  await holdBefore(page, square);
  await page.getByRole('button', { name: 'Lire le QR du client' }).click();
  await arrive(page, at(`/comptoir/remise/${code}`));
  await expect(page.getByRole('article', { name: shopper.name })).toContainText(soup.name);
});

test('where no camera opens the page says so, and the code is typed', async ({ page }) => {
  await openWith(page.request, 'Au chaudron', 'Soupe', '5,20');
  await visit(page, INBOX);
  await page.evaluate(() => (navigator.mediaDevices.getUserMedia = async () => Promise.reject(new Error('none'))));
  await page.getByRole('button', { name: 'Lire le QR du client' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'La caméra ne s’ouvre pas ici.' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Lire le QR du client' })).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Une réservation par son code' })).toBeVisible();
});
