// A shopper's orders without a network: the code must be there in a cellar. This worker keeps the pages of orders as they
// were last seen, the list of them, and what these pages are made of. Nothing else of the market is in its places. Why it
// does what it does is in docs/decisions/0019-a-worker-for-orders.md.

// The server writes this line, and puts shell.js before the next: see orders.rs.
const BUILD = { version: 'none', files: [], orders: '', list: '' };

const SHELLS = 'halle-order-shell-';
const SHELL = SHELLS + BUILD.version;
const PAGES = 'halle-orders';

/** An order and its slip are two. */
const MOST_PAGES = 40;
/** What the server says of an order that is no more. */
const GONE = [404, 410];

/** Pages whose form was just sent: what they showed before is worth less than waiting. */
const sent = new Set();

self.addEventListener('install', (event) => event.waitUntil(install()));
self.addEventListener('activate', (event) => event.waitUntil(activate()));
self.addEventListener('fetch', answer);

async function install() {
  await fillShell(BUILD.files);
  await renew(BUILD.list).catch(() => {});
}

async function activate() {
  await dropUnusedShells();
  await self.clients.claim();
  // The page that hired us was loaded before us.
  const open = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const paths = open.map((page) => new URL(page.url).pathname).filter(isKept);
  await Promise.all(paths.map((path) => renew(path).catch(() => {})));
}

/** A build is kept for as long as a kept page is made of it: nobody knows when a shopper looks at an order again. */
async function dropUnusedShells() {
  const pages = await caches.open(PAGES);
  const used = new Set([SHELL]);
  for (const request of await pages.keys()) {
    used.add(SHELLS + (await versionOf(await pages.match(request))));
  }
  const shells = (await caches.keys()).filter((name) => name.startsWith(SHELLS));
  for (const name of shells) if (!used.has(name)) await caches.delete(name);
}

/** `/commande/{key}`, `/commande/{key}/bon` and the list. What is asked only once is not worth keeping. */
function isKept(path) {
  if (path === BUILD.list) return true;
  if (!path.startsWith(BUILD.orders)) return false;
  const [key, sheet, more] = path.slice(BUILD.orders.length).split('/');
  return key !== '' && more === undefined && (sheet === undefined || sheet === 'bon');
}

function answer(event) {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== self.location.origin) return;
  if (request.mode === 'navigate') {
    if (!isKept(pathname)) return;
    if (request.method === 'POST') event.respondWith(posted(request, pathname));
    else if (request.method === 'GET') event.respondWith(page(event));
    return;
  }
  if (request.method !== 'GET') return;
  if (pathname.startsWith('/pkg/')) event.respondWith(ofBuild(request));
  else if (BUILD.files.includes(pathname)) event.respondWith(beside(request, pathname));
}

/** Without a network nothing is sent, and the page that is kept says so; its code is still there. */
function posted(request, path) {
  sent.add(path);
  return fetch(request).catch(() => Response.redirect(path, 303));
}

/** The network's page, or the kept one if the network fails or takes too long; the network's is then kept for next time. */
async function page(event) {
  const { pathname, search } = new URL(event.request.url);
  const arriving = fetch(event.request);
  // Begins before the browser reads the answer: what is being read cannot be copied.
  event.waitUntil(arriving.then((found) => keep(pathname, found.clone(), search === '')).catch(() => {}));
  const kept = await (await caches.open(PAGES)).match(pathname, { ignoreVary: true });
  if (!kept) return arriving;
  const arrived = arriving.then((found) => (NOBODY.includes(found.status) ? kept : found), () => kept);
  if (sent.delete(pathname)) return arrived;
  return Promise.race([arrived, after(PATIENCE).then(() => kept)]);
}

/** Keeps a good page as it came, with its policy, whose nonce is that of its scripts. */
async function keep(path, found, isPlain) {
  const pages = await caches.open(PAGES);
  if (GONE.includes(found.status)) await pages.delete(path, { ignoreVary: true });
  // With a query the page says more than it will when it is opened again.
  if (found.status !== 200 || !isPlain) return;
  // The latest goes to the end, so that the first is the one that was not looked at for longest.
  await pages.delete(path, { ignoreVary: true });
  await pages.put(path, found);
  const all = await pages.keys();
  const others = all.filter((request) => new URL(request.url).pathname !== BUILD.list);
  await Promise.all(others.slice(0, Math.max(0, others.length - MOST_PAGES)).map((old) => pages.delete(old)));
}

async function renew(path) {
  await keep(path, await fetch(path), true);
}

/** A build's files never change, and every build that is kept may be asked for. */
async function ofBuild(request) {
  return (await caches.match(request.url, { ignoreVary: true })) ?? fetch(request);
}
