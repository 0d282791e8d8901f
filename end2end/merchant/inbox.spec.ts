// A reservation arrives, is made ready and changes hands; the shopper's page tells each step.
import { type Product, shopper } from '../support/cast.ts';
import { INBOX, openShop, openWith, SHELF, ticket } from '../support/counter.ts';
import { addToBasket, chooseMoment, part, reserveAndReadCode, reserveIt, sayWho } from '../support/market.ts';
import { scan } from '../support/qr.ts';
import { at, euros } from '../support/speech.ts';
import { watch } from '../support/axe.ts';
import { arrive, expect, test, visit } from '../support/test.ts';
import type { Page } from '@playwright/test';

const NEW = 'Nouvelles';
const TODO = 'À préparer';
const READY = 'Prêtes';
const DONE = 'Remises aujourd’hui';

const openWithSoup = (page: Page): Promise<Product> =>
  openWith(page.request, 'Chez Lucette', 'Soupe de potiron', '4,20');

/** How often the page sounded and shook, and the last figure on the app's icon. */
type Rung = { notes: number; shakes: number; badge?: number };

/** From the next page on, what rings is counted too. */
async function overhear(page: Page): Promise<() => Promise<Rung>> {
  await page.addInitScript(() => {
    const rung: Rung = { notes: 0, shakes: 0 };
    const start = OscillatorNode.prototype.start;
    OscillatorNode.prototype.start = function (...when) {
      rung.notes += 1;
      return start.apply(this, when);
    };
    navigator.vibrate = () => (rung.shakes += 1) > 0;
    Object.assign(navigator, { setAppBadge: async (figure: number) => (rung.badge = figure) });
    Object.assign(window, { rung });
  });
  return () => page.evaluate(() => (window as unknown as { rung: Rung }).rung);
}

/** With scripts a page that listens is left alone from here on; without them it is loaded again to see what is new. */
async function listen(page: Page, address: string, scripts: boolean): Promise<() => Promise<void>> {
  const listening = scripts && page.waitForRequest(/\/evenements/);
  await visit(page, address);
  await listening;
  if (!scripts) return async () => void (await page.reload());
  await page.evaluate(() => Object.assign(window, { hasStayed: true }));
  return async () => expect(await page.evaluate(() => 'hasStayed' in window), 'the page was not loaded again').toBe(true);
}

test('a reservation arrives, is made ready, and changes hands for its code', async ({ page, scripts, anotherPerson }) => {
  const soup = await openWithSoup(page);
  const rung = await overhear(page);
  const lookAgain = await listen(page, INBOX, scripts);
  // Browsers let nothing sound before somebody touched the page.
  await page.getByRole('heading', { level: 2, name: 'Pas encore de commande' }).click();

  const client = await anotherPerson();
  const code = await reserveIt(client, soup);
  if (!scripts) await lookAgain();
  if (scripts) {
    // It rings until somebody touches the page; until then nobody is said to have seen it.
    await expect(ticket(page, NEW, shopper.name)).toContainText(soup.name);
    await expect(page.getByRole('alert').filter({ hasText: 'Une nouvelle commande.' })).toBeVisible();
    await expect(page).toHaveTitle(/^\(1\) /);
    await expect.poll(async () => (await rung()).notes, 'two notes, twice').toBeGreaterThanOrEqual(4);
    expect((await rung()).shakes).toBeGreaterThan(0);
    expect((await rung()).badge).toBe(1);
    await expect(part(client, soup.shop).getByText('Réservée', { exact: true })).toHaveAttribute('aria-current', 'step');
    await ticket(page, NEW, shopper.name).getByRole('heading', { name: shopper.name }).click();
    await expect(page.getByRole('alert').filter({ hasText: 'Une nouvelle commande.' })).toBeHidden();
    await expect(page).not.toHaveTitle(/^\(/);
    expect((await rung()).badge).toBe(0);
  }
  await expect(ticket(page, TODO, shopper.name)).toContainText(soup.name);
  await expect(ticket(page, TODO, shopper.name)).toContainText(euros(soup.price));
  if (!scripts) await client.reload();
  await expect(part(client, soup.shop).getByText('Vue', { exact: true })).toHaveAttribute('aria-current', 'step');

  await ticket(page, TODO, shopper.name).getByRole('button', { name: 'C’est prêt' }).click();
  await expect(ticket(page, READY, shopper.name)).toBeVisible();
  if (!scripts) await client.reload();
  await expect(client.getByRole('heading', { level: 1, name: 'C’est prêt.' })).toBeVisible();
  await expect(client.getByText(`Annuler chez ${soup.shop}`, { exact: true })).toBeHidden();

  const field = ticket(page, READY, shopper.name).getByRole('textbox', { name: 'Son code' });
  const handOver = ticket(page, READY, shopper.name).getByRole('button', { name: 'Remettre' });
  await field.fill(code === 'AAAAA' ? 'BBBBB' : 'AAAAA');
  await handOver.click();
  const sentence = 'Ce code n’est pas celui de cette réservation. Demandez-le à nouveau.';
  await expect(field).toHaveAccessibleDescription(sentence);
  await field.fill(` ${code.toLowerCase()} `);
  await handOver.click();
  await expect(page.getByRole('region', { name: DONE }).getByRole('listitem')).toContainText(shopper.name);
  await expect(ticket(page, READY, shopper.name)).toBeHidden();
  if (scripts) await lookAgain();

  if (!scripts) await client.reload();
  await expect(client.getByRole('heading', { level: 1, name: 'C’est terminé.' })).toBeVisible();
  await expect(part(client, soup.shop).getByText('Remise', { exact: true })).toHaveAttribute('aria-current', 'step');
});

test('what cannot be served is refused, and the shopper knows', async ({ page, scripts, anotherPerson }) => {
  const soup = await openWithSoup(page);
  const client = await anotherPerson();
  await reserveIt(client, soup);
  await listen(page, INBOX, scripts);
  const refused = ticket(page, TODO, shopper.name);
  await refused.getByText('Je ne peux pas', { exact: true }).click();
  await refused.getByRole('radio', { name: 'Pas assez de temps pour préparer.' }).check();
  await refused.getByRole('textbox', { name: 'Un mot au client' }).fill('Repassez samedi');
  await refused.getByRole('combobox', { name: 'Proposer à la place' }).selectOption({ label: soup.name });
  await refused.getByRole('button', { name: 'Prévenir le client' }).click();
  await expect(page.getByRole('heading', { level: 2, name: 'Pas encore de commande' })).toBeVisible();
  if (!scripts) await client.reload();
  await expect(part(client, soup.shop)).toContainText('Refusée par le commerce');
  await expect(part(client, soup.shop)).toContainText('Pas assez de temps pour préparer.');
  await expect(part(client, soup.shop)).toContainText(`${soup.shop} : « Repassez samedi »`);
  await part(client, soup.shop).getByRole('link', { name: soup.name }).click();
  await arrive(client, at(soup.path));
});

test('what is given is not always what was ordered, and a slip of the finger is taken back', async ({ page, scripts, anotherPerson }) => {
  const soup = await openWithSoup(page);
  const client = await anotherPerson();
  const code = await reserveIt(client, soup);
  await listen(page, INBOX, scripts);
  await ticket(page, TODO, shopper.name).getByRole('button', { name: 'C’est prêt' }).click();
  const adjusted = ticket(page, READY, shopper.name);
  const change = async (typed: string): Promise<void> => {
    await adjusted.getByText('Changer ce qui est donné', { exact: true }).click();
    await adjusted.getByRole('textbox', { name: soup.name }).fill(typed);
    await adjusted.getByRole('button', { name: 'C’est noté' }).click();
  };
  await change('1,5');
  await expect(adjusted).toContainText('Cette quantité ne se lit pas.');
  if (!scripts) await visit(page, INBOX);
  else await adjusted.getByText('Changer ce qui est donné', { exact: true }).click();
  await change('0');
  await expect(adjusted).toContainText('pas donné');
  if (!scripts) await client.reload();
  await expect(part(client, soup.shop)).toContainText('pas donné');

  await ticket(page, READY, shopper.name).getByRole('button', { name: 'Pas encore prêt' }).click();
  await ticket(page, TODO, shopper.name).getByRole('button', { name: 'C’est prêt' }).click();
  await ticket(page, READY, shopper.name).getByRole('textbox', { name: 'Son code' }).fill(code);
  await ticket(page, READY, shopper.name).getByRole('button', { name: 'Remettre' }).click();
  await page.getByRole('button', { name: `Annuler la remise ${shopper.name}` }).click();
  await expect(ticket(page, READY, shopper.name)).toBeVisible();
});

test('two phones of one shop answer at once: one wins, the other is told', async ({ page, scripts, anotherPerson }) => {
  test.skip(!scripts, 'without scripts a page shows what was true when it was loaded: the next story');
  const soup = await openWithSoup(page);
  const client = await anotherPerson();
  await reserveIt(client, soup);
  await listen(page, INBOX, scripts);
  const second = await page.context().newPage();
  watch(second, scripts);
  await listen(second, INBOX, scripts);
  // The second phone answers what it still shows, while the first has answered already.
  await second.route('**/inbox', (route) => route.abort());
  await ticket(page, TODO, shopper.name).getByRole('button', { name: 'Je m’en occupe' }).click();
  await expect(ticket(page, TODO, shopper.name).getByText('Acceptée', { exact: true })).toBeVisible();
  await ticket(second, TODO, shopper.name).getByRole('button', { name: 'Je m’en occupe' }).click();
  await expect(ticket(second, TODO, shopper.name)).toContainText('Cette réservation a changé entre-temps : acceptée.');
  await second.close();
});

test('one phone accepts what the other refuses: one wins, the other is told', async ({ page, scripts, anotherPerson }) => {
  const soup = await openWithSoup(page);
  const client = await anotherPerson();
  await reserveIt(client, soup);
  await listen(page, INBOX, scripts);
  const second = await page.context().newPage();
  watch(second, scripts);
  await listen(second, INBOX, scripts);
  // The second phone refuses what it still shows, while the first has said yes already.
  await second.route('**/inbox', (route) => route.abort());
  await ticket(page, TODO, shopper.name).getByRole('button', { name: 'Je m’en occupe' }).click();
  await expect(ticket(page, TODO, shopper.name).getByText('Acceptée', { exact: true })).toBeVisible();
  const late = ticket(second, TODO, shopper.name);
  await late.getByText('Je ne peux pas', { exact: true }).click();
  await late.getByRole('button', { name: 'Prévenir le client' }).click();
  await expect(ticket(second, TODO, shopper.name)).toContainText('Cette réservation a changé entre-temps : acceptée.');
  await second.close();
  if (!scripts) await client.reload();
  await expect(part(client, soup.shop)).toContainText('La boutique s’en occupe.');
});

test('a merchant notes an order for somebody who called, and prints the slip', async ({ page }) => {
  const soup = await openWithSoup(page);
  await visit(page, INBOX);
  await page.getByRole('link', { name: 'Prendre une commande par téléphone' }).click();
  await arrive(page, at(soup.path.slice(0, soup.path.lastIndexOf('/'))));
  await addToBasket(page, soup);
  await expect(page.getByText('Vous êtes à votre comptoir')).toBeVisible();
  await chooseMoment(page, soup.shop);
  await sayWho(page);
  const code = await reserveAndReadCode(page);
  await expect(part(page, soup.shop).getByText('Vue', { exact: true })).toHaveAttribute('aria-current', 'step');
  await page.getByRole('main').getByRole('link', { name: 'Imprimer le bon de retrait' }).first().click();
  await arrive(page, /\/bon$/);
  await expect(page.getByRole('heading', { level: 1, name: 'Bon de retrait' })).toBeVisible();
  await expect(page.getByText(code, { exact: true })).toBeVisible();
  // By its code the merchant finds it again.
  await visit(page, INBOX);
  await page.getByRole('textbox', { name: 'Une réservation par son code' }).fill(code);
  await page.getByRole('button', { name: 'Trouver' }).click();
  await expect(page.getByRole('article', { name: shopper.name })).toContainText(soup.name);
});

test('the square on the shopper’s page opens the ticket on the merchant’s phone', async ({ page, anotherPerson }) => {
  const soup = await openWithSoup(page);
  const client = await anotherPerson();
  const code = await reserveIt(client, soup);
  const link = await scan(client.getByRole('img', { name: `Code QR de la réservation ${code}` }));
  await visit(page, link);
  const found = page.getByRole('article', { name: shopper.name });
  await expect(found).toContainText(soup.name);
  await found.getByRole('button', { name: 'C’est prêt' }).click();
  await found.getByRole('button', { name: 'Remettre' }).click();
  await arrive(page, INBOX);
  await expect(page.getByRole('region', { name: DONE }).getByRole('listitem')).toContainText(shopper.name);

  // The code of somebody else's shop opens nothing here.
  await openShop(page.request, 'Chez le voisin');
  await visit(page, link);
  await expect(page.getByRole('alert')).toContainText('Aucune réservation ne porte ce code chez vous.');
});

test('the first touch while it rings does what it is meant to do', async ({ page, scripts, anotherPerson }) => {
  test.skip(!scripts, 'without scripts nothing rings');
  const soup = await openWithSoup(page);
  const client = await anotherPerson();
  await reserveIt(client, soup);
  // As on a phone, where nothing may sound before somebody touched the page.
  await page.addInitScript(() => Object.defineProperty(BaseAudioContext.prototype, 'state', { get: () => 'suspended' }));
  await visit(page, SHELF);
  // The page says so; the words go away under the finger, and all that stands below them moves up.
  const mute = page.getByText('Touchez l’écran pour que la sonnette s’entende.');
  await expect(mute).toBeVisible();
  await page.getByText('Autres gestes').click();
  await expect(mute).toBeHidden();
  await expect(page.getByRole('link', { name: 'Partager' })).toBeVisible();
});

test('in quiet hours an open page says that an order waits, and makes no sound', async ({ page, scripts, anotherPerson }) => {
  test.skip(!scripts, 'without scripts nothing rings');
  const soup = await openWithSoup(page);
  const client = await anotherPerson();
  await reserveIt(client, soup);
  // Each ring shakes the phone first.
  await page.addInitScript(() => {
    const rings = { count: 0 };
    Object.assign(window, { rings });
    Object.defineProperty(Navigator.prototype, 'vibrate', { value: () => (rings.count += 1) > 0, configurable: true });
  });
  const rings = (): Promise<number> => page.evaluate(() => (window as unknown as { rings: { count: number } }).rings.count);
  await page.route('**/quiet', (route) => route.fulfill({ json: true }));
  const told = page.waitForResponse('**/quiet');
  await visit(page, SHELF);
  await (await told).finished();
  await expect(page.getByRole('alert').filter({ hasText: 'nouvelle commande' })).toBeVisible();
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
  expect(await rings()).toBe(0);
  await page.unroute('**/quiet');
  await page.reload();
  await expect.poll(rings).toBeGreaterThan(0);
});
