// Once for all specs: a camera, and a seeded town of which each spec gets its own. What it returns puts everything away again.
import { rmSync } from 'node:fs';
import { rememberGoodIn } from './axe.ts';
import { prepareCamera } from './camera.ts';
import { freshDatabase } from './database.ts';
import { halle, handOver } from './halle.ts';
import { newFolder, settingsIn } from './own-town.ts';

export default async function globalSetup(): Promise<() => Promise<void>> {
  await prepareCamera();
  const folder = newFolder();
  const foundGood = newFolder();
  const database = await freshDatabase();
  const tidy = async () => {
    await database.drop();
    for (const made of [folder, foundGood]) rmSync(made, { recursive: true, force: true });
  };
  try {
    const seeded = await settingsIn(folder, database);
    await halle(['migrate'], seeded);
    await halle(['seed', '--demo'], seeded);
    handOver(seeded);
    rememberGoodIn(foundGood);
    return tidy;
  } catch (error) {
    await tidy();
    throw error;
  }
}
