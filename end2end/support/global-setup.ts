// Once for all specs: a fresh town, its server, a camera. What it returns puts everything away again.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { prepareCamera } from './camera.ts';
import { freshDatabase } from './database.ts';
import { freePort, halle, handOver, serve, stop } from './halle.ts';

export default async function globalSetup(): Promise<() => Promise<void>> {
  await prepareCamera();
  const data = mkdtempSync(join(tmpdir(), 'halle-e2e-'));
  const database = await freshDatabase();
  const tidy = async () => {
    await database.drop();
    rmSync(data, { recursive: true, force: true });
  };
  try {
    const address = `127.0.0.1:${await freePort()}`;
    const settings = {
      HALLE_ADDR: address,
      HALLE_BASE_URL: `http://${address}`,
      HALLE_DATA: data,
      HALLE_PUSH_HOSTS: '127.0.0.1',
      HALLE_TRUSTED_PROXIES: '127.0.0.1',
      ...(database.url && { HALLE_DATABASE_URL: database.url }),
    };
    await halle(['migrate'], settings);
    await halle(['seed', '--demo'], settings);
    const server = await serve(settings);
    handOver(settings);
    return async () => {
      await stop(server);
      await tidy();
    };
  } catch (error) {
    await tidy();
    throw error;
  }
}
