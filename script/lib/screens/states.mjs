// What a counter says when something is not as usual: a shop of its own, and for each picture a phone of its own.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { COUNTER, drawBoth, drawLong, drawRows, EYES, PHONE, settle, visit, withPage } from './eyes.mjs';
import { claim, inDays, letterLinks, press, putOnSale, says, sees } from './people.mjs';

export const SHOP = 'Chez Lucette';
export const PATH = '/dourdan/chez-lucette';
/** Its merchant's cookies, once it stands open. */
export let atTheCounter;
const GOODS = ['Abricots', 'Betteraves', 'Cerises', 'Dattes', 'Endives', 'Figues', 'Miel', 'Noix', 'Poires', 'Radis', 'Sauge'];

/** Each: what is done before the page opens, where it is, and what to do there. */
const STATES = [
  { name: 'formulaire', phone: refuseCamera, at: '/comptoir' },
  {
    name: 'formulaire-sans-prix',
    screen: { javaScriptEnabled: false },
    at: '/comptoir',
    act: async (page) => {
      await page.getByRole('textbox', { name: 'Le nom, si vous voulez' }).fill('Miel de forêt');
      await press(page, 'Mettre en vente');
      await sees(page, 'Il manque le prix.');
    },
  },
  {
    name: 'conseil',
    at: '/comptoir',
    act: async (page) => {
      await choose(page, { name: 'sombre.jpg', mimeType: 'image/jpeg', buffer: await darkPicture(page) });
      await sees(page, says.coach.dark);
    },
  },
  {
    name: 'photo-illisible',
    at: '/comptoir',
    act: async (page) => {
      await choose(page, FROM_AN_IPHONE);
      await sees(page, says.coach.unreadable);
    },
  },
  { name: 'photo-a-refaire', at: '/comptoir', act: sellUnreadable },
  {
    name: 'etal-photo-a-refaire',
    at: '/comptoir',
    act: async (page, town) => {
      await sellUnreadable(page);
      await visit(page, `${town.base}/comptoir/etal`);
      await sees(page, says.post.redo_one);
    },
  },
  {
    name: 'refaire-la-photo',
    at: '/comptoir/etal',
    act: async (page) => {
      await page.getByText('Autres gestes').first().click();
      await page.getByRole('link', { name: /^Refaire la photo/ }).first().click();
      await page.waitForURL(/photo-de=/);
      await shutter(page).waitFor();
    },
  },
  {
    name: 'session-finie',
    at: '/comptoir',
    act: async (page) => {
      await takeAndPrice(page);
      await page.context().clearCookies();
      await press(page, 'Mettre en vente');
      await sees(page, says.capture.signed_out);
    },
  },
  {
    name: 'peu-de-place',
    phone: (page) =>
      page.addInitScript(() => {
        StorageManager.prototype.estimate = async () => ({ quota: 12 * 260_000, usage: 0 });
      }),
    at: '/comptoir',
    act: (page) => sees(page, 'Il reste peu de place'),
  },
  {
    name: 'plus-de-place',
    phone: (page) =>
      page.addInitScript(() => {
        IDBObjectStore.prototype.put = () => {
          throw new DOMException('full', 'QuotaExceededError');
        };
      }),
    at: '/comptoir',
    act: async (page) => {
      await takeAndPrice(page);
      await page.context().setOffline(true);
      await press(page, 'Mettre en vente');
      await sees(page, says.capture.no_room);
    },
  },
  {
    name: 'plusieurs',
    at: '/comptoir/etal',
    act: async (page) => {
      await page.getByLabel('Choisir Miel').check();
      await page.getByLabel('Choisir Noix').check();
      await page.locator('.bulk').scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'horaires-refuses',
    at: '/comptoir/boutique',
    whole: true,
    act: async (page) => {
      await page.locator('.week__time').first().fill('25 h');
      await press(page, 'Enregistrer');
      await sees(page, says.description.wrong);
    },
  },
  {
    name: 'fermetures',
    at: '/comptoir/boutique',
    whole: true,
    act: async (page) => {
      await press(page, 'Fermé demain');
      await page.waitForURL(/note=1/);
      await page.getByText('Fermer d’autres jours').click();
      await page.getByLabel('Du', { exact: true }).fill(inDays(30));
      await page.getByLabel('Au', { exact: true }).fill(inDays(40));
      await press(page, 'Fermer ces jours');
      await page.getByRole('list', { name: 'Fermetures à venir' }).getByRole('listitem').nth(1).waitFor();
    },
  },
  {
    name: 'a-la-porte',
    at: '/comptoir/boutique',
    whole: true,
    act: async (page) => {
      await page.getByRole('checkbox', { name: /je vends à la porte/ }).check();
      await press(page, 'Enregistrer');
      await page.waitForURL(/note=1/);
    },
  },
  {
    name: 'caisse-refusee',
    at: '/comptoir/caisse',
    whole: true,
    act: async (page) => {
      await page.locator('#address').fill('http://caisse.exemple.fr/halle');
      await press(page, 'Brancher la caisse');
      await sees(page, says.till.not_secure);
    },
  },
];

export async function drawStates(town, browser, album) {
  await withPage(browser, COUNTER, async (page) => {
    await claim(town, page, SHOP, 'grocer');
    const whole = (name) => album.draw(page, name, true);
    await drawRows(town, album, page, [['etal-vide', '/comptoir/etal'], ['commandes-vides', '/comptoir/commandes']], whole);
    for (const name of GOODS) await putOnSale(town, page, name, '4');
    atTheCounter = await page.context().storageState();
    for (const state of STATES) {
      await album.attempt(state.name, () => drawState(town, browser, album, state));
    }
    await drawBoth(town, browser, album, [['commerce-a-la-porte', PATH]]);
    await album.attempt('the morning check', async () => {
      age(town);
      await visit(page, `${town.base}/comptoir/etal`);
      await page.getByRole('region', { name: /^Toujours là/ }).waitFor();
      await album.draw(page, 'matin');
    });
    await album.attempt('a helping hand', () => lendAHand(town, browser, album, page));
    await album.attempt('the way back', () => comeBack(town, browser, album, page));
  });
}

function drawState(town, browser, album, { name, phone, at, act, whole, screen }) {
  // Nothing but the page itself may answer here.
  return withPage(browser, { ...COUNTER, serviceWorkers: 'block', storageState: atTheCounter, ...screen }, async (page) => {
    await phone?.(page);
    await visit(page, `${town.base}${at}`);
    await act?.(page, town);
    await album.draw(page, name, whole);
  });
}

function refuseCamera(page) {
  return page.addInitScript(() => {
    navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('no', 'NotAllowedError'));
  });
}

const shutter = (page) => page.getByRole('button', { name: 'Prendre la photo', exact: true });

/** The first bytes of what an iPhone keeps. */
const FROM_AN_IPHONE = {
  name: 'IMG_0001.heic',
  mimeType: 'image/heic',
  buffer: Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1'),
};

/** Takes a picture that the phone has already. */
async function choose(page, file) {
  await shutter(page).waitFor();
  await page.locator('.capture-stage input[type=file]').first().setInputFiles(file);
}

async function price(page) {
  await page.getByRole('group', { name: 'Le prix' }).getByRole('button', { name: '4', exact: true }).click();
}

async function takeAndPrice(page) {
  await shutter(page).click();
  await page.getByRole('img', { name: 'La photo que vous venez de prendre' }).waitFor();
  await price(page);
}

async function sellUnreadable(page) {
  await choose(page, FROM_AN_IPHONE);
  await sees(page, says.coach.unreadable);
  await price(page);
  await press(page, 'Mettre en vente');
  await sees(page, says.photo.heic);
}

async function darkPicture(page) {
  const url = await page.evaluate(() => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 640, height: 640 });
    const pen = canvas.getContext('2d');
    pen.fillStyle = '#17120e';
    pen.fillRect(0, 0, 640, 640);
    pen.fillStyle = '#4a2f1c';
    pen.fillRect(180, 220, 280, 240);
    return canvas.toDataURL('image/jpeg', 0.9);
  });
  return Buffer.from(url.split(',')[1], 'base64');
}

/** Nobody looked at the shelf for two months: no page of ours can make time go by. */
function age(town) {
  const statement = `UPDATE products SET listed_at = strftime('%Y-%m-%dT%H:%M:%f+00:00', listed_at, '-60 days'), confirmed_at = NULL
    WHERE shop_id = (SELECT id FROM shops WHERE name = '${SHOP}')`;
  const script = 'import sqlite3, sys\nwith sqlite3.connect(sys.argv[1], timeout=30) as books: books.execute(sys.argv[2])';
  execFileSync('python3', ['-c', script, join(town.data, 'halle.db'), statement]);
}

/** The owner reads out a code, and somebody fills the shelf from afar. */
async function lendAHand(town, browser, album, owner) {
  await visit(owner, `${town.base}/comptoir/aides`);
  await owner.getByRole('radio', { name: 'Trois jours' }).check();
  await press(owner, 'Faire un code');
  const code = await owner.getByText(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/).textContent();
  await album.draw(owner, 'aides-code', true);
  await withPage(browser, PHONE, async (helper) => {
    await visit(helper, `${town.base}/aider`);
    await helper.getByRole('textbox', { name: 'Le code' }).fill(code.toLowerCase().replace('-', ' '));
    await helper.getByRole('textbox', { name: 'Votre nom' }).fill('Paul Petit');
    await press(helper, 'Aller à l’étal');
    await helper.waitForURL(/\/comptoir\/etal/);
    await settle(helper);
    await album.draw(helper, 'etal-aide');
    await visit(helper, `${town.base}/comptoir/commandes`);
    await album.draw(helper, 'commandes-aide', true);
  });
  await visit(owner, `${town.base}/comptoir/aides`);
  await album.draw(owner, 'aides-quelqu-un', true);
}

/** The merchant confirms an address, loses the phone, and comes in by a letter. */
async function comeBack(town, browser, album, merchant) {
  const address = 'lucette@courriel.example';
  const ask = async (page, at) => {
    await visit(page, `${town.base}${at}`);
    await page.getByRole('textbox', { name: 'Votre adresse e-mail' }).fill(address);
    await press(page, 'Recevoir l’e-mail');
  };
  const both = async (name, link) => {
    for (const [width, screen] of EYES) {
      await withPage(browser, screen, async (page) => {
        await visit(page, link);
        await drawLong(album, page, `${name}-${width}`);
      });
    }
  };
  await ask(merchant, '/comptoir/appareil');
  await merchant.getByText(`Un e-mail est parti à ${address}.`).waitFor();
  await album.draw(merchant, 'appareil-adresse', true);
  const [confirming] = await letterLinks(town, 1);
  await both('adresse-a-confirmer', confirming);
  await withPage(browser, PHONE, async (page) => {
    await page.goto(confirming);
    await press(page, 'Oui, c’est la mienne');
    await page.waitForURL(/note=confirmee/);
    await ask(page, '/entrer/lettre');
    await page.waitForURL(/note=demandee/);
  });
  const links = await letterLinks(town, 2);
  await both('rentrer-lettre', links.find((link) => link !== confirming));
}
