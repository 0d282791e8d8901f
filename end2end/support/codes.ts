// An application of codes on somebody's phone (RFC 6238).
import { createHmac } from 'node:crypto';

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const STEP = 30_000;

/** The code of a key as its page shows it, now or so many steps ahead. */
export function codeOf(key: string, ahead = 0): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / STEP) + ahead));
  const hash = createHmac('sha1', fromBase32(key)).update(counter).digest();
  const offset = hash[hash.length - 1]! & 0x0f;
  const number = (hash.readUInt32BE(offset) & 0x7fff_ffff) % 1_000_000;
  return number.toString().padStart(6, '0');
}

function fromBase32(text: string): Buffer {
  const bits = [...text.replaceAll(' ', '')].map((letter) => LETTERS.indexOf(letter).toString(2).padStart(5, '0')).join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}
