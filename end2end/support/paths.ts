// Where things are: the browser, the server's binary, the photographs.
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

export const end2end = resolve(import.meta.dirname, '..');
export const project = resolve(end2end, '..');

/** Debian's browser; Playwright's own lacks libraries there. */
export const chromium = process.env.HALLE_CHROMIUM ?? '/usr/bin/chromium';

const shell = process.env.HALLE_HEADLESS_SHELL ?? '/usr/bin/chromium-headless-shell';
/** The same without windows, where there is one. */
export const headlessShell = existsSync(shell) ? shell : chromium;

/** The server to test: HALLE_BIN, else the fast build of script/server, else cargo's. */
export function halleBinary(): string {
  const cache = process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache');
  const targets = [process.env.CARGO_TARGET_DIR, join(cache, 'halle/target'), join(project, 'target')];
  const places = [process.env.HALLE_BIN, ...targets.map((target) => target && join(target, 'debug/halle'))];
  const found = places.find((place) => place && existsSync(place));
  if (!found) throw new Error('The server is not built: run script/server once, or set HALLE_BIN.');
  return found;
}

/** A folder of photographs that is not part of the project, named by HALLE_REAL_PHOTOS; without one, drawings stand in. */
export const photos = process.env.HALLE_REAL_PHOTOS ?? resolve(project, '../shared/data/photos');
