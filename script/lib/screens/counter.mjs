// The counter on the grocer's phone.
import { COUNTER, drawRows, PHONE, visit, withPage } from './eyes.mjs';
import { sayWho } from './market.mjs';

const PAGES = [
  ['commandes', '/comptoir/commandes'],
  ['remise-inconnue', '/comptoir/remise'],
  ['boutique', '/comptoir/boutique'],
  ['identite', '/comptoir/identite'],
  ['a-completer', '/comptoir/a-completer'],
  ['sonnette', '/comptoir/sonnette'],
  ['caisse', '/comptoir/caisse'],
  ['aides', '/comptoir/aides'],
  ['cahier', '/comptoir/cahier'],
  ['decisions', '/comptoir/decisions'],
  ['mes-donnees', '/comptoir/mes-donnees'],
  ['appareil', '/comptoir/appareil'],
  ['affiches', '/comptoir/affiches'],
  ['installer', '/comptoir/installer'],
  ['jamais-vue', '/comptoir/hors-ligne'],
];

const BY_NIGHT = [
  ['etal-sombre', '/comptoir/etal'],
  ['commandes-sombre', '/comptoir/commandes'],
  ['boutique-sombre', '/comptoir/boutique'],
  ['a-completer-sombre', '/comptoir/a-completer'],
  ['aides-sombre', '/comptoir/aides'],
];

export async function drawCounter(town, browser, album) {
  await withPage(browser, COUNTER, async (page) => {
    const whole = (name) => album.draw(page, name, true);
    await album.attempt('the way in', () => comeIn(town, page, album));
    await album.attempt('the first photo', () => sell(page, album));
    await album.attempt('many photos', () => sellMany(page, album));
    await album.attempt('the shelf', () => drawShelf(town, page, album));
    await album.attempt('remise', async () => {
      const code = await reserve(town, browser);
      await visit(page, `${town.base}/comptoir/remise/${code}`);
      await whole('remise');
    });
    await drawRows(town, album, page, PAGES, whole);
    await page.emulateMedia({ colorScheme: 'dark' });
    await drawRows(town, album, page, BY_NIGHT, whole);
  });
}

const seen = (page, name) => page.getByRole('button', { name, exact: true });
const press = async (page, name) => seen(page, name).click();
const type = async (page, price) => {
  for (const key of price) await page.keyboard.press(key);
};

async function comeIn(town, page, album) {
  await page.goto(town.grocerLink());
  await album.draw(page, 'invitation');
  await page.getByRole('main').getByRole('button').first().click();
  await page.waitForURL(/\/comptoir/);
  await seen(page, 'Prendre la photo').waitFor();
  await album.draw(page, 'photo');
}

async function sell(page, album) {
  await press(page, 'Prendre la photo');
  await type(page, '3,50');
  await page.getByRole('textbox', { name: /^Le nom/ }).fill('conf');
  await album.draw(page, 'prix');
  await page.getByRole('textbox', { name: /^Le nom/ }).fill('Avocats mûrs');
  await press(page, 'Mettre en vente');
  await page.getByText('1 en vente').waitFor();
  await album.draw(page, 'vendu');
  await press(page, 'Prendre la photo');
  await press(page, 'Code-barres');
  await page.getByLabel('Les chiffres sous le code-barres').waitFor();
  await album.draw(page, 'code-barres');
  await press(page, 'Arrêter');
}

async function sellMany(page, album) {
  await page.reload();
  await seen(page, 'Prendre la photo').waitFor();
  await press(page, 'Prix après');
  for (let shot = 0; shot < 4; shot += 1) await press(page, 'Prendre la photo');
  await page.getByRole('button', { name: 'Donner les prix (4 photos)' }).waitFor();
  await album.draw(page, 'jeu');
  await page.getByRole('button', { name: 'Donner les prix (4 photos)' }).click();
  await page.getByRole('button', { name: 'Encore 4' }).waitFor();
  await type(page, '2');
  await album.draw(page, 'jeu-prix');
  await page.context().setOffline(true);
  try {
    await press(page, 'Mettre en vente');
    await page.getByRole('button', { name: 'Encore 3' }).click();
    await page.getByText('Pas de réseau pour l’instant').waitFor();
    await album.draw(page, 'sans-reseau');
  } finally {
    await page.context().setOffline(false);
  }
  await page.getByText('1 en vente').waitFor();
}

async function drawShelf(town, page, album) {
  await visit(page, `${town.base}/comptoir/etal`);
  await album.draw(page, 'etal');
  await page.getByText('Autres gestes').first().click();
  await page.locator('.shelf-list__item').first().evaluate((line) => line.scrollIntoView());
  await album.draw(page, 'etal-gestes');
  await page.getByRole('link', { name: 'Partager' }).first().click();
  await page.waitForURL(/partager/);
  await album.draw(page, 'partager', true);
}

/** Somebody reserves the first thing on the grocer's shelf; the code of the order. */
function reserve(town, browser) {
  return withPage(browser, PHONE, async (page) => {
    await page.goto(`${town.base}/dourdan/la-pause`);
    await page.getByRole('article').filter({ hasText: 'Plus que' }).first().getByRole('link').first().click();
    await page.getByRole('button', { name: 'Ajouter au panier' }).click();
    const moments = page.getByRole('combobox', { name: /^Quand passez-vous/ });
    await moments.selectOption({ index: (await moments.getByRole('option').count()) - 1 });
    await sayWho(page);
    await page.getByRole('button', { name: 'Réserver, je paie en boutique' }).click();
    await page.waitForURL(/commande/);
    const square = page.getByRole('img', { name: 'Code QR de la réservation' });
    return (await square.getAttribute('aria-label')).split(' ').at(-1);
  });
}
