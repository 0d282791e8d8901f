// Whatever is tapped at the counter is as large as a thumb, 48 pixels either way, and what is tapped most lies where it reaches.
import type { Page } from '@playwright/test';
import { arriveAtCounter, COUNTER, INBOX, openShop, photograph, putOnSale, SHELF, shutter } from '../support/counter.ts';
import { expect, needsScripts, test, visit } from '../support/test.ts';

needsScripts();

/** A camera that has a lamp, a second one beside it, and a lens that comes nearer. */
async function equip(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const asked: unknown[] = [];
    Object.assign(window, { asked });
    MediaStreamTrack.prototype.getCapabilities = () => ({ torch: true, zoom: { min: 1, max: 4, step: 0.1 } }) as MediaTrackCapabilities;
    MediaStreamTrack.prototype.applyConstraints = async (wanted) => void asked.push(wanted);
    const camera = { kind: 'videoinput', deviceId: '', groupId: '', label: '' };
    navigator.mediaDevices.enumerateDevices = async () => [camera, camera] as MediaDeviceInfo[];
  });
}

const asked = (page: Page) => page.evaluate(() => JSON.stringify((window as unknown as { asked: unknown[] }).asked));

/** Buttons and links within the page's own part that are smaller than a thumb. */
function tooSmall(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found = [...document.querySelectorAll<HTMLElement>('main button, main label.capture__tool, main .button, .counter-bar a')];
    const shown = found.filter((one) => one.checkVisibility());
    const small = shown.filter((one) => {
      const { width, height } = one.getBoundingClientRect();
      return width > 1 && (Math.round(width) < 48 || Math.round(height) < 48);
    });
    return small.map((one) => `${one.textContent?.trim()} ${JSON.stringify(one.getBoundingClientRect())}`);
  });
}

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
  for (const address of [SHELF, INBOX]) {
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
});
