// Runs the server's binary: its commands, and the server itself.
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { openSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { promisify } from 'node:util';
import { halleBinary } from './paths.ts';

/** What `halle` needs to know to be the server under test; handed to the workers through the environment. */
export type Settings = {
  HALLE_ADDR: string;
  HALLE_BASE_URL: string;
  HALLE_DATA: string;
  /** Left out, it is SQLite in the data folder. */
  HALLE_DATABASE_URL?: string;
  /** Who may say where somebody comes from: the tests. */
  HALLE_TRUSTED_PROXIES?: string;
  /** Push services of the tests. */
  HALLE_PUSH_HOSTS?: string;
  /** By whom letters leave, who vouches for it, and who writes them. */
  HALLE_SMTP?: string;
  HALLE_SMTP_AUTHORITY?: string;
  HALLE_MAIL_FROM?: string;
};

const HANDED_OVER = 'HALLE_E2E_SETTINGS';

export function handOver(settings: Settings): void {
  process.env[HANDED_OVER] = JSON.stringify(settings);
}

export function settings(): Settings {
  const found = process.env[HANDED_OVER];
  if (!found) throw new Error('No town was seeded: global-setup.ts has not run.');
  return JSON.parse(found);
}

export const logFile = (of: Settings): string => `${of.HALLE_DATA}/server.log`;

/** Runs one command, such as `halle(['invite', '--town', 'dourdan'])`, and returns what it printed. */
export async function halle(words: string[], on: Settings = settings()): Promise<string> {
  const ran = await promisify(execFile)(halleBinary(), words, { env: environment(on), cwd: on.HALLE_DATA });
  return ran.stdout;
}

/** Starts the server and returns once it can serve. */
export async function serve(on: Settings): Promise<ChildProcess> {
  const log = openSync(logFile(on), 'a');
  const server = spawn(halleBinary(), ['serve'], {
    env: environment(on),
    cwd: on.HALLE_DATA,
    stdio: ['ignore', log, log],
  });
  let ended: string | undefined;
  server.on('error', (error) => (ended = error.message));
  server.on('exit', (code, signal) => (ended = `it ended with ${code ?? signal}`));
  const patience = Date.now() + 60_000;
  while (Date.now() < patience && !ended) {
    if (await answers(`${on.HALLE_BASE_URL}/healthz`)) return server;
    await new Promise((later) => setTimeout(later, 100));
  }
  server.kill('SIGKILL');
  throw new Error(`The server did not start (${ended ?? 'no answer in a minute'}).\n${readFileSync(logFile(on), 'utf8')}`);
}

/** Asks it to end, and insists after ten seconds. */
export async function stop(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const gone = new Promise((ended) => server.once('exit', ended));
  server.kill('SIGTERM');
  const insist = setTimeout(() => server.kill('SIGKILL'), 10_000);
  await gone;
  clearTimeout(insist);
}

export async function freePort(): Promise<number> {
  return new Promise((found, failed) => {
    const probe = createServer().once('error', failed);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => (address && typeof address === 'object' ? found(address.port) : failed(new Error('no free port'))));
    });
  });
}

/** Ours, without any setting of the person who runs the tests. */
function environment(on: Settings): NodeJS.ProcessEnv {
  const theirs = Object.entries(process.env).filter(([name]) => !name.startsWith('HALLE_'));
  return { ...Object.fromEntries(theirs), ...on };
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(2_000) })).ok;
  } catch {
    return false;
  }
}
