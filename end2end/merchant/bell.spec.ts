// The bell: allowed, tried, heard. The push service is ours (support/push.ts): Debian's Chromium has none of its own.
import { whole } from '../support/browser.ts';
import { openShop } from '../support/counter.ts';
import { signInOfficial } from '../support/doors.ts';
import { PushService, shown } from '../support/push.ts';
import { arrive, expect, needsScripts, test, visit } from '../support/test.ts';
import { workerReady } from '../support/worker.ts';

test.use({ launchOptions: whole });

const SHOP = '/comptoir/boutique';
const BELL = '/comptoir/sonnette';

test('who is told when nobody looks is settled, and what cannot be read is said', async ({ page }) => {
  await openShop(page.request);
  await visit(page, SHOP);
  await page.getByRole('link', { name: 'La sonnette' }).click();
  await arrive(page, BELL);
  await expect(page.getByText('Pas encore vérifiée')).toBeVisible();
  const contact = page.getByRole('textbox', { name: 'L’e-mail de cette personne' });
  const quiet = page.getByRole('group', { name: 'Heures de silence' });
  await contact.fill('lea');
  await quiet.getByRole('textbox', { name: 'De' }).fill('21 h');
  await page.getByRole('button', { name: 'Enregistrer' }).click();
  await expect(page.getByText('Regardez encore les lignes marquées.')).toBeVisible();
  await expect(contact).toHaveValue('lea');
  await expect(quiet.getByText('Ces heures ne se lisent pas.')).toBeVisible();

  await contact.fill('lea@commerce.example');
  await quiet.getByRole('textbox', { name: 'À' }).fill('7h30');
  await page.getByRole('combobox', { name: 'Après combien de temps' }).selectOption('une heure');
  await page.getByRole('button', { name: 'Enregistrer' }).click();
  await expect(page.getByText('C’est noté.')).toBeVisible();
  await expect(contact).toHaveValue('lea@commerce.example');
  await expect(quiet.getByRole('textbox', { name: 'De' })).toHaveValue('21:00');
  await expect(quiet.getByRole('textbox', { name: 'À' })).toHaveValue('07:30');
});

test('nobody can say that they heard what never rang', async ({ page }) => {
  await openShop(page.request);
  await visit(page, BELL);
  await page.getByRole('button', { name: 'Je l’ai entendue' }).click();
  await expect(page.getByRole('alert').getByText('Faites-la sonner d’abord.')).toBeVisible();
  await expect(page.getByText('Pas encore vérifiée')).toBeVisible();
});

test.describe('with scripts', () => {
  needsScripts();
  let service: PushService;
  test.beforeEach(async () => {
    service = await PushService.start();
  });
  // Skipped without scripts, and then there is none.
  test.afterEach(() => service?.stop());

  test('a phone is allowed to ring, rings, and is heard', async ({ page, context }) => {
    await context.grantPermissions(['notifications']);
    await service.serve(page);
    await openShop(page.request);
    await visit(page, BELL);
    await workerReady(page);
    await page.getByRole('button', { name: 'Autoriser la sonnette' }).click();
    await expect(page.getByText('Ce téléphone sonne pour vos commandes.')).toBeVisible();

    await service.deliverTo(page);
    await page.getByRole('button', { name: 'Faire sonner' }).click();
    await expect(page.getByText('Elle est arrivée sur ce téléphone.')).toBeVisible();
    expect(service.rings.map((ring) => ring.title)).toEqual(['La sonnette marche']);
    await expect.poll(() => shown(page)).toEqual(['La sonnette marche']);

    await page.getByRole('button', { name: 'Je l’ai entendue' }).click();
    await expect(page.getByText('C’est noté. Vos commandes s’entendent.')).toBeVisible();
    await expect(page.getByText(/^Vérifiée le /)).toBeVisible();
    // The page that was loaded again still knows that this phone rings.
    await expect(page.getByText('Ce téléphone sonne pour vos commandes.')).toBeVisible();

    await page.getByRole('button', { name: 'Ne plus sonner sur ce téléphone' }).click();
    await expect(page.getByRole('button', { name: 'Autoriser la sonnette' })).toBeVisible();
  });

  test('a phone that was told no is told what to do', async ({ page }) => {
    await page.addInitScript(() => {
      Object.defineProperty(Notification, 'permission', { get: () => 'denied' });
    });
    await openShop(page.request);
    await visit(page, BELL);
    await expect(page.getByText('Ce navigateur refuse les notifications pour Halle.')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Autoriser la sonnette' })).toBeHidden();
  });

  test('an iPhone is led to its home screen first', async ({ anotherPerson }) => {
    const iphone = await anotherPerson({ userAgent: 'Mozilla/5.0 (iPhone; CPU iPhone OS 26_0 like Mac OS X)' });
    await iphone.addInitScript(() => Reflect.deleteProperty(window, 'PushManager'));
    await openShop(iphone.request);
    await visit(iphone, BELL);
    await expect(iphone.getByText('Sur iPhone, la sonnette ne marche que')).toBeVisible();
    await iphone.getByRole('link', { name: 'Mettre Halle sur l’écran d’accueil' }).click();
    await arrive(iphone, '/comptoir/installer');
  });

  test('an official’s phone rings too', async ({ page, context }) => {
    await context.grantPermissions(['notifications']);
    await service.serve(page);
    await signInOfficial(page);
    const bell = page.getByRole('region', { name: 'Les commandes que personne n’a vues' });
    await bell.getByRole('button', { name: 'Autoriser la sonnette' }).click();
    await bell.getByRole('button', { name: 'Faire sonner' }).click();
    await expect.poll(() => service.rings.length).toBe(1);
    await bell.getByRole('button', { name: 'Ne plus sonner sur ce téléphone' }).click();
    await expect(bell.getByRole('button', { name: 'Autoriser la sonnette' })).toBeVisible();
  });
});
