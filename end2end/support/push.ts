// A push service and the phone behind it. Debian's Chromium has none: what the browser would get from Google's is made
// here, with real keys, and what the server sends is decrypted as a browser does (RFC 8291) and handed to the worker.
import type { Page } from '@playwright/test';
import { createDecipheriv, createECDH, type ECDH, hkdfSync, randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { registrationOf } from './worker.ts';

export type Ring = { title: string; body: string; tag: string; url: string; unseen: number | null; test: boolean };

export class PushService {
  readonly rings: Ring[] = [];
  private readonly keys: ECDH = createECDH('prime256v1');
  private readonly auth = randomBytes(16);
  private readonly server: Server;
  private came: (ring: Ring) => Promise<void> = async () => {};

  private constructor() {
    this.keys.generateKeys();
    this.server = createServer((request, response) => {
      const parts: Buffer[] = [];
      request.on('data', (part) => parts.push(part));
      request.on('end', async () => {
        const ring: Ring = JSON.parse(this.open(Buffer.concat(parts)).toString());
        this.rings.push(ring);
        response.writeHead(201).end();
        await this.came(ring);
      });
    });
  }

  static async start(): Promise<PushService> {
    const service = new PushService();
    await new Promise<void>((ready) => service.server.listen(0, '127.0.0.1', ready));
    return service;
  }

  stop(): Promise<void> {
    return new Promise((stopped) => this.server.close(() => stopped()));
  }

  /** Before the page is opened: its browser subscribes here. */
  async serve(page: Page): Promise<void> {
    const { port } = this.server.address() as AddressInfo;
    const device = {
      endpoint: `http://127.0.0.1:${port}/push/${randomBytes(8).toString('hex')}`,
      p256dh: this.keys.getPublicKey().toString('base64url'),
      auth: this.auth.toString('base64url'),
    };
    await page.addInitScript((device) => {
      const KEPT = 'test.subscribed';
      const bytes = (text: string) => Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (c) => c.charCodeAt(0));
      const made = (key: string) => {
        const { endpoint, p256dh, auth } = device;
        const own = {
          endpoint,
          options: { userVisibleOnly: true, applicationServerKey: bytes(key).buffer },
          toJSON: () => ({ endpoint, expirationTime: null, keys: { p256dh, auth } }),
          unsubscribe: async () => (sessionStorage.removeItem(KEPT), true),
        };
        const properties = Object.entries(own).map(([name, value]) => [name, { value, enumerable: true }]);
        return Object.create(PushSubscription.prototype, Object.fromEntries(properties));
      };
      PushManager.prototype.subscribe = async (options) => {
        const key = String(options?.applicationServerKey);
        sessionStorage.setItem(KEPT, key);
        return made(key);
      };
      PushManager.prototype.getSubscription = async () => {
        const key = sessionStorage.getItem(KEPT);
        return key === null ? null : made(key);
      };
    }, device);
  }

  /** Hands what comes from now on to the page's worker. */
  async deliverTo(page: Page): Promise<void> {
    const protocol = await page.context().newCDPSession(page);
    const registrationId = await registrationOf(page, protocol);
    this.came = async (ring) => {
      const origin = new URL(page.url()).origin;
      await protocol.send('ServiceWorker.deliverPushMessage', { origin, registrationId, data: JSON.stringify(ring) });
    };
  }

  private open(sealed: Buffer): Buffer {
    const salt = sealed.subarray(0, 16);
    const length = sealed.readUInt8(20);
    const theirs = sealed.subarray(21, 21 + length);
    const shared = this.keys.computeSecret(theirs);
    const info = Buffer.concat([Buffer.from('WebPush: info\0'), this.keys.getPublicKey(), theirs]);
    const ikm = Buffer.from(hkdfSync('sha256', shared, this.auth, info, 32));
    const key = Buffer.from(hkdfSync('sha256', ikm, salt, 'Content-Encoding: aes128gcm\0', 16));
    const nonce = Buffer.from(hkdfSync('sha256', ikm, salt, 'Content-Encoding: nonce\0', 12));
    const body = sealed.subarray(21 + length);
    const cipher = createDecipheriv('aes-128-gcm', key, nonce);
    cipher.setAuthTag(body.subarray(-16));
    const plain = Buffer.concat([cipher.update(body.subarray(0, -16)), cipher.final()]);
    // The last record ends in a 2, and zeros after it.
    return plain.subarray(0, plain.lastIndexOf(2));
  }
}

/** Titles of the notifications that the worker shows. */
export const shown = (page: Page): Promise<string[]> =>
  page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    return (await registration.getNotifications()).map((one) => one.title);
  });
