// Every screen of the demo town into docs/screens: the counter on a phone, the market on a phone and on a desk.
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { openBrowser, openTown, project } from '../../../benches/lib/town.mjs';
import { drawCounter } from './counter.mjs';
import { drawMarket } from './market.mjs';

const folder = join(project, 'docs/screens');
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const town = await openTown();
const browser = await openBrowser();
let count = 0;
const draw = async (page, name, whole) => {
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: join(folder, `${name}.jpg`), type: 'jpeg', quality: 72, fullPage: whole });
  count += 1;
};
try {
  await drawMarket(town, browser, draw);
  await drawCounter(town, browser, draw);
  console.log(`docs/screens has ${count} screens.`);
} finally {
  await browser.close();
  town.stop();
}
