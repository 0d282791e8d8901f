// What shoppers see, by width and by light; each picture's name says the page, then the width.
import { DESK, drawLong, drawRows, EYES, PHONE, visit, withPage } from './eyes.mjs';

const PAGES = [
  ['marche', '/dourdan'],
  ['boutiques', '/dourdan/boutiques'],
  ['plan', '/dourdan/plan'],
  ['rayon', '/dourdan/rayon/fruits-et-legumes'],
  ['recherche', '/dourdan/recherche?q=fromages+de+chevre'],
  ['recherche-rien', '/dourdan/recherche?q=camembert'],
  ['nulle-part', '/dourdan/nulle-part'],
  ['panier-vide', '/dourdan/panier'],
  ['mes-commandes-vide', '/mes-commandes'],
  ['commerce', '/dourdan/la-pause'],
];

const NIGHT = { colorScheme: 'dark' };
const OTHERWISE = [
  ['marche-sombre-360', { ...PHONE, ...NIGHT }, '/dourdan'],
  ['plan-sombre-360', { ...PHONE, ...NIGHT }, '/dourdan/plan'],
  ['boutiques-sombre-360', { ...PHONE, ...NIGHT }, '/dourdan/boutiques'],
  ['conditions-de-vente-sombre-360', { ...PHONE, ...NIGHT }, '/conditions/dourdan/la-pause'],
  ['commerce-sombre-1280', { ...DESK, ...NIGHT }, '/dourdan/la-pause'],
  ['marche-anglais-360', { ...PHONE, locale: 'en-GB' }, '/dourdan'],
  ['marche-sans-scripts-360', { ...PHONE, javaScriptEnabled: false }, '/dourdan'],
];

export async function drawMarket(town, browser, album) {
  for (const [width, screen] of EYES) {
    await withPage(browser, screen, async (page) => {
      const shoot = (name) => drawLong(album, page, `${name}-${width}`);
      await drawRows(town, album, page, PAGES, shoot);
      await album.attempt(`the basket at ${width}`, () => order(town, page, shoot));
    });
  }
  for (const [name, screen, path] of OTHERWISE) {
    await album.attempt(name, () =>
      withPage(browser, screen, async (page) => {
        await visit(page, `${town.base}${path}`);
        await album.draw(page, name);
      }),
    );
  }
}

/** From a shop's page, over the basket and a second shop, to the order. */
async function order(town, page, shoot) {
  await visit(page, `${town.base}/dourdan/la-pause`);
  await choose(page, 'la-pause', shoot);
  await shoot('panier');
  await page.getByRole('link', { name: 'Continuer au marché' }).click();
  await choose(page, 'la-cave-aux-tommes');
  await shoot('panier-tournee');
  const outing = page.locator('.outing__label').first();
  if (await outing.isVisible()) await outing.click();
  await sayWho(page);
  await page.getByRole('button', { name: 'Réserver, je paie en boutique' }).click();
  await page.waitForURL(/\/commande\//);
  await shoot('commande');
  await visit(page, `${new URL(page.url()).origin}${new URL(page.url()).pathname}/bon`);
  await shoot('bon');
  await visit(page, `${town.base}/mes-commandes`);
  await shoot('mes-commandes');
}

/** Puts the newest thing of a shop that stands on the page into the basket. */
async function choose(page, shop, shoot) {
  await page.locator(`article a[href^="/dourdan/${shop}/"]`).first().click();
  await page.getByRole('button', { name: 'Ajouter au panier' }).waitFor();
  await shoot?.('produit');
  await page.getByRole('button', { name: 'Ajouter au panier' }).click();
  await page.waitForURL(/\/panier\?/);
}

export async function sayWho(page) {
  await page.getByRole('textbox', { name: 'Votre nom' }).fill('Camille Martin');
  await page.getByRole('textbox', { name: 'Votre téléphone' }).fill('06 12 34 56 78');
}
