// Prints a figure and writes it into the one table of docs/figures.md, in place of the last one of that name.
import { readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';

const TABLE = new URL('../../docs/figures.md', import.meta.url);

/** What figures of PostgreSQL carry behind their names, and their commands behind theirs. */
const [engine, option] = process.env.HALLE_BENCH_POSTGRES ? [', PostgreSQL', ' --postgres'] : ['', ''];

/** `command` as it is to be typed; `holds` whether the target is met: a bench that misses one ends with an error. */
export function tell(figure, value, target, holds, command = `benches/${basename(process.argv[1], '.mjs')}${option}`) {
  const id = figure + engine;
  if (!holds) process.exitCode = 1;
  console.log(`${id}  ${holds ? 'holds ' : 'MISSED'}  ${value} (target ${target})`);
  const row = `| ${id} | ${value} | ${target} | \`${command}\` | ${new Date().toISOString().slice(0, 10)} |`;
  const lines = readFileSync(TABLE, 'utf8').split('\n');
  const known = lines.findIndex((line) => line.startsWith(`| ${id} |`));
  if (known >= 0) lines[known] = row;
  else lines.splice(lines.findLastIndex((line) => line.startsWith('|')) + 1, 0, row);
  writeFileSync(TABLE, lines.join('\n'));
}
