// A phone is lost: it is closed from another, or the town hall lets its merchant back in. The ledger tells of both.
import { COUNTER, openWith } from '../support/counter.ts';
import { goOn, signInOfficial } from '../support/doors.ts';
import { scan } from '../support/qr.ts';
import { arrive, expect, test, visit } from '../support/test.ts';

const DEVICE = '/comptoir/appareil';

test('a lost phone is closed from another, and the ledger says so', async ({ page, anotherPerson }) => {
  const honey = await openWith(page.request, 'La ruche', 'Miel', '9,80');
  await visit(page, DEVICE);
  await page.getByRole('button', { name: 'Montrer le carré' }).click();
  const link = await scan(page.getByRole('img', { name: 'Code QR pour ouvrir votre comptoir' }));
  const lost = await anotherPerson();
  await visit(lost, link);
  await goOn(lost);
  await lost.waitForURL(`**${COUNTER}`);

  await visit(page, DEVICE);
  const devices = page.getByRole('region', { name: 'Vos appareils' });
  await expect(devices.getByRole('listitem')).toHaveCount(2);
  await devices.getByRole('button', { name: 'Fermer' }).click();
  await expect(devices.getByText('C’est fermé.')).toBeVisible();
  await expect(devices.getByRole('listitem')).toHaveCount(1);
  expect((await lost.request.get(COUNTER)).status()).toBe(401);

  await visit(page, '/comptoir/cahier');
  await expect(page.getByText('Appareil fermé à distance').first()).toBeVisible();
  await page.getByRole('link', { name: honey.name }).first().click();
  await expect(page.getByRole('heading', { level: 1, name: `Le cahier : ${honey.name}` })).toBeVisible();
  await expect(page.getByText('Mis en vente à 9,80')).toBeVisible();
  await arrive(page, /cahier/);
});

test('the town hall lets a merchant back in, and the other phone is told', async ({ page, anotherPerson }) => {
  const merchant = await anotherPerson();
  const shop = await openWith(merchant.request, 'Aux deux clefs', 'Serrure', '24');
  await signInOfficial(page);
  await visit(page, '/mairie/appareils');
  await page.getByRole('combobox', { name: 'Sa boutique' }).selectOption({ label: shop.shop });
  await page.getByRole('button', { name: 'Faire un code' }).click();
  await expect(page.getByRole('heading', { level: 1, name: `Rouvrir ${shop.shop}` })).toBeVisible();
  const link = await scan(page.getByRole('img', { name: `Code QR pour rouvrir ${shop.shop}` }));

  const phone = await anotherPerson();
  await visit(phone, link);
  await goOn(phone);
  await phone.waitForURL(`**${COUNTER}`);
  await visit(merchant, '/comptoir/etal');
  await expect(merchant.getByText('La mairie a fait un code pour entrer dans votre boutique')).toBeVisible();
  await visit(page, '/mairie/cahier');
  await expect(page.getByText('Code fait par la mairie pour rouvrir la boutique.').first()).toBeVisible();
});
