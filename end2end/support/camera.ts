// The camera that never tires: Chromium plays a file for it, made from a real photograph when there is one.
import { chromium as playwright } from '@playwright/test';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { chromium, end2end, photos } from './paths.ts';

const photograph = join(photos, 'groceries/Avocado_001.jpg');
const film = join(end2end, 'node_modules/.cache/halle/camera.mjpeg');
const SIZE = { width: 1280, height: 960 };

/** The same in every process that reads the configuration, so it asks for the photograph and not for the film. */
export function cameraArguments(): string[] {
  const source = existsSync(photograph) ? [`--use-file-for-fake-video-capture=${film}`] : [];
  return ['--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream', ...source];
}

/** Makes the film once; the browser draws and encodes it, so that nothing else needs to be installed. */
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
    const frame = Buffer.from(await page.evaluate(drawFrame, { source, ...SIZE }), 'base64');
    mkdirSync(dirname(film), { recursive: true });
    // A film is its frames, one after the other.
    writeFileSync(film, Buffer.concat([frame, frame]));
  } finally {
    await browser.close();
  }
}

/** Runs in the browser: the picture fills the frame, centred, and comes back as a baseline JPEG in base64. */
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
  return canvas.toDataURL('image/jpeg', 0.9).split(',')[1]!;
}
