// The people and places of every test, the same as in the seed of the demo town.
import { randomBytes } from 'node:crypto';
import { halle } from './halle.ts';

export const town = { name: 'Dourdan', slug: 'dourdan', path: '/dourdan' } as const;
export const grocer = { name: 'La pause', slug: 'la-pause', path: '/dourdan/la-pause' } as const;
export const shopper = { name: 'Camille Martin', phone: '06 12 34 56 78' } as const;

/** What a shopper can look for: prices are as people read them, without their euro sign. */
export type Product = { name: string; price: string; shop: string; path: string };

/** A product of the seed that never runs out. */
export const biscuits: Product = {
  name: 'Sablés salés aux drêches, 150 g',
  price: '4,60',
  shop: 'Brasserie des Trois Lavoirs',
  path: '/dourdan/brasserie-des-trois-lavoirs/sables-sales-aux-dreches-150-g',
};

/** Opening hours under which there is always a moment to choose, whatever day and hour the tests run. */
export const EVERY_DAY = 'Mo-Su 08:00-20:00';

/** Invites a shop of the town and returns the link its merchant claims it with; the link works once. */
export async function invite(shopName: string, kind: string, hours = EVERY_DAY): Promise<string> {
  const shop = ['--town', town.slug, '--shop', shopName, '--kind', kind, '--hours', hours];
  const printed = await halle(['invite', ...shop]);
  return links(printed)[0] ?? refuse('halle invite', printed);
}

/** The link by which somebody comes in at the town hall; of who works there already, for one more device. */
export async function official(name: string): Promise<string> {
  const printed = await halle(['official', '--town', town.slug, '--name', name]);
  return links(printed)[0] ?? refuse('halle official', printed);
}

/** The link by which somebody comes in who runs the instance. */
export async function operator(name: string): Promise<string> {
  const printed = await halle(['operator', '--name', name]);
  return links(printed)[0] ?? refuse('halle operator', printed);
}

/** Fresh links that sign in on the device that opens them. */
export async function signInLinks(): Promise<{ town: string; grocer: string; official: string }> {
  const printed = await halle(['demo-links']);
  const [page, grocer, official] = links(printed);
  return page && grocer && official ? { town: page, grocer, official } : refuse('halle demo-links', printed);
}

/** The tests of a spec share one town: what one of them adds to it has a name of its own. */
export const unique = (name: string): string => `${name} ${randomBytes(3).toString('hex')}`;

const links = (printed: string): string[] => printed.match(/https?:\/\/\S+/g) ?? [];

function refuse(command: string, printed: string): never {
  throw new Error(`${command} printed no link:\n${printed}`);
}
