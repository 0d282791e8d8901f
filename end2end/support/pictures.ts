// Files that a merchant may choose: a photograph, a real one where there are some, and what only pretends to be one.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import { photos } from './paths.ts';

export type Picture = { name: string; mimeType: string; buffer: Buffer };

const jpeg = (name: string, buffer: Buffer): Picture => ({ name, mimeType: 'image/jpeg', buffer });

export function photograph(): Picture {
  const real = join(photos, 'groceries/Ginger_001.jpg');
  if (existsSync(real)) return jpeg('gingembre.jpg', readFileSync(real));
  return { name: 'dessin.png', mimeType: 'image/png', buffer: drawing(640) };
}

/** A photograph that did not arrive whole. */
export function cutShort(): Picture {
  const whole = photograph();
  return { ...whole, buffer: whole.buffer.subarray(0, whole.buffer.length / 2) };
}

export const shoppingList = (): Picture => jpeg('liste.jpg', Buffer.from('Du pain, du beurre, des radis.'));

/** The first bytes of what an iPhone keeps. */
export const fromAnIphone = (): Picture =>
  ({ name: 'IMG_0001.heic', mimeType: 'image/heic', buffer: Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1') });

/** Damaged files of real cameras and disks; none on most machines. */
export function damaged(): Picture[] {
  const folder = join(photos, 'broken');
  if (!existsSync(folder)) return [];
  return readdirSync(folder).map((name) => jpeg(name, readFileSync(join(folder, name))));
}

/** A square PNG in which colours run from corner to corner. */
function drawing(side: number): Buffer {
  const row = (y: number) => [0, ...Array.from({ length: side }, (_, x) => [(255 * x) / side, (255 * y) / side, 90]).flat()];
  const pixels = Buffer.from(Array.from({ length: side }, (_, y) => row(y)).flat());
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  // Eight bits each of red, green and blue.
  header.set([8, 2, 0, 0, 0], 8);
  const signature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', deflateSync(pixels)), chunk('IEND', Buffer.alloc(0))]);
}

function chunk(name: string, body: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), body]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(body.length);
  check.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, check]);
}
