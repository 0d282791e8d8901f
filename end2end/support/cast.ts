// The people and places of every test, the same as in the seed of the demo town.
import { halle } from './halle.ts';

export const town = { name: 'Dourdan', slug: 'dourdan', path: '/dourdan' } as const;
export const grocer = { name: 'La pause', slug: 'la-pause', path: '/dourdan/la-pause' } as const;
export const shopper = { name: 'Camille Martin', phone: '06 12 34 56 78' } as const;

/** Invites a shop of the town and returns the link its merchant claims it with; the link works once. */
export async function invite(shopName: string, kind: string): Promise<string> {
  const printed = await halle(['invite', '--town', town.slug, '--shop', shopName, '--kind', kind]);
  return links(printed)[0] ?? refuse('halle invite', printed);
}

/** Fresh links that sign in on the device that opens them. */
export async function signInLinks(): Promise<{ town: string; grocer: string; official: string }> {
  const printed = await halle(['demo-links']);
  const [page, grocer, official] = links(printed);
  return page && grocer && official ? { town: page, grocer, official } : refuse('halle demo-links', printed);
}

const links = (printed: string): string[] => printed.match(/https?:\/\/\S+/g) ?? [];

function refuse(command: string, printed: string): never {
  throw new Error(`${command} printed no link:\n${printed}`);
}
