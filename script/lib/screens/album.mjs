// The pictures of one run, each under its own name. They are drawn into a new folder, which takes the old one's place at the
// end. What fails is told then, and stops nothing else.
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pageRoutes, routeOf } from './routes.mjs';

export class Album {
  /** What could not be drawn, and why. */
  failures = [];
  #folder;
  #fresh;
  #routes = pageRoutes();
  /** Of each picture, the route of its page; none where the page said no. */
  #pictures = new Map();

  constructor(folder) {
    this.#folder = folder;
    this.#fresh = `${folder}.new`;
    rmSync(this.#fresh, { recursive: true, force: true });
    mkdirSync(this.#fresh, { recursive: true });
  }

  /** Does what leads to a picture or to several. */
  async attempt(what, act) {
    try {
      await act();
    } catch (error) {
      this.failures.push(`${what}: ${String(error.message ?? error).trim().split('\n').slice(0, 3).join(' ')}`);
    }
  }

  /** Draws the page as it is now: all of it, or one screen of it. */
  async draw(page, name, whole = false) {
    if (this.#pictures.has(name)) throw new Error(`two pictures are called ${name}`);
    await page.evaluate(() => document.fonts.ready);
    await page.screenshot({ path: join(this.#fresh, `${name}.jpg`), type: 'jpeg', quality: 72, fullPage: whole });
    const status = await page.evaluate(() => performance.getEntriesByType('navigation')[0]?.responseStatus ?? 0);
    this.#pictures.set(name, status < 400 ? routeOf(new URL(page.url()).pathname, this.#routes) : undefined);
  }

  get size() {
    return this.#pictures.size;
  }

  /** The pages that have no picture. */
  unseen() {
    const seen = new Set(this.#pictures.values());
    return this.#routes.filter((route) => !seen.has(route));
  }

  close() {
    const names = [...this.#pictures].sort(([one], [other]) => (one < other ? -1 : 1));
    const lines = names.map(([name, route]) => `- [${name}](${name}.jpg): ${route ? `\`${route}\`` : 'a page that says no'}`);
    const head = '# Every screen\n\nDrawn by `script/screens`; each picture, and the page that it shows.\n\n';
    writeFileSync(join(this.#fresh, 'README.md'), `${head}${lines.join('\n')}\n`);
    rmSync(this.#folder, { recursive: true, force: true });
    renameSync(this.#fresh, this.#folder);
  }
}
