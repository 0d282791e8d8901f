// What stands around the market: the law, the doors, and a contract at a distance until it is withdrawn from.
import { drawBoth, drawLong, EYES, PHONE, visit, withPage } from './eyes.mjs';
import { sayWho } from './market.mjs';
import { claim, press, putOnSale } from './people.mjs';

const PAGES = [
  ['villes', '/'],
  ['villes-rien', '/?q=Brest'],
  ['mentions-legales', '/mentions-legales'],
  ['conditions', '/conditions'],
  ['conditions-de-vente', '/conditions/dourdan/la-pause'],
  ['vie-privee', '/vie-privee'],
  ['classement', '/classement'],
  ['accessibilite', '/accessibilite'],
  ['api', '/api'],
  ['vitrine', '/dourdan/vitrine'],
  ['signaler', '/signaler?page=%2Fdourdan%2Fla-pause'],
  ['aider', '/aider'],
  ['rentrer', '/entrer/lettre'],
  ['rentrer-demande', '/entrer/lettre?note=demandee'],
  ['rentrer-trop-tard', '/entrer/lettre/personne-ne-l-a-ecrite'],
  ['comptoir-ferme', '/comptoir'],
  ['mairie-fermee', '/mairie'],
];

export async function drawAround(town, browser, album) {
  // Étampes and Rambouillet.
  await album.attempt('other towns', () => ['91223', '78517'].forEach((commune) => town.halle('open', commune)));
  await drawBoth(town, browser, album, PAGES);
  // All parts in all states: one screen of it is enough.
  for (const [width, screen] of EYES) {
    await album.attempt(`design-${width}`, () =>
      withPage(browser, screen, async (page) => {
        await visit(page, `${town.base}/design`);
        await album.draw(page, `design-${width}`);
      }),
    );
  }
  await album.attempt('a contract at a distance', () => drawContract(town, browser, album));
}

async function drawContract(town, browser, album) {
  await withPage(browser, PHONE, (page) => openToys(town, page));
  const both = async (name, order) => {
    for (const [width, screen] of EYES) {
      await withPage(browser, screen, async (page) => {
        await visit(page, order);
        await drawLong(album, page, `${name}-${width}`);
      });
    }
  };
  await withPage(browser, PHONE, async (page) => {
    await visit(page, `${town.base}/dourdan/la-malle`);
    await page.locator('article a[href^="/dourdan/la-malle/"]').first().click();
    await press(page, 'Ajouter au panier');
    await page.waitForURL(/\/panier\?/);
    const moments = page.getByRole('combobox', { name: /^Quand passez-vous/ });
    await moments.selectOption({ index: (await moments.getByRole('option').count()) - 1 });
    await sayWho(page);
    await page.getByRole('textbox', { name: /e-mail/ }).fill('camille@exemple.example');
    await page.getByText('Ou acheter dès maintenant, par un contrat à distance').click();
    await drawLong(album, page, 'panier-ferme-360');
    await press(page, 'Commander avec obligation de paiement');
    await page.waitForURL(/\/commande\//);
    await both('commande-ferme', page.url());
    await page.getByRole('link', { name: 'Renoncer au contrat ici' }).click();
    await page.waitForURL(/\/retractation\//);
    await both('retractation', page.url());
    await page.getByRole('textbox', { name: 'Votre nom' }).fill('Camille Martin');
    await press(page, 'Confirmer la rétractation');
    await page.getByRole('heading', { level: 1, name: 'Votre rétractation est reçue' }).waitFor();
    await both('retractation-recue', page.url());
  });
}

/** A shop that sells at a distance too, with one toy that says all the law wants said. */
async function openToys(town, page) {
  await claim(town, page, 'La malle', 'toys');
  await putOnSale(town, page, 'Toupie', '12');
  await page.goto(`${town.base}/comptoir/boutique`);
  await page.getByRole('textbox', { name: /^Adresse( |$)/ }).first().fill('3 rue Saint-Pierre');
  await page.getByRole('textbox', { name: /^Téléphone/ }).first().fill('01 64 59 00 00');
  await page.getByLabel('Je vends aussi à distance').check();
  await press(page, 'Enregistrer');
  await page.waitForURL(/note=1/);
  const labels = await (await page.request.get(`${town.base}/comptoir/a-completer`)).text();
  const product = /name="product" value="([0-9a-f-]+)"/.exec(labels)[1];
  const maker = { maker: 'Jouets Ornoy', maker_address: '39260 Moirans-en-Montagne', maker_online: 'jouets-ornoy.example' };
  const form = { product, facts: 'maker warnings', no_warnings: 'yes', ...maker };
  await page.request.post(`${town.base}/comptoir/a-completer`, { form });
}
