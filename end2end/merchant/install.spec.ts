// The way onto the home screen: in words and drawings for both kinds of phone, by a button where the browser offers one.
import { openShop } from '../support/counter.ts';
import { arrive, expect, needsScripts, test, visit } from '../support/test.ts';

const SHOP = '/comptoir/boutique';
const INSTALL = '/comptoir/installer';

test('both phones’ ways are shown, and an iPhone’s comes first on an iPhone', async ({ page, anotherPerson }) => {
  await openShop(page.request);
  await visit(page, SHOP);
  await page.getByRole('link', { name: 'Mettre sur l’écran d’accueil' }).click();
  await arrive(page, INSTALL);
  await expect(page.getByRole('heading', { level: 2 })).toHaveText(['Sur Android', 'Sur iPhone']);
  await expect(page.getByRole('region', { name: 'Sur Android' }).getByRole('listitem')).toHaveCount(3);

  const iphone = await anotherPerson({ userAgent: 'Mozilla/5.0 (iPhone; CPU iPhone OS 26_0 like Mac OS X)' });
  await openShop(iphone.request);
  await visit(iphone, INSTALL);
  await expect(iphone.getByRole('heading', { level: 2 })).toHaveText(['Sur iPhone', 'Sur Android']);
});

test.describe('with scripts', () => {
  needsScripts();

  test('the browser’s own offer is one button', async ({ page }) => {
    await openShop(page.request);
    await visit(page, INSTALL);
    const button = page.getByRole('button', { name: 'Installer Halle' });
    await expect(button).toBeHidden();
    await page.evaluate(() => {
      const offer = new Event('beforeinstallprompt', { cancelable: true });
      const taken = Promise.resolve({ outcome: 'accepted' });
      dispatchEvent(Object.assign(offer, { prompt: () => taken, userChoice: taken }));
    });
    await button.click();
    await expect(page.getByText('C’est fait. Halle rejoint vos autres applications.')).toBeVisible();
    await expect(button).toBeHidden();
  });
});
