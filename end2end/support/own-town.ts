// A town of its own for each spec, as the seed left it: nobody stands in anybody's way, and its pages stay as long as a
// town's are.
import type { ChildProcess } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Database, freshDatabase } from './database.ts';
import { freePort, handOver, serve, type Settings, settings, stop } from './halle.ts';

export const newFolder = (): string => mkdtempSync(join(tmpdir(), 'halle-e2e-'));

/** What the server under test is told, wherever it stands. */
export async function settingsIn(folder: string, database: Database): Promise<Settings> {
  const address = `127.0.0.1:${await freePort()}`;
  return {
    HALLE_ADDR: address,
    HALLE_BASE_URL: `http://${address}`,
    HALLE_DATA: folder,
    HALLE_PUSH_HOSTS: '127.0.0.1',
    HALLE_TRUSTED_PROXIES: '127.0.0.1',
    ...(database.url && { HALLE_DATABASE_URL: database.url }),
  };
}

/** Serves one town at a time, for one of the workers. */
export class Host {
  readonly #seeded = settings();
  #spec?: string;
  #server?: ChildProcess;
  #close = async (): Promise<void> => {};

  /** Opens a town for this spec, unless it has one already; `told` is what its server is told besides. */
  async welcome(spec: string, told: Partial<Settings>): Promise<void> {
    if (this.#spec === spec) return;
    await this.close();
    const folder = newFolder();
    let database: Database | undefined;
    this.#close = async () => {
      if (this.#server) await stop(this.#server);
      this.#server = undefined;
      await database?.drop();
      rmSync(folder, { recursive: true, force: true });
    };
    cpSync(this.#seeded.HALLE_DATA, folder, { recursive: true });
    database = await freshDatabase(this.#seeded.HALLE_DATABASE_URL);
    const own = { ...(await settingsIn(folder, database)), ...told };
    this.#server = await serve(own);
    handOver(own);
    this.#spec = spec;
  }

  /** The town's server is killed without a word to anybody, and another stands on its data and at its address. */
  async changeServer(): Promise<void> {
    const killed = this.#server;
    if (!killed) throw new Error('No town is served.');
    const gone = new Promise((ended) => killed.once('exit', ended));
    killed.kill('SIGKILL');
    await gone;
    this.#server = await serve(settings());
  }

  async close(): Promise<void> {
    const close = this.#close;
    this.#close = async () => {};
    this.#spec = undefined;
    await close();
  }
}
