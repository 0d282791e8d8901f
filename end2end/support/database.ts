// A database that nobody else uses: HALLE_E2E_DATABASE says of which kind.
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import { settings } from './halle.ts';

/** Without a URL it is the server's own choice: SQLite in the data folder. */
export type Database = { url?: string; drop: () => Promise<void> };

/** Empty, or with all that is in the one at `copied`. What is in a folder is copied with it. */
export async function freshDatabase(copied?: string): Promise<Database> {
  const kind = process.env.HALLE_E2E_DATABASE ?? 'sqlite';
  if (kind === 'sqlite') return { drop: async () => {} };
  if (kind === 'postgres') return freshPostgres(copied);
  throw new Error(`HALLE_E2E_DATABASE is "${kind}": it must be sqlite or postgres.`);
}

/** Writes into the books of the server under test what no page of ours can: that time went by. */
export async function write(statement: { sqlite: string; postgres: string }): Promise<void> {
  const { HALLE_DATABASE_URL: url, HALLE_DATA: data } = settings();
  if (url) return sql(url, statement.postgres);
  const script = 'import sqlite3, sys\nwith sqlite3.connect(sys.argv[1], timeout=30) as books: books.execute(sys.argv[2])';
  await promisify(execFile)('python3', ['-c', script, `${data}/halle.db`, statement.sqlite]);
}

async function freshPostgres(copied?: string): Promise<Database> {
  const cluster = process.env.HALLE_TEST_POSTGRES;
  if (!cluster) throw new Error('HALLE_TEST_POSTGRES is not set: script/test starts a PostgreSQL and sets it.');
  const name = `halle_e2e_${randomBytes(6).toString('hex')}`;
  const from = copied ? ` TEMPLATE ${new URL(copied).pathname.slice(1)}` : '';
  await sql(cluster, `CREATE DATABASE ${name}${from}`);
  const url = new URL(cluster);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => sql(cluster, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`) };
}

async function sql(cluster: string, statement: string): Promise<void> {
  await promisify(execFile)('psql', ['--quiet', '--no-psqlrc', '--set=ON_ERROR_STOP=1', `--command=${statement}`, cluster]);
}
