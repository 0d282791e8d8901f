// Another phone's camera, held before a square on somebody's screen.
import type { Locator } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const reader = readFileSync(createRequire(import.meta.url).resolve('jsqr'), 'utf8');

/** What the square says. */
export async function scan(square: Locator): Promise<string> {
  const seen = (await square.screenshot()).toString('base64');
  const browser = square.page().context().browser();
  if (!browser) throw new Error('A page without a browser shows no square.');
  const phone = await browser.newContext({ javaScriptEnabled: true });
  try {
    const page = await phone.newPage();
    await page.addScriptTag({ content: reader });
    const said = await page.evaluate(read, `data:image/png;base64,${seen}`);
    if (!said) throw new Error('The square cannot be read.');
    return said;
  } finally {
    await phone.close();
  }
}

/** Runs in the browser. */
async function read(source: string): Promise<string | undefined> {
  type Reader = (pixels: Uint8ClampedArray, width: number, height: number) => { data: string } | null;
  const picture = new Image();
  picture.src = source;
  await picture.decode();
  const canvas = document.createElement('canvas');
  canvas.width = picture.width;
  canvas.height = picture.height;
  const pen = canvas.getContext('2d')!;
  pen.drawImage(picture, 0, 0);
  const { data, width, height } = pen.getImageData(0, 0, picture.width, picture.height);
  return (window as unknown as { jsQR: Reader }).jsQR(data, width, height)?.data;
}
