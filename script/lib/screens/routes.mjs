// The addresses of the program, as it routes them and as its table of permissions asks at them.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { project } from '../../../benches/lib/town.mjs';

/** What is no page, besides files by their names and what programs ask below /api/. */
const NO_PAGES = new Set([
  '/healthz',
  '/photos/:hash/:file',
  '/pkg/:build/:file',
  '/sitemap/:part',
  '/mairie/chiffres/:file',
  // They lead on to the page that they belong to.
  '/comptoir/fermeture',
  '/comptoir/emplacement',
  '/comptoir/couverture',
  '/mairie/sonnette',
]);

const isPage = (route) => !NO_PAGES.has(route) && !/\.[a-z]+$/.test(route) && !route.startsWith('/api/');

/** Every page: `/:town/panier`. */
export function pageRoutes() {
  const app = readFileSync(join(project, 'app/src/app.rs'), 'utf8').matchAll(/path!\("([^"]+)"\)/g);
  const table = readFileSync(join(project, 'server/tests/http/permissions/table.txt'), 'utf8').matchAll(/^GET (\S+)/gm);
  const routes = [...app, ...table].map(([, route]) => route.replaceAll(/\{\*?(\w+)\}/g, ':$1'));
  if (routes.length < 60) throw new Error('app.rs and table.txt do not name their routes as they used to');
  return [...new Set(routes)].filter(isPage).sort();
}

/** The route that answers at an address: where several fit, the one with more words of its own. */
export function routeOf(address, routes) {
  const words = address.split('/');
  const fits = (route) => {
    const parts = route.split('/');
    return parts.length === words.length && parts.every((part, at) => part === words[at] || (part.startsWith(':') && words[at]));
  };
  const own = (route) => route.split('/').filter((part) => !part.startsWith(':')).length;
  return routes.filter(fits).sort((one, other) => own(other) - own(one))[0];
}
