// The counter on the grocer's phone.
import { phoneScreen } from '../../../benches/lib/town.mjs';

/** `draw` is given the page, the picture's name, and whether all of the page is wanted or one screen of it. */
export async function drawCounter(town, browser, draw) {
  const context = await browser.newContext({ ...phoneScreen, deviceScaleFactor: 1 });
  const page = await context.newPage();
  const shoot = (name, whole = false) => draw(page, name, whole);
  const go = (path) => page.goto(`${town.base}${path}`, { waitUntil: 'networkidle' });
  const seen = (name) => page.getByRole('button', { name, exact: true });
  const press = async (name) => seen(name).click();
  /** Somebody reserves the first thing on the grocer's shelf. */
  const order = async (name, phone) => {
    const shopper = await (await browser.newContext({ ...phoneScreen, permissions: [] })).newPage();
    await shopper.goto(`${town.base}/dourdan/la-pause`);
    await shopper.getByRole('article').filter({ hasText: 'Plus que' }).first().getByRole('link').first().click();
    await shopper.getByRole('button', { name: 'Ajouter au panier' }).click();
    const moments = shopper.getByRole('combobox', { name: /^Quand passez-vous/ });
    await moments.selectOption({ index: (await moments.getByRole('option').count()) - 1 });
    await shopper.getByRole('textbox', { name: 'Votre nom' }).fill(name);
    await shopper.getByRole('textbox', { name: 'Votre téléphone' }).fill(phone);
    await shopper.getByRole('button', { name: 'Réserver, je paie en boutique' }).click();
    await shopper.waitForURL(/commande/);
    await shopper.context().close();
  };
  const type = async (price) => {
    for (const key of price) await page.keyboard.press(key);
  };

  await page.goto(town.grocerLink());
  await shoot('invitation');
  await page.getByRole('main').getByRole('button').first().click();
  await page.waitForURL(/\/comptoir/);
  await seen('Prendre la photo').waitFor();
  await shoot('photo');
  await press('Prendre la photo');
  await type('3,50');
  await page.getByRole('textbox', { name: /^Le nom/ }).fill('conf');
  await shoot('prix');
  await page.getByRole('textbox', { name: /^Le nom/ }).fill('Avocats mûrs');
  await press('Mettre en vente');
  await page.getByText('1 en vente').waitFor();
  await shoot('vendu');
  await press('Prendre la photo');
  await press('Code-barres');
  await page.getByLabel('Les chiffres sous le code-barres').waitFor();
  await shoot('code-barres');
  await press('Arrêter');
  await page.reload();
  await seen('Prendre la photo').waitFor();
  await press('Prix après');
  for (let shot = 0; shot < 4; shot += 1) await press('Prendre la photo');
  await page.getByRole('button', { name: 'Donner les prix (4 photos)' }).waitFor();
  await shoot('jeu');
  await page.getByRole('button', { name: 'Donner les prix (4 photos)' }).click();
  await page.getByRole('button', { name: 'Encore 4' }).waitFor();
  await type('2');
  await shoot('jeu-prix');
  await context.setOffline(true);
  await press('Mettre en vente');
  await page.getByRole('button', { name: 'Encore 3' }).click();
  await page.getByText('Pas de réseau pour l’instant').waitFor();
  await shoot('sans-reseau');
  await context.setOffline(false);
  await page.getByText('1 en vente').waitFor();
  await order('Camille Martin', '06 12 34 56 78');

  await go('/comptoir/etal');
  await shoot('etal');
  await page.getByText('Autres gestes').first().click();
  await page.locator('.shelf-list__item').first().evaluate((line) => line.scrollIntoView());
  await shoot('etal-gestes');
  await page.getByRole('link', { name: 'Partager' }).first().click();
  await page.waitForURL(/partager/);
  await shoot('partager', true);
  for (const [name, path] of [
    ['commandes', '/comptoir/commandes'],
    ['boutique', '/comptoir/boutique'],
    ['appareil', '/comptoir/appareil'],
    ['affiches', '/comptoir/affiches'],
    ['installer', '/comptoir/installer'],
    ['jamais-vue', '/comptoir/hors-ligne'],
  ]) {
    await go(path);
    await shoot(name, true);
  }
  await context.close();
}
