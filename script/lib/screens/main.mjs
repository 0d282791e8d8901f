// Every screen of the demo town into docs/screens: for shoppers, officials and whoever runs the instance on a phone and on a
// desk, for merchants on a phone. A page without a picture fails it, by its name.
import { join } from 'node:path';
import { openBrowser, openTown, project } from '../../../benches/lib/town.mjs';
import { Album } from './album.mjs';
import { drawAround } from './around.mjs';
import { drawCounter } from './counter.mjs';
import { drawHall } from './hall.mjs';
import { drawInstance } from './instance.mjs';
import { drawMarket } from './market.mjs';
import { drawStates } from './states.mjs';

const town = await openTown({ HALLE_DESIGN: 'true' });
const browser = await openBrowser();
const album = new Album(join(project, 'docs/screens'));
try {
  // In this order: what comes later adds shops and towns.
  for (const part of [drawMarket, drawCounter, drawAround, drawStates, drawHall, drawInstance]) {
    await album.attempt(part.name, () => part(town, browser, album));
  }
} finally {
  await browser.close();
  town.stop();
}
album.close();
console.log(`docs/screens has ${album.size} screens.`);
const wrong = [...album.failures.map((why) => `Not drawn: ${why}`), ...album.unseen().map((route) => `No picture of ${route}`)];
for (const line of wrong) console.error(line);
if (wrong.length > 0) process.exitCode = 1;
