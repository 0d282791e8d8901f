// The pages of whoever runs the instance.
import { drawBoth, drawLong, drawRows, EYES, PHONE, withPage } from './eyes.mjs';
import { comeIn, linkFrom, setUpKey } from './people.mjs';

const OPERATOR = ['operator', '--name', 'Solène Hébert'];

const PAGES = [
  ['exploitant', '/exploitant'],
  ['exploitant-ouvrir', '/exploitant/ouvrir'],
  ['exploitant-ouvrir-trouve', '/exploitant/ouvrir?commune=91410'],
  ['exploitant-ville', '/exploitant/villes/dourdan'],
  ['exploitant-sante', '/exploitant/sante'],
  ['exploitant-cle', '/exploitant/cle'],
];

const BY_NIGHT = [
  ['exploitant-sombre-360', '/exploitant'],
  ['exploitant-sante-sombre-360', '/exploitant/sante'],
];

export async function drawInstance(town, browser, album) {
  await withPage(browser, PHONE, async (page) => {
    await comeIn(page, linkFrom(town, ...OPERATOR));
    await setUpKey(town, page, '/exploitant');
    await drawBoth(town, browser, album, PAGES, await page.context().storageState());
    await page.emulateMedia({ colorScheme: 'dark' });
    await drawRows(town, album, page, BY_NIGHT, (name) => drawLong(album, page, name));
  });
  for (const [width, screen] of EYES) {
    await album.attempt(`exploitant-preuve-${width}`, () =>
      withPage(browser, screen, async (page) => {
        await comeIn(page, linkFrom(town, ...OPERATOR));
        await page.waitForURL(/\/exploitant\/preuve/);
        await drawLong(album, page, `exploitant-preuve-${width}`);
      }),
    );
  }
}
