// What pages are made of, kept for when there is no network: common to both workers, each with a shell of its own name.

/** Milliseconds after which a kept page is better than a white screen. */
const PATIENCE = 3_000;
/** What a proxy answers when there is no server behind it. */
const NOBODY = [502, 503, 504];

/** Keeps all these files of this build, or none. */
async function fillShell(files) {
  const isNew = !(await caches.has(SHELL));
  try {
    const shell = await caches.open(SHELL);
    await Promise.all(files.map(async (address) => shell.put(address, await whole(address))));
  } catch (error) {
    // Half a shell would push a good one out, or be taken for a whole one.
    if (isNew) await caches.delete(SHELL);
    throw error;
  }
}

/** A file of this build, or an error. */
async function whole(address) {
  const isOfBuild = address.startsWith('/pkg/');
  const found = await fetch(address, { cache: isOfBuild ? 'default' : 'no-cache' });
  // When the server was replaced in between, it answers with its own build's file, and says so by not letting it be kept.
  const isAnother = isOfBuild && !(found.headers.get('cache-control') ?? '').includes('immutable');
  if (!found.ok || isAnother) throw new Error(`${address} is not there: ${found.status}`);
  return found;
}

/** Of which build a page is made. */
async function versionOf(page) {
  const [, version] = (await page.text()).match(/\/pkg\/([^/"]+)\//) ?? [];
  return version;
}

/** Drawings have the same address in every build, so the network knows better than the cache. */
async function beside(request, path) {
  const arriving = fetch(request);
  const kept = await (await caches.open(SHELL)).match(path, { ignoreVary: true });
  return kept ? Promise.race([arriving.catch(() => kept), after(PATIENCE).then(() => kept)]) : arriving;
}

const after = (millis) => new Promise((later) => setTimeout(later, millis));

