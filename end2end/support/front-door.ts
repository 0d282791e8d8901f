// Stands before the server, as a proxy does: it can call the build by another name, as the next release would, and it can
// stop answering without closing the line, as a bad network does.
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { settings } from './halle.ts';

/** Pages and the worker name the build; nothing else does. */
const NAMES_BUILD = /text\/html|text\/javascript/;

export class FrontDoor {
  readonly origin: string;
  readonly #server: ReturnType<typeof createServer>;
  readonly #build: string;
  #release: string;
  #isSilent = false;

  private constructor(server: ReturnType<typeof createServer>, build: string) {
    this.#server = server;
    this.#build = build;
    this.#release = build;
    this.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    server.on('request', (asked, answer) => this.#pass(asked, answer));
  }

  static async open(): Promise<FrontDoor> {
    const worker = await (await fetch(`${settings().HALLE_BASE_URL}/sw.js`)).text();
    const build = /"version":"([0-9a-f]{12})"/.exec(worker)?.[1];
    if (!build) throw new Error('The site has no version: build it with `cargo run -p xtask -- front`.');
    const server = createServer();
    await new Promise<void>((open) => server.listen(0, '127.0.0.1', open));
    return new FrontDoor(server, build);
  }

  get release(): string {
    return this.#release;
  }

  /** From now on the same files are another release's. */
  update(release: string): void {
    this.#release = release;
  }

  /** Requests arrive and hear nothing. */
  fallSilent(): void {
    this.#isSilent = true;
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  #pass(asked: IncomingMessage, answer: ServerResponse): void {
    if (this.#isSilent) return;
    const path = asked.url!.replace(`/pkg/${this.#release}/`, `/pkg/${this.#build}/`);
    // What is to be read must come as it is.
    const headers = { ...asked.headers, 'accept-encoding': 'identity' };
    const inner = request(`${settings().HALLE_BASE_URL}${path}`, { method: asked.method, headers }, async (found) => {
      const type = found.headers['content-type'] ?? '';
      if (!NAMES_BUILD.test(type) || path.startsWith('/pkg/')) {
        answer.writeHead(found.statusCode!, found.headers);
        found.pipe(answer);
        return;
      }
      const text = Buffer.concat(await found.toArray()).toString().replaceAll(this.#build, this.#release);
      const { 'content-length': _, 'transfer-encoding': __, ...kept } = found.headers;
      answer.writeHead(found.statusCode!, kept).end(text);
    });
    inner.on('error', () => answer.destroy());
    answer.on('close', () => inner.destroy());
    asked.pipe(inner);
  }
}
