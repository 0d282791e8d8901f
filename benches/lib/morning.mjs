// The morning check on the scripted phone: ten cards, "still there?", each a look and a tap, and every wait from a tap until
// the next card is drawn. That the shelf opens is told apart.
import { tell } from './figures.mjs';
import { DECISION, TAP } from './hand.mjs';
import { median, openBrowser, openTown, phoneScreen, scriptedPhone, until } from './town.mjs';

const CARDS = 10;
const ROUNDS = Number(process.env.HALLE_ROUNDS ?? 5);
const worst = (values) => Math.max(...values);

const town = await openTown();
const browser = await openBrowser();
try {
  const rounds = [];
  for (let round = 1; round <= ROUNDS; round += 1) rounds.push(await morning(`Matin ${round}`));
  const human = rounds.map(({ waits, swipes }) => CARDS * (DECISION + TAP) + swipes * TAP + waits);
  const waits = rounds.map((round) => round.waits);
  const asked = rounds.reduce((all, round) => all + round.asked, 0);
  const held = median(human) <= 15 && asked === 0;
  tell(
    'Morning check',
    `${median(human).toFixed(1)} s for ten cards, worst ${worst(human).toFixed(1)}: ${(CARDS * (DECISION + TAP)).toFixed(1)} s of looks and taps, ${median(waits).toFixed(2)} s of waiting, ${median(rounds.map((round) => round.swipes))} swipes; ` +
      `the first card is drawn ${median(rounds.map((round) => round.opened)).toFixed(1)} s after the tap on the tab; ${asked} asked again afterwards`,
    '≤ 15 s, 0',
    held,
  );
} finally {
  await browser.close();
  town.stop();
}

/** A shop whose merchant last looked at its ten products two months ago. */
async function morning(name) {
  const shop = town.shop(name);
  const context = await browser.newContext(phoneScreen);
  const page = await context.newPage();
  await page.goto(shop.claim);
  await page.getByRole('main').getByRole('button').first().click();
  await page.waitForURL(/\/comptoir/);
  for (let at = 1; at <= CARDS; at += 1) {
    const answer = await context.request.post(`${town.base}/comptoir`, { multipart: { name: `Produit ${at}`, price: '4', unit: 'piece', stock: 'always' } });
    if (!answer.url().includes('vendu=1')) throw new Error(`product ${at} was not taken: ${answer.status()}`);
  }
  const its = `confirmed_at = NULL WHERE shop_id = (SELECT id FROM shops WHERE name = '${name}')`;
  town.write({
    sqlite: `UPDATE products SET listed_at = strftime('%Y-%m-%dT%H:%M:%f+00:00', listed_at, '-60 days'), ${its}`,
    postgres: `UPDATE products SET listed_at = listed_at - interval '60 days', ${its}`,
  });
  await page.goto(`${town.base}/comptoir/appareil`);
  await scriptedPhone(page);
  const start = Date.now();
  await page.getByRole('link', { name: 'Étal' }).click({ noWaitAfter: true });
  await page.locator('.morning__name').waitFor();
  const opened = (Date.now() - start) / 1000;
  await until(() => page.evaluate(isAwake), 60_000);
  const done = await page.evaluate(answerAll, { cards: CARDS, decision: DECISION * 1000, tap: TAP * 1000 });
  await until(async () => {
    await page.goto(`${town.base}/comptoir/etal`);
    return !(await page.locator('.morning__name').isVisible());
  }, 30_000, 1_000).catch(() => {});
  const asked = await page.locator('.morning__name').count();
  await context.close();
  return { ...done, opened, asked };
}

/** Runs in the page: whether its search answers without a form being sent. */
function isAwake() {
  const field = document.querySelector('#shelf-query');
  const type = (words) => {
    field.value = words;
    field.dispatchEvent(new Event('input', { bubbles: true }));
  };
  if (field.value === '') type('produit 7');
  const answers = document.querySelectorAll('.shelf-list__item').length === 1;
  if (answers) type('');
  return answers;
}

/** Runs in the page: the first is gone, all others are still there. A card below the fold costs a swipe. */
async function answerAll({ cards, decision, tap }) {
  const frame = () => new Promise((next) => requestAnimationFrame(() => setTimeout(next)));
  const pause = (millis) => new Promise((next) => setTimeout(next, millis));
  const shown = () => (document.querySelector('.morning')?.hidden ?? true ? '' : (document.querySelector('.morning__name')?.textContent ?? ''));
  let waits = 0;
  let swipes = 0;
  for (let at = 0; at < cards; at += 1) {
    await pause(decision);
    const button = document.querySelector(at === 0 ? '.morning__act--off' : '.morning__act--still');
    const { top, bottom } = button.getBoundingClientRect();
    if (top < 0 || bottom > innerHeight) {
      button.scrollIntoView({ block: 'center' });
      swipes += 1;
      await frame();
    }
    await pause(tap);
    const before = shown();
    const start = performance.now();
    button.click();
    do await frame();
    while (shown() === before);
    waits += performance.now() - start;
  }
  return { waits: waits / 1000, swipes };
}
