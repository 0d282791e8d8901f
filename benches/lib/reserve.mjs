// A shopper with a phone and one free thumb: every tap goes through `tap`, every page through the browser's own history.
import { tell } from './figures.mjs';
import { openBrowser, openTown, phoneScreen, scriptedPhone } from './town.mjs';

const TARGET = { pages: 3, taps: 8 };
const SHOPPER = { name: 'Camille Martin', phone: '06 12 34 56 78' };

const town = await openTown();
const browser = await openBrowser();
try {
  const one = await reserve(['la-pause']);
  const two = await reserve(['la-pause', 'la-cave-aux-tommes']);
  const kept = one.pages <= TARGET.pages && one.taps <= TARGET.taps;
  tell('H6', `${said(one)}, from the town's page to an order that was sent`, `${TARGET.pages} pages, ≤ ${TARGET.taps} taps + name + phone`, kept);
  console.log(`H6 with a second shop: ${said(two)}`);
} finally {
  await browser.close();
  town.stop();
}

function said({ pages, taps, typed, seconds }) {
  return `${pages} pages, ${taps} taps, ${typed} characters of name and phone, ${seconds.toFixed(1)} s of the machine`;
}

/** From the town's page until the order's page stands, over the newest product of each shop. */
async function reserve(shops) {
  const context = await browser.newContext(phoneScreen);
  const page = await context.newPage();
  await scriptedPhone(page);
  const count = { pages: 0, taps: 0, typed: 0, seconds: 0 };
  page.on('framenavigated', (frame) => {
    // The answer is the order's page: it is read, nothing is asked there any more. A basket that is told to hold one
    // thing more is the same page.
    if (frame === page.mainFrame() && !frame.url().includes('/commande/')) count.pages += 1;
  });
  const tap = async (target) => {
    await target.scrollIntoViewIfNeeded();
    await target.tap();
    count.taps += 1;
  };
  const type = async (label, words) => {
    const field = page.getByLabel(label);
    await tap(field);
    await field.fill(words);
    count.typed += words.length;
  };
  const begun = Date.now();
  await page.goto(`${town.base}/dourdan`);
  for (const [at, shop] of shops.entries()) {
    if (at > 0) {
      await tap(page.getByRole('link', { name: 'Continuer au marché' }));
      await page.waitForURL(/\/dourdan\?/);
    }
    await tap(page.locator(`article a[href^="/dourdan/${shop}/"]`).first());
    await tap(page.getByRole('button', { name: 'Ajouter au panier' }));
    await page.waitForURL(/\/panier\?/);
  }
  if (shops.length > 1) {
    await tap(page.locator('.outing__label').first());
  } else {
    // A list is opened by one tap, and one more chooses.
    const moments = page.getByRole('combobox', { name: /^Quand passez-vous/ });
    await tap(moments);
    await moments.selectOption({ index: 1 });
    count.taps += 1;
  }
  await type('Votre nom', SHOPPER.name);
  await type('Votre téléphone', SHOPPER.phone);
  await tap(page.getByRole('button', { name: 'Réserver, je paie en boutique' }));
  await page.waitForURL(/\/commande\//);
  count.seconds = (Date.now() - begun) / 1000;
  await context.close();
  return count;
}
