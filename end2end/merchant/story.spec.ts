// The whole story: the town hall invites a shop, its merchant sells and hears the bell, a shopper fetches.
import { whole } from '../support/browser.ts';
import { shopper, town, unique } from '../support/cast.ts';
import {
  addressOfProduct,
  arriveAtCounter,
  INBOX,
  nameField,
  photograph,
  ribbon,
  sell,
  shutter,
  tapPrice,
  ticket,
} from '../support/counter.ts';
import { itIsMe, signInOfficial, TOWN_HALL } from '../support/doors.ts';
import { addToBasket, card, chooseMoment, reserveAndReadCode, sayWho } from '../support/market.ts';
import { euros } from '../support/speech.ts';
import { PushService } from '../support/push.ts';
import { addShop, askForLink, onRoster } from '../support/town-hall.ts';
import { arrive, expect, needsScripts, test, visit } from '../support/test.ts';
import { workerReady } from '../support/worker.ts';

needsScripts();
// Only there a page can be allowed to ring.
test.use({ launchOptions: whole });

let service: PushService;
test.beforeEach(async () => {
  service = await PushService.start();
});
// Skipped without scripts, and then there is none.
test.afterEach(() => service?.stop());

test('from an invitation to a product in a shopper’s hands', async ({ page: merchant, anotherPerson }) => {
  test.slow();
  const shop = unique('La corbeille');
  const name = unique('Confiture de lait');
  const jam = { name, price: '3,50', shop, path: addressOfProduct(shop, name) };

  const official = await anotherPerson();
  await signInOfficial(official);
  await addShop(official, { name: shop, kind: 'Épicerie' });
  const link = await askForLink(official, shop);

  await merchant.context().grantPermissions(['notifications']);
  await service.serve(merchant);
  await visit(merchant, link);
  await itIsMe(merchant);
  await arriveAtCounter(merchant, true);
  await shutter(merchant).click();
  await expect(photograph(merchant)).toBeVisible();
  await nameField(merchant).fill(jam.name);
  await tapPrice(merchant, jam.price);
  await sell(merchant);
  await expect(ribbon(merchant).first()).toHaveText('en vente');
  await merchant.getByRole('link', { name: 'Dernier geste : essayer la sonnette' }).click();
  await arrive(merchant, '/comptoir/sonnette');
  await workerReady(merchant);
  await merchant.getByRole('button', { name: 'Autoriser la sonnette' }).click();
  await service.deliverTo(merchant);
  await merchant.getByRole('button', { name: 'Faire sonner' }).click();
  await expect(merchant.getByText('Elle est arrivée sur ce téléphone.')).toBeVisible();
  await merchant.getByRole('button', { name: 'Je l’ai entendue' }).click();
  await expect(merchant.getByText('C’est noté. Vos commandes s’entendent.')).toBeVisible();
  await visit(merchant, INBOX);
  await merchant.getByRole('link', { name: 'Donner mes horaires' }).click();
  await arrive(merchant, /\/comptoir\/boutique/);
  await merchant.getByRole('button', { name: 'Enregistrer' }).click();
  await expect(merchant.getByRole('status')).toContainText('C’est noté.');
  const listening = merchant.waitForRequest(/\/evenements/);
  await visit(merchant, INBOX);
  await listening;

  const client = await anotherPerson({ javaScriptEnabled: false });
  await visit(client, town.path);
  await expect(card(client, jam.name)).toContainText(euros(jam.price));
  await addToBasket(client, jam);
  await chooseMoment(client, shop);
  await sayWho(client);
  const code = await reserveAndReadCode(client);

  const arrived = merchant.getByRole('article', { name: shopper.name });
  await expect(arrived).toContainText(jam.name);
  // A finger on the page: now somebody has seen it.
  await arrived.getByRole('heading', { name: shopper.name }).click();
  await ticket(merchant, 'À préparer', shopper.name).getByRole('button', { name: 'C’est prêt' }).click();
  await expect(ticket(merchant, 'Prêtes', shopper.name)).toBeVisible();
  await client.reload();
  await expect(client.getByRole('heading', { level: 1, name: 'C’est prêt.' })).toBeVisible();
  await ticket(merchant, 'Prêtes', shopper.name).getByRole('textbox', { name: 'Son code' }).fill(code);
  await ticket(merchant, 'Prêtes', shopper.name).getByRole('button', { name: 'Remettre' }).click();
  await expect(merchant.getByRole('region', { name: 'Remises aujourd’hui' })).toContainText(shopper.name);
  await client.reload();
  await expect(client.getByRole('heading', { level: 1, name: 'C’est terminé.' })).toBeVisible();

  await visit(official, TOWN_HALL);
  await expect(onRoster(official, shop)).toContainText('un produit');
  await expect(onRoster(official, shop)).toContainText('en ligne');
  await expect(onRoster(official, shop)).toContainText('Sonnette entendue');
});
