// The counter's post while none of its pages sends: what waits on the phone leaves from here when the system wakes this
// worker (Background Sync). It says what app/src/catalogue/post says, to the same addresses. What the merchant must be told of
// stays in its drawer for the next page: asked again, the market answers the same.

/** Held by whoever sends, so that pages and worker never do at once. The pages' side is app/src/browser/turn.rs. */
const TURN = 'halle-post';
/** As many changes as the pages send together. */
const AT_ONCE = 50;
/** Milliseconds until a request without an answer counts as lost: a picture on the slowest network that is any use. */
const LOST = 60_000;
const SIGNED_OUT = new Error('nobody of that shop is signed in');

/** A page of the counter that opens ends it: it sends from then on. */
let sending = new AbortController();

function sendWhatWaits() {
  return self.navigator.locks.request(TURN, { ifAvailable: true }, (turn) => (turn ? sendAll() : leaveToPages()));
}

/** A page that sends may be closed before it is done: then we are woken again. */
async function leaveToPages() {
  await tellPages('sync');
  if ((await allRows()).length) throw new Error('a page still sends');
}

/** An error is how the browser learns that it shall wake us again. */
async function sendAll() {
  sending = new AbortController();
  for (const shop of new Set((await allRows()).map((row) => row.shop))) {
    await sendOf(shop).catch((error) => {
      // Until somebody of that shop is at this phone again.
      if (error !== SIGNED_OUT) throw error;
    });
  }
}

/** Products first, then what is wished of them, then their pictures. */
async function sendOf(shop) {
  const ours = async (drawer) => (await rows(drawer)).filter((row) => row.shop === shop);
  for (const row of await ours('shots')) if (!row.listed) await list(row);
  const unlisted = (await ours('shots')).filter((row) => !row.listed).map((row) => row.product);
  const wanted = (await ours('edits')).filter((row) => !unlisted.includes(row.product));
  for (let at = 0; at < wanted.length; at += AT_ONCE) await change(wanted.slice(at, at + AT_ONCE));
  for (const row of await ours('shots')) if (row.listed && row.picture) await sendPicture(row);
}

async function list(row) {
  const form = { ...JSON.parse(row.form), shop: row.shop, wished: wished(row) };
  if ((await ask(BUILD.post.list, { form })) !== row.product) return;
  if (row.picture || typeof row.redo === 'string') await put('shots', row.product, { ...row, listed: true });
  else await drop('shots', row.product);
}

async function change(some) {
  const edits = some.map((row) => ({ id: row.id, shop: row.shop, product: row.product, wished: wished(row), wish: JSON.parse(row.wish) }));
  const outcomes = (await ask(BUILD.post.change, { edits })) ?? [];
  for (const row of some.filter((_, at) => outcomes[at] === 'Done')) {
    await drop('edits', row.id);
    // Nobody waits for the picture of what was taken back.
    if (JSON.parse(row.wish) === 'Withdraw') await drop('shots', row.product);
  }
}

async function sendPicture(row) {
  const address = `${BUILD.post.photos}${row.product}?${new URLSearchParams({ [BUILD.post.of]: row.shop })}`;
  const answer = await send(address, { method: 'PUT', body: row.picture });
  if (answer.status === 401) throw SIGNED_OUT;
  if (answer.status === 204) await drop('shots', row.product);
  else if (answer.status === 422) await put('shots', row.product, { ...row, picture: null, redo: await answer.text() });
  else if (answer.status !== 404) throw new Error(`a picture was answered ${answer.status}`);
}

/** An age and not a time of day, as the pages say it: this phone's clock may be days off. */
const wished = (row) => ({ by: row.by ?? null, age: Math.max(0, Date.now() - row.made) });

/** The market's word; none when it is a no that stays one. What is no word of the market's holds everything up. */
async function ask(address, what) {
  const headers = { 'content-type': 'application/json', accept: 'application/json' };
  const answer = await send(address, { method: 'POST', headers, body: JSON.stringify(what) });
  const said = await answer.json();
  if (answer.ok) return said;
  if (said === 'SignedOut') throw SIGNED_OUT;
  if (said === 'NotFound' || Object(said).Refused !== undefined) return null;
  throw new Error(`${address} answered ${answer.status}`);
}

async function send(address, request) {
  const { pending } = await self.navigator.locks.query();
  if (pending.some(({ name }) => name === TURN)) throw new Error('a page sends from here on');
  return fetch(address, { ...request, signal: AbortSignal.any([sending.signal, AbortSignal.timeout(LOST)]) });
}

// The pages' drawers (app/src/browser/queue.rs and edits.rs), the oldest row first

const allRows = async () => [...(await rows('shots')), ...(await rows('edits'))];
const rows = (drawer) => inDrawer(drawer, 'readonly', (store) => store.getAll());
const put = (drawer, key, row) => inDrawer(drawer, 'readwrite', (store) => store.put(row, key));
const drop = (drawer, key) => inDrawer(drawer, 'readwrite', (store) => store.delete(key));

async function inDrawer(drawer, mode, step) {
  const database = await openDatabase();
  try {
    return await new Promise((done, failed) => {
      const transaction = database.transaction(drawer, mode);
      const asked = step(transaction.objectStore(drawer));
      transaction.oncomplete = () => done(asked.result);
      transaction.onabort = () => failed(transaction.error);
    });
  } finally {
    database.close();
  }
}
