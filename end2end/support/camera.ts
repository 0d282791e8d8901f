// The camera that never tires: Chromium plays a file for it, made from a real photograph when there is one.
import { chromium as playwright } from '@playwright/test';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { chromium, end2end, photos } from './paths.ts';

const photograph = join(photos, 'groceries/Avocado_001.jpg');
const film = join(end2end, 'node_modules/.cache/halle/camera.y4m');
const SIZE = { width: 1280, height: 960 };
/** Pictures a second: enough to aim by, and a third of the work that the browser's own thirty would be. */
const PACE = 10;

/** The same in every process that reads the configuration, so it asks for the photograph and not for the film. */
export function cameraArguments(): string[] {
  const source = existsSync(photograph) ? [`--use-file-for-fake-video-capture=${film}`] : [];
  return ['--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream', ...source];
}

/** Makes the film once; the browser draws it, so that nothing else needs to be installed. */
export async function prepareCamera(): Promise<void> {
  if (!existsSync(photograph)) {
    console.log(`No photographs in ${photos}: the fake camera shows Chromium's test picture.`);
    return;
  }
  if (existsSync(film)) return;
  const browser = await playwright.launch({ executablePath: chromium, args: ['--no-sandbox', '--disable-gpu'] });
  try {
    const page = await browser.newPage();
    const source = `data:image/jpeg;base64,${readFileSync(photograph).toString('base64')}`;
    const frame = Buffer.from(await page.evaluate(drawFrame, { source, ...SIZE }), 'latin1');
    mkdirSync(dirname(film), { recursive: true });
    // YUV4MPEG2: nothing to decode, and it says its own pace.
    const head = `YUV4MPEG2 W${SIZE.width} H${SIZE.height} F${PACE}:1 Ip A1:1 C420jpeg\n`;
    writeFileSync(film, Buffer.concat([Buffer.from(head), Buffer.from('FRAME\n'), frame, Buffer.from('FRAME\n'), frame]));
  } finally {
    await browser.close();
  }
}

/** Runs in the browser: the picture fills the frame, centred, and comes back as planes of light and colour (I420), a character a byte. */
async function drawFrame(wanted: { source: string; width: number; height: number }): Promise<string> {
  const picture = new Image();
  picture.src = wanted.source;
  await picture.decode();
  const canvas = document.createElement('canvas');
  canvas.width = wanted.width;
  canvas.height = wanted.height;
  const scale = Math.max(wanted.width / picture.width, wanted.height / picture.height);
  const [width, height] = [picture.width * scale, picture.height * scale];
  const pen = canvas.getContext('2d')!;
  pen.drawImage(picture, (wanted.width - width) / 2, (wanted.height - height) / 2, width, height);
  const { data } = pen.getImageData(0, 0, wanted.width, wanted.height);
  // ITU-R BT.601; of the colours one pixel in four is kept.
  const plane = (step: number, red: number, green: number, blue: number, zero: number): string => {
    const bytes: number[] = [];
    for (let y = 0; y < wanted.height; y += step) {
      for (let x = 0; x < wanted.width; x += step) {
        const at = 4 * (y * wanted.width + x);
        bytes.push(Math.round(zero + red * data[at]! + green * data[at + 1]! + blue * data[at + 2]!));
      }
    }
    return bytes.map((byte) => String.fromCharCode(Math.min(255, Math.max(0, byte)))).join('');
  };
  return plane(1, 0.299, 0.587, 0.114, 0) + plane(2, -0.169, -0.331, 0.5, 128) + plane(2, 0.5, -0.419, -0.081, 128);
}
