// The town hall: its pages, and a report that becomes a decision.
import { drawBoth, drawLong, drawRows, EYES, PHONE, visit, withPage } from './eyes.mjs';
import { comeIn, linkFrom, press, setUpKey } from './people.mjs';
import { atTheCounter, PATH, SHOP } from './states.mjs';

const OFFICIAL = ['official', '--town', 'dourdan', '--name', 'Camille Roux'];

const PAGES = [
  ['mairie', '/mairie'],
  ['mairie-ville', '/mairie/ville'],
  ['mairie-liste', '/mairie/liste'],
  ['mairie-tournee', '/mairie/tournee'],
  ['mairie-etals', '/mairie/etals'],
  ['mairie-etal', hrefOn('/mairie/tournee', /^Ouvrir l’étal maintenant/)],
  ['mairie-chiffres', '/mairie/chiffres'],
  ['mairie-papier', '/mairie/papier'],
  ['mairie-equipe', '/mairie/equipe'],
  ['mairie-appareils', '/mairie/appareils'],
  ['mairie-cle', '/mairie/cle'],
  ['mairie-cahier', '/mairie/cahier'],
  ['mairie-signalements', '/mairie/signalements'],
  ['mairie-signalement', hrefOn('/mairie/signalements', new RegExp(SHOP))],
];

const BY_NIGHT = [
  ['mairie-sombre-360', '/mairie'],
  ['mairie-ville-sombre-360', '/mairie/ville'],
  ['mairie-tournee-sombre-360', '/mairie/tournee'],
  ['mairie-signalements-sombre-360', '/mairie/signalements'],
];

/** What its merchant reads then. */
const SUSPENDED = [
  ['decisions-suspendue', '/comptoir/decisions'],
  ['etal-suspendu', '/comptoir/etal'],
];

export async function drawHall(town, browser, album) {
  const shop = ['--town', 'dourdan', '--shop', 'Le bon fil', '--kind', 'clothes'];
  await album.attempt('a shop to visit', () => linkFrom(town, 'invite', ...shop));
  await album.attempt('a report', () => report(town, browser, album));
  await withPage(browser, PHONE, async (page) => {
    await comeIn(page, linkFrom(town, ...OFFICIAL));
    await album.attempt('mairie-sans-cle-360', () => drawLong(album, page, 'mairie-sans-cle-360'));
    await setUpKey(town, page, '/mairie');
    const signedIn = await page.context().storageState();
    await drawBoth(town, browser, album, PAGES, signedIn);
    await page.emulateMedia({ colorScheme: 'dark' });
    await drawRows(town, album, page, BY_NIGHT, (name) => drawLong(album, page, name));
    // Another device of theirs proves itself first.
    for (const [width, screen] of EYES) {
      await album.attempt(`mairie-preuve-${width}`, () => drawProof(town, browser, album, width, screen));
    }
    await album.attempt('a decision', async () => {
      const decision = await suspend(town, browser);
      const decided = [
        ['mairie-decision', decision],
        ['mairie-decisions', hrefOn(decision, /^Toutes les décisions/)],
      ];
      await drawBoth(town, browser, album, decided, signedIn);
      await drawBoth(town, browser, album, [['commerce-suspendu', PATH]]);
      await withPage(browser, { ...PHONE, storageState: atTheCounter }, (counter) =>
        drawRows(town, album, counter, SUSPENDED, (name) => album.draw(counter, name, true)),
      );
    });
  });
}

/** Where a link on another page leads. */
function hrefOn(address, name) {
  return async (page, town) => {
    await visit(page, `${town.base}${address}`);
    return page.getByRole('link', { name }).first().getAttribute('href');
  };
}

async function drawProof(town, browser, album, width, screen) {
  await withPage(browser, screen, async (page) => {
    await comeIn(page, linkFrom(town, ...OFFICIAL));
    await page.waitForURL(/\/mairie\/preuve/);
    await drawLong(album, page, `mairie-preuve-${width}`);
  });
}

/** Somebody says that a product is not what it says. */
async function report(town, browser, album) {
  await withPage(browser, PHONE, async (page) => {
    await visit(page, `${town.base}/signaler?page=${encodeURIComponent(`${PATH}/miel`)}`);
    await page.getByRole('textbox', { name: 'Qu’est-ce qui ne va pas, et pourquoi ?' }).fill('Ce miel vient d’ailleurs.');
    await press(page, 'Envoyer à la mairie');
    await page.getByText('Choisissez ce qui s’en approche le plus.').waitFor();
    await drawLong(album, page, 'signaler-incomplet-360');
    await page.getByRole('radio', { name: 'Un prix ou une description faux' }).check();
    await page.getByRole('textbox', { name: 'Votre adresse e-mail' }).fill('jeanne@exemple.example');
    await page.getByRole('checkbox', { name: /^Je pense de bonne foi/ }).check();
    await press(page, 'Envoyer à la mairie');
    await page.getByRole('heading', { level: 1, name: 'Votre signalement est arrivé' }).waitFor();
    await drawLong(album, page, 'signaler-recu-360');
  });
}

/** The demo's official suspends the shop; where the decision is read. */
function suspend(town, browser) {
  return withPage(browser, PHONE, async (page) => {
    await comeIn(page, town.officialLink());
    await visit(page, `${town.base}/mairie/signalements`);
    await page.getByRole('link', { name: new RegExp(SHOP) }).first().click();
    await page.getByRole('radio', { name: /^Suspendre la boutique/ }).check();
    await page.getByRole('textbox', { name: 'Les faits' }).fill('Trois pots viennent d’ailleurs.');
    const rule = page.getByRole('combobox', { name: 'Sur quoi vous fondez-vous ?' });
    await rule.selectOption({ label: 'Pratique trompeuse (Code de la consommation, article L. 121-2)' });
    await page.getByRole('textbox', { name: 'Pourquoi c’est contraire à cette règle' }).fill('L’étiquette trompe sur l’origine.');
    await press(page, 'Décider et prévenir');
    await page.waitForURL(/\/mairie\/decisions\/[0-9a-f-]+$/);
    return new URL(page.url()).pathname;
  });
}
