// The counter as an app: it opens without a network, says since when, and an update takes nothing away.
import type { Page } from '@playwright/test';
import { town } from '../support/cast.ts';
import {
  arriveAtCounter,
  COUNTER,
  INBOX,
  openShop,
  photograph as photographed,
  putOnSale,
  ribbon,
  sell,
  SHELF,
  shutter,
  tapPrice,
} from '../support/counter.ts';
import { FrontDoor } from '../support/front-door.ts';
import { photograph } from '../support/pictures.ts';
import { at } from '../support/speech.ts';
import { arrive, expect, needsScripts, test, visit } from '../support/test.ts';
import { deck, keptBuilds, keptPages, seeAndKeep, share, workerReady } from '../support/worker.ts';

needsScripts();

const DEVICE = '/comptoir/appareil';
const offlineSince = (page: Page) => page.getByText(/Hors ligne depuis \d+\sh/);
const neverSeen = (page: Page) => page.getByRole('heading', { level: 1, name: 'Pas de réseau' });
const soup = { name: 'Soupe de cresson', price: '4,20' };

/** A shop with something on its stall, on a phone whose worker is at work. */
async function open(page: Page, origin = ''): Promise<void> {
  await openShop(page.request);
  await putOnSale(page.request, soup);
  await page.goto(`${origin}${COUNTER}`);
  await workerReady(page);
  await arriveAtCounter(page, true);
}

test('what was seen stays readable without a network, and says since when', async ({ page, context }) => {
  await open(page);
  await seeAndKeep(page, SHELF);
  await expect(offlineSince(page)).toBeHidden();
  await seeAndKeep(page, INBOX);

  await context.setOffline(true);
  await visit(page, SHELF);
  await expect(page.getByRole('heading', { name: soup.name })).toBeVisible();
  await expect(offlineSince(page)).toContainText('Vous voyez l’étal tel qu’il était alors.');
  // Dressed, and with its icons.
  await expect(page.locator('.counter-bar')).toHaveCSS('position', 'fixed');
  expect(await page.evaluate(async () => (await fetch('/icons.svg')).ok)).toBe(true);
  await visit(page, INBOX);
  await expect(page.getByRole('heading', { name: 'Pas encore de commande' })).toBeVisible();
  await expect(offlineSince(page)).toContainText('Vous voyez les commandes telles qu’elles étaient alors.');
  // The camera opens too, although this page was loaded only once.
  await page.goto(COUNTER);
  await expect(shutter(page)).toBeVisible();
  await expect(offlineSince(page)).toBeVisible();

  await page.goto(SHELF);
  await expect(offlineSince(page)).toBeVisible();
  await context.setOffline(false);
  await expect(offlineSince(page)).toBeHidden();
});

test('an open page notices that the network went, and that it came back', async ({ page, context }) => {
  await open(page);
  await seeAndKeep(page, SHELF);
  await context.setOffline(true);
  await expect(offlineSince(page)).toBeVisible();
  await context.setOffline(false);
  await expect(offlineSince(page)).toBeHidden();
  await expect(page.getByText('Le réseau est là.')).toBeVisible();
  await page.getByRole('link', { name: 'Recharger' }).click();
  await expect(page.getByText('Le réseau est là.')).toBeHidden();
  await expect(page.getByRole('heading', { name: soup.name })).toBeVisible();
});

test('a page that the phone never saw says so, and leads to the camera', async ({ page, context }) => {
  await open(page);
  await context.setOffline(true);
  await visit(page, DEVICE);
  await expect(neverSeen(page)).toBeVisible();
  await page.getByRole('link', { name: 'Prendre une photo' }).click();
  await expect(shutter(page)).toBeVisible();
  await arrive(page, at(COUNTER));
});

test('the market itself is never answered by the phone', async ({ page, context }) => {
  await open(page);
  const shopper = await page.goto(town.path);
  expect(shopper!.fromServiceWorker()).toBe(false);
  const counter = await page.goto(SHELF);
  expect(counter!.fromServiceWorker()).toBe(true);
  await visit(page, town.path);
  await page.goto(SHELF);
  await context.setOffline(true);
  await expect(page.goto(town.path)).rejects.toThrow('ERR_INTERNET_DISCONNECTED');
  await context.setOffline(false);
  await visit(page, SHELF);
});

test('pictures shared from another app lie in the deck, and stay there when the phone is signed out', async ({ page, context }) => {
  await open(page);
  await seeAndKeep(page, SHELF);
  await share(page, [
    { name: 'un.jpg', type: 'image/jpeg', bytes: 1200 },
    { name: 'liste.pdf', type: 'application/pdf', bytes: 10 },
    { name: 'deux.png', type: 'image/png', bytes: 3400 },
  ]);
  await page.waitForURL(/\/comptoir\?jeu=partage$/);
  const shared = await deck(page);
  expect(shared.map(({ bytes, type }) => [type, bytes]).sort()).toEqual([['image/jpeg', 1200], ['image/png', 3400]]);
  for (const picture of shared) {
    expect(picture.key).toBe(picture.id);
    expect(picture.id).toMatch(/^[0-9a-f-]{36}$/);
    expect(picture).toMatchObject({ shop: null, isRecent: true });
  }

  await visit(page, DEVICE);
  await page.getByRole('button', { name: 'Fermer le comptoir sur ce téléphone' }).click();
  await arrive(page, town.path);
  expect(await keptPages(page)).toEqual([]);
  expect(await deck(page)).toHaveLength(2);
  await context.setOffline(true);
  await visit(page, SHELF);
  await expect(neverSeen(page)).toBeVisible();
});

test('pictures shared from another app are seen as cards, in their order, and priced', async ({ page }) => {
  await open(page);
  const { name, mimeType: type, buffer } = photograph();
  const picture = buffer.toString('base64');
  await share(page, [1, 2].map((at) => ({ name: `${at}-${name}`, type, bytes: 0, picture })));
  await page.waitForURL(/jeu=partage$/);
  const ids = (await deck(page)).map(({ id }) => id);
  for (const left of [2, 1]) {
    await expect(page.getByRole('button', { name: `Encore ${left}` })).toBeVisible();
    await expect(photographed(page)).toBeVisible();
    await tapPrice(page, `${left}`);
    const sent = page.waitForRequest(/put_on_sale/);
    await sell(page);
    expect((await sent).postDataJSON()).toMatchObject({ form: { product: ids[2 - left], price: `${left}` } });
  }
  await expect(ribbon(page)).toHaveText(['en vente', 'en vente']);
  expect(await deck(page)).toEqual([]);
});

test('the shelf can be looked at without a network although it was never opened', async ({ page, context }) => {
  await open(page);
  await expect.poll(() => keptPages(page)).toContain(SHELF);
  await context.setOffline(true);
  await visit(page, SHELF);
  await expect(page.getByRole('heading', { name: soup.name })).toBeVisible();
});

test('an evening’s worth of pictures is taken, and what is no picture is said', async ({ page }) => {
  await open(page);
  await share(page, Array.from({ length: 31 }, (_, at) => ({ name: `${at}.jpg`, type: 'image/jpeg', bytes: 50 })));
  await page.waitForURL(/jeu=partage&reste=1$/);
  await expect(page.getByRole('alert').filter({ hasText: 'Une photo partagée n’a pas trouvé de place' })).toHaveCount(1);
  expect(await deck(page)).toHaveLength(30);
  // What waits already counts too.
  await share(page, [1, 2].map((at) => ({ name: `${at}.jpg`, type: 'image/jpeg', bytes: 50 })));
  await page.waitForURL(/jeu=partage&reste=2$/);
  await expect(page.getByRole('alert').filter({ hasText: '2 photos partagées n’ont pas trouvé de place' })).toHaveCount(1);
  expect(await deck(page)).toHaveLength(30);
  await share(page, [{ name: 'liste.pdf', type: 'application/pdf', bytes: 10 }]);
  await page.waitForURL(/jeu=echec$/);
  await expect(page.getByRole('alert').filter({ hasText: 'Les photos partagées ne sont pas arrivées.' })).toHaveCount(1);
  expect(await deck(page)).toHaveLength(30);
});

test('a session that ended elsewhere takes the kept pages along', async ({ page }) => {
  await open(page);
  await seeAndKeep(page, SHELF);
  // As when the link was used up by somebody else: the phone only learns of it from an answer.
  await page.context().clearCookies();
  await visit(page, INBOX);
  await expect(page.getByRole('heading', { level: 1, name: 'Ce téléphone n’est pas un comptoir' })).toBeVisible();
  await expect.poll(() => keptPages(page)).toEqual([]);
  await visit(page, SHELF);
});

test.describe('behind a proxy', () => {
  let door: FrontDoor;
  test.beforeEach(async () => void (door = await FrontDoor.open()));
  // Without scripts these tests are skipped before there is a door.
  test.afterEach(() => door?.close());

  test('a network that says nothing is not waited for', async ({ page }) => {
    await open(page, door.origin);
    await seeAndKeep(page, `${door.origin}${SHELF}`);
    door.fallSilent();
    await page.goto(`${door.origin}${SHELF}`);
    await expect(page.getByRole('heading', { name: soup.name })).toBeVisible();
    await expect(offlineSince(page)).toBeVisible();
    await visit(page, `${door.origin}${SHELF}`);
  });

  test('an update keeps the release before it, and what was seen with it', async ({ page, context }) => {
    const first = door.release;
    await open(page, door.origin);
    await seeAndKeep(page, `${door.origin}${SHELF}`);
    await share(page, [{ name: 'un.jpg', type: 'image/jpeg', bytes: 1200 }]);
    await page.waitForURL(/jeu=partage$/);

    for (const [release, kept] of [
      ['bbbbbbbbbbbb', [first, 'bbbbbbbbbbbb']],
      ['cccccccccccc', ['bbbbbbbbbbbb', 'cccccccccccc']],
    ] as const) {
      door.update(release);
      // The page that is open finds the update, and goes on with its own worker.
      await page.goto(`${door.origin}${COUNTER}`);
      await page.evaluate(async () => void (await (await navigator.serviceWorker.ready).update()));
      await expect.poll(() => page.evaluate(async () => (await navigator.serviceWorker.ready).waiting?.state)).toBe('installed');
      expect(await keptBuilds(page)).toContain(release);
      // Once the app is closed, the new one takes over.
      await page.goto('about:blank');
      await expect
        .poll(async () => {
          await page.goto(`${door.origin}${COUNTER}`);
          const waits = await page.evaluate(async () => (await navigator.serviceWorker.ready).waiting !== null);
          if (waits) await page.goto('about:blank');
          return waits;
        })
        .toBe(false);
      expect(await keptBuilds(page)).toEqual(kept);
      expect(await deck(page)).toHaveLength(1);
      if (release === 'bbbbbbbbbbbb') {
        // The shelf was last seen with the release before: it still has all it needs.
        await context.setOffline(true);
        await page.goto(`${door.origin}${SHELF}`);
        await expect(page.locator('head link[rel=stylesheet]')).toHaveAttribute('href', `/pkg/${first}/halle.css`);
        await expect(page.locator('.counter-bar')).toHaveCSS('position', 'fixed');
        await expect(offlineSince(page)).toBeVisible();
        await context.setOffline(false);
      }
    }
    // Two releases on, it is not kept without its styles.
    expect(await keptPages(page)).not.toContain(SHELF);
    await visit(page, `${door.origin}${SHELF}`);
    await visit(page, `${door.origin}${COUNTER}`);
  });
});
