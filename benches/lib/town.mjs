// What the benches that drive a browser share: a server with the demo town on a free port, a shop whose merchant holds a
// phone, and that phone as it is measured.
import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

export const project = resolve(import.meta.dirname, '../..');
/** Photographs are no part of the project: HALLE_REAL_PHOTOS names their folder, with `groceries` and `phones` in it. */
export const photos = process.env.HALLE_REAL_PHOTOS ?? resolve(project, '../shared/data/photos');
const { chromium } = createRequire(join(project, 'end2end/package.json'))('playwright');
const binary = process.env.HALLE_BIN;
/** How many photographs the camera shows, and in how many frames each: Chromium plays thirty a second. */
const [SHOWN, FRAMES] = [6, 30];
const browserAt = process.env.HALLE_CHROMIUM ?? '/usr/bin/chromium';

const WRITE = 'import sqlite3, sys\nwith sqlite3.connect(sys.argv[1], timeout=30) as books: books.execute(sys.argv[2])';

/** Starts the server, told what is said besides; `stop` ends it and clears what it kept. */
export async function openTown(told = {}) {
  const data = mkdtempSync(join(tmpdir(), 'halle-bench-'));
  const port = await freePort();
  const base = `http://127.0.0.1:${port}`;
  const url = database();
  const env = { ...process.env, ...(url && { HALLE_DATABASE_URL: url }), HALLE_DATA: data, HALLE_ADDR: `127.0.0.1:${port}`, HALLE_BASE_URL: base, RUST_LOG: 'error', ...told };
  const halle = (...words) => execFileSync(binary, words, { env, cwd: data, encoding: 'utf8' });
  halle('migrate');
  halle('seed', '--demo');
  const server = spawn(binary, ['serve'], { env, cwd: data, stdio: 'ignore' });
  await until(() => fetch(`${base}/healthz`).then((answer) => answer.ok, () => false), 30_000);
  return {
    base,
    data,
    /** Runs one command on this town, and returns what it printed. */
    halle,
    /** A fresh shop: the link that claims it, and its page. */
    shop: (name) => ({
      claim: halle('invite', '--town', 'dourdan', '--shop', name, '--kind', 'grocer').match(/https?:\/\/\S+/)[0],
      page: `${base}/dourdan/${name.toLowerCase().replaceAll(' ', '-')}`,
    }),
    /** A link that signs in as the merchant of La pause, once. */
    grocerLink: () => halle('demo-links').match(/https?:\/\/\S+/g)[1],
    /** A link that signs in as somebody of the town hall, once. */
    officialLink: () => halle('demo-links').match(/https?:\/\/\S+/g)[2],
    /** Writes into the books what no page can: that time went by. */
    write: (statement) => {
      if (url) execFileSync(process.env.HALLE_BENCH_PSQL, ['--quiet', '--set=ON_ERROR_STOP=1', `--command=${statement.postgres}`, url]);
      else execFileSync('python3', ['-c', WRITE, join(data, 'halle.db'), statement.sqlite]);
    },
    stop: () => {
      server.kill('SIGKILL');
      rmSync(data, { recursive: true, force: true });
    },
  };
}

/** On PostgreSQL, when the bench was asked for that: a database which nobody else has. */
function database() {
  const { HALLE_BENCH_POSTGRES: server, HALLE_BENCH_PSQL: psql } = process.env;
  if (!server) return null;
  const name = `bench_${process.pid}_${Date.now()}`;
  execFileSync(psql, ['--quiet', `--command=CREATE DATABASE ${name}`, server]);
  return server.replace(/[^/]*$/, name);
}

const plain = ['--no-sandbox', '--disable-gpu', '--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream'];

/** A browser with which nobody takes a photo. */
export function openBrowser() {
  return chromium.launch({ executablePath: browserAt, args: plain });
}

/** A browser whose camera shows photographs, each for about a second. Without photographs the bench ends: open it first. */
export async function openCamera() {
  const shown = jpegs('groceries').sort().slice(0, SHOWN);
  if (shown.length === 0) {
    console.error(`There are no photographs in ${join(photos, 'groceries')}: HALLE_REAL_PHOTOS names a folder with “groceries” and “phones” in it, as CONTRIBUTING.md says.`);
    process.exit(1);
  }
  const key = createHash('sha256').update(JSON.stringify(shown.map((file) => [file, statSync(file).size, statSync(file).mtimeMs])));
  const film = join(tmpdir(), `halle-bench-camera-${key.digest('hex').slice(0, 16)}.mjpeg`);
  if (!existsSync(film)) {
    const browser = await openBrowser();
    const page = await browser.newPage();
    const frames = [];
    for (const file of shown) {
      const frame = Buffer.from(await page.evaluate(enlarge, readFileSync(file).toString('base64')), 'base64');
      for (let times = 0; times < FRAMES; times += 1) frames.push(frame);
    }
    await browser.close();
    // A bench that was stopped here leaves no half a film behind.
    writeFileSync(`${film}.${process.pid}`, Buffer.concat(frames));
    renameSync(`${film}.${process.pid}`, film);
  }
  return chromium.launch({ executablePath: browserAt, args: [...plain, `--use-file-for-fake-video-capture=${film}`] });
}

/** Runs in the browser: the photograph fills a frame of twelve hundred lines. */
async function enlarge(base64) {
  const picture = new Image();
  picture.src = `data:image/jpeg;base64,${base64}`;
  await picture.decode();
  const canvas = Object.assign(document.createElement('canvas'), { width: 1600, height: 1200 });
  const scale = Math.max(1600 / picture.width, 1200 / picture.height);
  const [width, height] = [picture.width * scale, picture.height * scale];
  canvas.getContext('2d').drawImage(picture, (1600 - width) / 2, (1200 - height) / 2, width, height);
  return canvas.toDataURL('image/jpeg', 0.92).split(',')[1];
}

/** 1.6 Mb/s down, 750 kb/s up, 150 ms, and a processor a quarter as fast. Its cut takes the network from its worker as well. */
export async function scriptedPhone(page) {
  const session = await page.context().newCDPSession(page);
  const network = (offline) =>
    session.send('Network.emulateNetworkConditions', {
      offline,
      latency: 150,
      downloadThroughput: 1_600_000 / 8,
      uploadThroughput: 750_000 / 8,
    });
  await session.send('Network.enable');
  await network(false);
  await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  // The context's own switch forgets how slow the network is.
  const cut = (offline) => page.context().setOffline(offline).then(() => network(offline));
  return { cut: () => cut(true), mend: () => cut(false) };
}

export const phoneScreen = {
  viewport: { width: 360, height: 740 },
  deviceScaleFactor: 2,
  isMobile: true,
  hasTouch: true,
  locale: 'fr-FR',
  permissions: ['camera'],
};

/** The largest photographs as they came out of phones. */
export function originals(count) {
  return jpegs('phones').sort((a, b) => statSync(b).size - statSync(a).size).slice(0, count);
}

function jpegs(kind) {
  const folder = join(photos, kind);
  if (!existsSync(folder)) return [];
  return readdirSync(folder).filter((name) => /\.jpe?g$/i.test(name)).map((name) => join(folder, name));
}

/** Asks until it is so. */
export async function until(is, patience, pause = 50) {
  const end = Date.now() + patience;
  while (!(await is())) {
    if (Date.now() > end) throw new Error(`not so within ${patience} ms: ${is}`);
    await new Promise((later) => setTimeout(later, pause));
  }
}

export const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

function freePort() {
  return new Promise((found) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => found(port));
    });
  });
}
