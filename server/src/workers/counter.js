// The counter without a network. This worker keeps what its pages are made of, one cache for each build, and the pages as
// they were last seen. It answers for nobody else: shoppers' pages, server functions and uploads pass by untouched. Why it
// does what it does is in docs/decisions/0011-a-worker-for-the-counter.md.

// The server writes this line, puts shell.js before the next and post.js behind the last: see counter.rs.
const BUILD = { version: 'none', files: [], hall: { files: [], place: '' }, counter: '', places: [], kept: [], shelf: '', standIn: '', share: '', leaving: [], bell: {}, post: {} };

const SHELLS = 'halle-shell-';
const SHELL = SHELLS + BUILD.version;
const PAGES = 'halle-pages';
const PHOTOS = 'halle-photos';

/** About five megabytes: more than a shelf shows. */
const MOST_PHOTOS = 300;
const SMALL_PHOTO = /^\/photos\/[^/]+\/320\.\w+$/;

/** One evening's pictures: as many as the deck of the pages takes. */
const MOST_WAITING = 30;
const DATABASE = { name: 'halle', version: 3, stores: ['shots', 'deck', 'edits', 'calls'], deck: 'deck' };

/** How often the kept pages were forgotten: what was asked for before must not come back after. */
let forgotten = 0;

self.addEventListener('install', (event) => event.waitUntil(install()));
self.addEventListener('activate', (event) => event.waitUntil(activate()));
self.addEventListener('fetch', answer);
self.addEventListener('sync', (event) => {
  if (event.tag === 'halle-queue') event.waitUntil(sendWhatWaits());
});

self.addEventListener('push', (event) => event.waitUntil(rung(event)));
self.addEventListener('notificationclick', (event) => event.waitUntil(clicked(event)));
self.addEventListener('pushsubscriptionchange', (event) => event.waitUntil(subscribeAgain(event)));

async function install() {
  const open = (await self.clients.matchAll({ type: 'window', includeUncontrolled: true })).map((page) => new URL(page.url).pathname);
  // Only on the phones of officials.
  const onTour = open.some((path) => isAt(BUILD.hall.place, path)) || (await (await caches.open(PAGES)).match(BUILD.hall.place, { ignoreVary: true }));
  await fillShell([...BUILD.files, ...(onTour ? BUILD.hall.files : []), BUILD.standIn]);
  // So that what is open now opens without a network too, even if this is the first visit.
  const worthKeeping = BUILD.kept.filter((path) => open.includes(path) && path !== BUILD.counter);
  // Whoever came for the town hall may be nobody at a counter, whose answer would then forget all pages.
  // To look at the shelf marks nothing as seen, as orders would be: it is kept before it is opened for the first time.
  const isNew = !(await (await caches.open(PAGES)).match(BUILD.shelf, { ignoreVary: true }));
  const ours = [...new Set([BUILD.counter, ...(isNew ? [BUILD.shelf] : []), ...worthKeeping])];
  const mine = open.some((path) => isAt(BUILD.counter, path)) || worthKeeping.length === 0 ? ours : worthKeeping;
  for (const path of mine) await renew(path).catch(() => {});
}

async function activate() {
  // Oldest first: the last is the release before this one, which pages that are kept or still open may be made of.
  const others = (await caches.keys()).filter((name) => name.startsWith(SHELLS) && name !== SHELL);
  for (const old of others.slice(0, -1)) await caches.delete(old);
  await dropPagesWithoutShell();
  // There are no pages now unless this is the first worker of all: no page ever changes hands between two builds.
  await self.clients.claim();
}

/** A page without its styles and scripts is not worth keeping. */
async function dropPagesWithoutShell() {
  const pages = await caches.open(PAGES);
  for (const request of await pages.keys()) {
    if (!(await caches.has(SHELLS + (await versionOf(await pages.match(request)))))) await pages.delete(request);
  }
}

function answer(event) {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== self.location.origin) return;
  if (request.method === 'POST') return posted(event, pathname);
  if (request.method !== 'GET') return;
  if (request.mode === 'navigate') {
    if (!isAtTheCounter(pathname)) return;
    sending.abort();
    event.respondWith(page(event));
    return;
  }
  if (!isFromTheCounter(request)) return;
  if (pathname.startsWith('/pkg/')) event.respondWith(ofBuild(event, pathname));
  else if (BUILD.files.includes(pathname)) event.respondWith(beside(request, pathname));
  else if (SMALL_PHOTO.test(pathname)) event.respondWith(photo(event, pathname));
}

const isAt = (place, path) => path === place || path.startsWith(`${place}/`);

/** The counter, and the pages of the town hall that are of use without a network. */
const isAtTheCounter = (path) => BUILD.places.some((place) => isAt(place, path));

/** Scripts and styles ask for others in their turn. */
function isFromTheCounter(request) {
  if (!request.referrer.startsWith(self.location.origin)) return false;
  const { pathname } = new URL(request.referrer);
  return isAtTheCounter(pathname) || pathname.startsWith('/pkg/');
}

function posted(event, path) {
  if (path === BUILD.share) event.respondWith(takePictures(event.request));
  // Somebody leaves, or somebody else comes: neither shall find the other's shoppers here.
  else if (BUILD.leaving.some((way) => path.startsWith(way))) event.waitUntil(forget());
  // The kept form has a product's id in it, which is used up now.
  else if (path === BUILD.counter) event.waitUntil(renew(path).catch(() => {}));
}

// Pages

/** The network's page, or the kept one if the network fails or takes too long; the network's is then kept for next time. */
async function page(event) {
  const { pathname, search } = new URL(event.request.url);
  const isPlain = search === '';
  const since = forgotten;
  const arriving = fetch(event.request);
  // Begins before the browser reads the answer: what is being read cannot be copied.
  event.waitUntil(arriving.then((found) => keep(pathname, found.clone(), isPlain, since)).catch(() => {}));
  const kept = await (await caches.open(PAGES)).match(pathname, { ignoreVary: true });
  if (!kept) return arriving.catch(standIn);
  const arrived = arriving.then((found) => (NOBODY.includes(found.status) ? kept : found), () => kept);
  return Promise.race([arrived, after(PATIENCE).then(() => kept)]);
}

/** Keeps a good page as it came, with its policy, whose nonce is that of its scripts; says no to all others. */
async function keep(path, found, isPlain, since) {
  if (found.status === 401) return forget();
  // Led elsewhere, it is the page of another address: an official's proof.
  if (found.redirected) return;
  // With a query the address says more than the page will when it is opened again.
  if (found.status !== 200 || !isPlain || !BUILD.kept.includes(path) || since !== forgotten) return;
  await (await caches.open(PAGES)).put(path, found);
}

async function renew(path) {
  await (await caches.open(PAGES)).delete(path, { ignoreVary: true });
  const since = forgotten;
  await keep(path, await fetch(path), true, since);
}

const standIn = async () => (await (await caches.open(SHELL)).match(BUILD.standIn, { ignoreVary: true })) ?? Response.error();

async function forget() {
  forgotten += 1;
  await caches.delete(PAGES);
}

// What pages are made of

/** Fetched only when a barcode is looked for, or a town's list of doors; from then on it is there without a network too. */
const ONCE_USED = /\/halle-(scanner|hall)[^/]*\.(js|wasm)$/;

/** A build's files never change, and every build that is kept may be asked for. */
async function ofBuild(event, path) {
  const kept = await caches.match(event.request.url, { ignoreVary: true });
  if (kept) return kept;
  const found = await fetch(event.request);
  const isOurs = path.startsWith(`/pkg/${BUILD.version}/`) && found.status === 200;
  if (isOurs && ONCE_USED.test(path)) {
    const copy = found.clone();
    event.waitUntil(caches.open(SHELL).then((shell) => shell.put(event.request.url, copy)));
  }
  return found;
}

/** A photo never changes; the oldest make room for new ones. */
async function photo(event, path) {
  const photos = await caches.open(PHOTOS);
  const known = await photos.match(path, { ignoreVary: true });
  if (known) return known;
  const found = await fetch(event.request);
  if (found.status === 200) event.waitUntil(hang(photos, path, found.clone()));
  return found;
}

async function hang(photos, path, found) {
  await photos.put(path, found);
  const all = await photos.keys();
  await Promise.all(all.slice(0, Math.max(0, all.length - MOST_PHOTOS)).map((old) => photos.delete(old)));
}

// Pictures from other apps

/** "Share" hands them to the worker, because it opens before the page does; they go where the evening's pictures lie. */
async function takePictures(request) {
  try {
    const sent = (await request.formData()).getAll('pictures');
    const pictures = sent.filter((one) => one instanceof File && one.size > 0 && one.type.startsWith('image/'));
    if (pictures.length === 0) throw new Error('no pictures in what was shared');
    const leftOut = pictures.length - (await layIntoDeck(pictures));
    // The page says how many found no room: they are still in the other app.
    return Response.redirect(`${BUILD.counter}?jeu=partage${leftOut > 0 ? `&reste=${leftOut}` : ''}`, 303);
  } catch (error) {
    console.error(error);
    return Response.redirect(`${BUILD.counter}?jeu=echec`, 303);
  }
}

let lastTime = 0;

/** As the pages make theirs (version 7): later ones are greater, so that an evening's pictures keep their order. */
function timeOrderedId() {
  lastTime = Math.max(Date.now(), lastTime + 1);
  const time = lastTime.toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${crypto.randomUUID().slice(15)}`;
}

/** As many as there is room for, all of them or none; says how many. */
async function layIntoDeck(pictures) {
  const database = await openDatabase();
  try {
    return await new Promise((done, failed) => {
      let laid = 0;
      const transaction = database.transaction(DATABASE.deck, 'readwrite');
      transaction.oncomplete = () => done(laid);
      transaction.onabort = () => failed(transaction.error);
      const deck = transaction.objectStore(DATABASE.deck);
      deck.count().onsuccess = (counted) => {
        const room = Math.max(0, MOST_WAITING - counted.target.result);
        for (const picture of pictures.slice(0, room)) {
          const id = timeOrderedId();
          // Which shop it is for is known by the page that opens next.
          deck.put({ id, shop: null, picture, taken: Date.now() }, id);
          laid += 1;
        }
      };
    });
  } finally {
    database.close();
  }
}

/** The pages open the same database, in app/src/browser/queue.rs: its version and stores are theirs. */
function openDatabase() {
  return new Promise((opened, failed) => {
    const asked = indexedDB.open(DATABASE.name, DATABASE.version);
    asked.onupgradeneeded = () => {
      const missing = DATABASE.stores.filter((store) => !asked.result.objectStoreNames.contains(store));
      for (const store of missing) asked.result.createObjectStore(store);
    };
    asked.onsuccess = () => opened(asked.result);
    asked.onerror = () => failed(asked.error);
  });
}

// The bell

/** Every push shows something: browsers take the right away from those that do not. */
async function rung(event) {
  const told = read(event.data);
  const badge = badgeOf(told.unseen);
  await Promise.all([
    self.registration.showNotification(told.title, {
      body: told.body,
      tag: told.tag,
      // The same order again rings again, and stays until somebody looks.
      renotify: true,
      requireInteraction: !told.test,
      vibrate: [400, 200, 400, 200, 800],
      icon: '/icon-192.png',
      badge: '/shortcut-orders-192.png',
      data: { url: told.url },
    }),
    badge,
    // An order's page hears of it by itself.
    told.test ? tellPages('test-ring') : null,
  ]);
}

/** What the server wrote (notifications/push.rs); something that cannot be read is still an order that waits. */
function read(data) {
  const unread = { title: 'Halle', body: '', tag: 'halle', url: BUILD.bell.orders, unseen: null, test: false };
  try {
    return { ...unread, ...data.json() };
  } catch {
    return unread;
  }
}

/** The number on the app's icon, where there is one. */
async function badgeOf(unseen) {
  if (unseen === null || !('setAppBadge' in self.navigator)) return;
  await self.navigator.setAppBadge(unseen).catch(() => {});
}

/** Brings the page of that place to the front, or opens it. */
async function clicked(event) {
  event.notification.close();
  const wanted = new URL(event.notification.data?.url ?? BUILD.bell.orders, self.location.origin);
  const pages = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const open = pages.find((page) => new URL(page.url).pathname === wanted.pathname);
  // A browser may refuse to focus; a second window is better than none.
  if (open && (await open.focus().catch(() => null))) return;
  await self.clients.openWindow(wanted.pathname);
}

/** The push service gave this device another address: the server must know it before the next order. */
async function subscribeAgain(event) {
  const key = event.oldSubscription?.options?.applicationServerKey ?? BUILD.bell.key;
  const subscription =
    event.newSubscription ??
    (await self.registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key }));
  await fetch(BUILD.bell.allow, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify({ device: subscription }),
  });
}

async function tellPages(word) {
  for (const client of await self.clients.matchAll({ type: 'window' })) client.postMessage(word);
}
