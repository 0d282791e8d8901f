// Whoever runs the instance comes in as a person, opens a town from the list of communes, and lets its first official in.
import { operator, unique } from '../support/cast.ts';
import { codeOf } from '../support/codes.ts';
import { goOn, TOWN_HALL } from '../support/doors.ts';
import { code } from '../support/key.ts';
import { scan } from '../support/qr.ts';
import { arrive, expect, test, visit } from '../support/test.ts';

test('a town is opened, and its first official comes in', async ({ page, anotherPerson }) => {
  await visit(page, await operator(unique('Solène Hébert')));
  await goOn(page);
  await arrive(page, '/exploitant/cle');
  const secret = (await page.getByText(/^([A-Z2-7]{4} ?){8}$/).textContent()) ?? '';
  await code(page).fill(codeOf(secret));
  await page.getByRole('button', { name: 'C’est prêt' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Vos codes de secours' })).toBeVisible();
  await arrive(page, '/exploitant/cle');
  await page.getByRole('link', { name: 'Je les ai gardés, continuer' }).click();
  await arrive(page, '/exploitant');
  await expect(page.getByRole('link', { name: 'Dourdan' })).toBeVisible();

  await page.getByRole('main').getByRole('link', { name: 'Ouvrir une ville' }).click();
  await arrive(page, '/exploitant/ouvrir');
  await page.getByRole('searchbox', { name: 'La commune' }).fill('91410');
  await page.getByRole('button', { name: 'Chercher' }).click();
  await arrive(page, /\/exploitant\/ouvrir\?commune=91410/);
  const commune = page.getByRole('button', { name: 'le marché de Corbreuse' });
  // The specs of one town share it, and a commune is opened once.
  if (await commune.isVisible()) await commune.click();
  else await page.getByRole('link', { name: 'ouverte Corbreuse' }).click();
  await arrive(page, /\/exploitant\/villes\/corbreuse/);

  const name = unique('Inès Roy');
  await page.getByRole('textbox', { name: 'Son nom' }).fill(name);
  await page.getByRole('button', { name: 'Faire son lien' }).click();
  await expect(page.getByRole('heading', { level: 1, name: `Un lien pour ${name}` })).toBeVisible();
  await arrive(page, '/exploitant/villes/corbreuse');
  const link = await scan(page.getByRole('img', { name: `Code QR pour ${name}` }));
  const phone = await anotherPerson();
  await visit(phone, link);
  await goOn(phone);
  await arrive(phone, TOWN_HALL);
  await expect(phone.getByText('Mairie de Corbreuse')).toBeVisible();

  await page.getByRole('link', { name: 'La santé du serveur' }).click();
  await arrive(page, '/exploitant/sante');
  await expect(page.getByText('Base de données')).toBeVisible();
});
