// Who leaves an address gets one letter, by a mail server that wants to be spoken to in private.
import { openWith } from '../support/counter.ts';
import { halle, settings } from '../support/halle.ts';
import { test } from '../support/letters.ts';
import { addToBasket, chooseMoment, reserveAndReadCode, sayWho } from '../support/market.ts';
import { expect, visit } from '../support/test.ts';

test('who leaves an address gets one letter with the code', async ({ page, office }) => {
  const honey = await openWith(page.request, 'La ruche', 'Miel de tilleul', '9,80');
  await visit(page, honey.path.slice(0, honey.path.lastIndexOf('/')));
  await addToBasket(page, honey);
  await chooseMoment(page, honey.shop);
  await sayWho(page);
  await page.getByRole('textbox', { name: /e-mail/ }).fill('camille@courriel.example');
  const code = await reserveAndReadCode(page);
  await expect.poll(() => office.delivered.map(({ encrypted }) => encrypted)).toEqual([true]);
  const { letter, to } = office.delivered[0]!;
  expect(to).toEqual(['camille@courriel.example']);
  expect(letter.from?.value).toEqual([{ name: 'Marché de Dourdan', address: 'marche@mairie.example' }]);
  expect(letter.subject).toContain('La ruche');
  for (const words of [letter.text, letter.html]) {
    expect(words).toContain(code);
    expect(words).toContain('Miel de tilleul');
    expect(words).toContain(new URL(page.url()).pathname);
  }
});

test('a mail server for which nobody vouches is not trusted with letters', async () => {
  const { HALLE_SMTP_AUTHORITY: _, ...unvouched } = settings();
  const said = (on: typeof unvouched) => halle(['doctor'], on).catch((failed: { stdout: string }) => failed.stdout);
  expect(await said(settings())).toContain('from Marché de Dourdan');
  expect(await said(unvouched)).toContain('the mail server does not answer');
});
