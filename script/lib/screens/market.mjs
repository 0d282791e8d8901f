// What shoppers see, by width and by light; each picture's name says the page, then the width.
import { phoneScreen } from '../../../benches/lib/town.mjs';

// Nothing moves while it is drawn.
const PHONE = { ...phoneScreen, deviceScaleFactor: 1, permissions: [], reducedMotion: 'reduce' };
const DESK = { viewport: { width: 1280, height: 900 }, locale: 'fr-FR', reducedMotion: 'reduce' };

/** `draw` is given the page, the picture's name, and whether all of the page is wanted or one screen of it. */
export async function drawMarket(town, browser, draw) {
  for (const [width, screen] of [['360', PHONE], ['1280', DESK]]) {
    const context = await browser.newContext(screen);
    const page = await context.newPage();
    const shoot = async (name, path) => {
      if (path) await page.goto(`${town.base}${path}`, { waitUntil: 'networkidle' });
      // What waits below the fold for its pictures gets them.
      await page.evaluate(async () => {
        for (const picture of document.images) picture.loading = 'eager';
        await Promise.all([...document.images].map((picture) => picture.decode().catch(() => {})));
      });
      // A screen as long as the page: what sticks to its lower edge hides nothing.
      const height = await page.evaluate(() => document.documentElement.scrollHeight);
      await page.setViewportSize({ ...screen.viewport, height });
      await draw(page, `${name}-${width}`, false);
      await page.setViewportSize(screen.viewport);
    };
    await shoot('marche', '/dourdan');
    await shoot('boutiques', '/dourdan/boutiques');
    await shoot('plan', '/dourdan/plan');
    await shoot('rayon', '/dourdan/rayon/fruits-et-legumes');
    await shoot('recherche', '/dourdan/recherche?q=fromages+de+chevre');
    await shoot('recherche-rien', '/dourdan/recherche?q=camembert');
    await shoot('nulle-part', '/dourdan/nulle-part');
    await shoot('commerce', '/dourdan/la-pause');

    await choose(page, town, 'la-pause', (name) => shoot(name));
    await shoot('panier');
    await page.getByRole('link', { name: 'Continuer au marché' }).click();
    await choose(page, town, 'la-cave-aux-tommes');
    await shoot('panier-tournee');
    await reserve(page, (name) => shoot(name));
    await shoot('mes-commandes', '/mes-commandes');
    await context.close();
  }
  for (const [name, screen, path] of [
    ['marche-sombre-360', { ...PHONE, colorScheme: 'dark' }, '/dourdan'],
    ['commerce-sombre-1280', { ...DESK, colorScheme: 'dark' }, '/dourdan/la-pause'],
    ['marche-anglais-360', { ...PHONE, locale: 'en-GB' }, '/dourdan'],
    ['marche-sans-scripts-360', { ...PHONE, javaScriptEnabled: false }, '/dourdan'],
  ]) {
    const context = await browser.newContext(screen);
    const page = await context.newPage();
    await page.goto(`${town.base}${path}`, { waitUntil: 'networkidle' });
    await draw(page, name, false);
    await context.close();
  }
}

/** Puts the newest thing of a shop that stands on the page into the basket. */
async function choose(page, town, shop, shoot) {
  await page.locator(`article a[href^="/dourdan/${shop}/"]`).first().click();
  await page.getByRole('button', { name: 'Ajouter au panier' }).waitFor();
  await shoot?.('produit');
  await page.getByRole('button', { name: 'Ajouter au panier' }).click();
  await page.waitForURL(/\/panier\?/);
}

async function reserve(page, shoot) {
  const outing = page.locator('.outing__label').first();
  if (await outing.isVisible()) await outing.click();
  await page.getByRole('textbox', { name: 'Votre nom' }).fill('Camille Martin');
  await page.getByRole('textbox', { name: 'Votre téléphone' }).fill('06 12 34 56 78');
  await page.getByRole('button', { name: 'Réserver, je paie en boutique' }).click();
  await page.waitForURL(/\/commande\//);
  await shoot('commande');
}
