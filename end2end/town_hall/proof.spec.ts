// An official sets up a key on the first day; every other device then asks for a code.
import { official, unique } from '../support/cast.ts';
import { goOn, TOWN_HALL } from '../support/doors.ts';
import { codeOf } from '../support/codes.ts';
import { code, setUp } from '../support/key.ts';
import { arrive, expect, test, visit } from '../support/test.ts';

const PROOF = /\/mairie\/preuve/;

test('an official sets up a key, and another device asks for its code', async ({ page, anotherPerson }) => {
  const name = unique('Noé Blanc');
  const { secret } = await setUp(page, name);
  const device = await anotherPerson();
  await visit(device, await official(name));
  await goOn(device);
  await arrive(device, PROOF);
  await code(device).fill('rien');
  await device.getByRole('button', { name: 'Continuer' }).click();
  await expect(code(device)).toHaveAccessibleDescription(/Ce code ne convient pas/);
  // That of now has set the key up: each is good once. The next one is taken a little early.
  await code(device).fill(codeOf(secret, 1));
  await device.getByRole('button', { name: 'Continuer' }).click();
  await arrive(device, TOWN_HALL);
  await expect(device.getByRole('heading', { level: 1, name: 'Où en est le marché' })).toBeVisible();
});

test('who has no phone at hand comes in by a recovery code, once', async ({ page, anotherPerson }) => {
  const name = unique('Noé Blanc');
  const { recovery } = await setUp(page, name);
  const device = await anotherPerson();
  await visit(device, await official(name));
  await goOn(device);
  await arrive(device, PROOF);
  await device.getByRole('link', { name: /prendre un code de secours/ }).click();
  await arrive(device, PROOF);
  const field = device.getByRole('textbox', { name: 'Code de secours' });
  await field.fill((recovery[0] ?? '').toLowerCase());
  await device.getByRole('button', { name: 'Continuer' }).click();
  await arrive(device, TOWN_HALL);
  await visit(device, '/mairie/cahier');
  await expect(device.getByText('Un code de secours a servi.').first()).toBeVisible();
  await visit(device, '/mairie/preuve?secours=1');
  await field.fill(recovery[0] ?? '');
  await device.getByRole('button', { name: 'Continuer' }).click();
  await expect(field).toHaveAccessibleDescription(/il a déjà servi/);
});
