// Whatever is tapped at the counter is as large as a thumb, 48 pixels either way, and what is tapped most lies where it reaches.
import type { Page } from '@playwright/test';
import { arriveAtCounter, COUNTER, INBOX, openShop, photograph, putOnSale, SHELF, shutter } from '../support/counter.ts';
import { rows } from '../support/phone.ts';
import { expect, needsScripts, test, visit } from '../support/test.ts';
import { tooSmall } from '../support/thumbs.ts';

needsScripts();

/** A camera that has a lamp, a second one beside it, and a lens that comes nearer. */
async function equip(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const [asked, faced]: unknown[][] = [[], []];
    Object.assign(window, { asked, faced });
    const open = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
    navigator.mediaDevices.getUserMedia = (wanted) => {
      faced!.push((wanted!.video as MediaTrackConstraints).facingMode);
      return open(wanted);
    };
    MediaStreamTrack.prototype.getCapabilities = () => ({ torch: true, zoom: { min: 1, max: 4, step: 0.1 } }) as MediaTrackCapabilities;
    MediaStreamTrack.prototype.applyConstraints = async (wanted) => void asked!.push(wanted);
    const camera = { kind: 'videoinput', deviceId: '', groupId: '', label: '' };
    navigator.mediaDevices.enumerateDevices = async () => [camera, camera] as MediaDeviceInfo[];
  });
}

const asked = (page: Page) => page.evaluate(() => JSON.stringify((window as unknown as { asked: unknown[] }).asked));

test('all that is tapped is as large as a thumb', async ({ page }) => {
  await openShop(page.request);
  await putOnSale(page.request, { name: 'Miel', price: '9' });
  await equip(page);
  await page.goto(COUNTER);
  await arriveAtCounter(page, true);
  await expect(page.getByRole('button', { name: 'Lumière' })).toBeVisible();
  expect(await tooSmall(page)).toEqual([]);
  await shutter(page).click();
  await expect(photograph(page)).toBeVisible();
  expect(await tooSmall(page)).toEqual([]);
  // It lies in the deck as a card.
  await expect.poll(() => rows(page, 'deck')).toBe(1);
  await page.reload();
  await page.getByRole('button', { name: 'Donner le prix' }).click();
  await expect(page.getByRole('button', { name: 'Jeter' })).toBeVisible();
  expect(await tooSmall(page)).toEqual([]);
  for (const address of [SHELF, INBOX, '/comptoir/boutique', '/comptoir/affiches']) {
    await visit(page, address);
    expect(await tooSmall(page)).toEqual([]);
  }
});

test('lamp, other camera and lens lie below the picture, and each does what it says', async ({ page }) => {
  await openShop(page.request);
  await equip(page);
  await page.goto(COUNTER);
  await arriveAtCounter(page, true);
  const picture = (await page.locator('.viewfinder').boundingBox())!;
  const lamp = page.getByRole('button', { name: 'Lumière' });
  const near = page.getByRole('button', { name: '2×' });
  for (const tool of [lamp, near, page.getByRole('button', { name: 'Retourner' })]) {
    expect((await tool.boundingBox())!.y).toBeGreaterThanOrEqual(picture.y + picture.height - 1);
  }
  await lamp.click();
  await expect(lamp).toHaveAttribute('aria-pressed', 'true');
  await near.click();
  await expect(near).toHaveAttribute('aria-pressed', 'true');
  expect(await asked(page)).toBe('[{"advanced":[{"torch":true}]},{"advanced":[{"zoom":2}]}]');
  // The lens came nearer: the picture is not cut as well.
  await expect(page.locator('.viewfinder--near')).toHaveCount(0);
  await near.click();
  await expect(near).toHaveAttribute('aria-pressed', 'false');
  expect(await asked(page)).toContain('{"advanced":[{"zoom":1}]}');
  const faced = () => page.evaluate(() => (window as unknown as { faced: string[] }).faced);
  expect(await faced()).toEqual(['environment']);
  await page.getByRole('button', { name: 'Retourner' }).click();
  await expect.poll(faced).toEqual(['environment', 'user']);
});
