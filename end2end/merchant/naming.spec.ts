// A name with no typing: said in one phrase, or told by a barcode that another shop described before.
import type { Page } from '@playwright/test';
import {
  arriveAtCounter,
  COUNTER,
  nameField,
  openShop,
  photograph,
  putOnSale,
  ribbon,
  sell,
  shutter,
  tapPrice,
} from '../support/counter.ts';
import { card } from '../support/market.ts';
import { euros } from '../support/speech.ts';
import { expect, needsScripts, test, visit } from '../support/test.ts';

needsScripts();

const dictate = (page: Page) => page.getByRole('button', { name: 'Dire le produit et son prix' });

/** The browser's ear: it understands these phrases one after the other, and nothing after the last. */
async function teach(page: Page, phrases: string[]): Promise<void> {
  await page.addInitScript((phrases) => {
    class Ear {
      onresult?: (event: unknown) => void;
      onend?: () => void;
      lang = '';
      start() {
        const transcript = this.lang === 'fr-FR' ? phrases.shift() : undefined;
        setTimeout(() => {
          if (transcript) this.onresult?.({ results: [[{ transcript }]] });
          this.onend?.();
        });
      }
    }
    Object.assign(window, { SpeechRecognition: Ear });
  }, phrases);
}

/** A number that no product of any test has: thirteen digits of which the last one proves the others. */
function freshNumber(): string {
  const twelve = `376${String(Math.floor(Math.random() * 1e9)).padStart(9, '0')}`;
  const sum = [...twelve].reduce((all, digit, at) => all + Number(digit) * (at % 2 ? 3 : 1), 0);
  return `${twelve}${(10 - (sum % 10)) % 10}`;
}

async function takePicture(page: Page): Promise<void> {
  await shutter(page).click();
  await expect(photograph(page)).toBeVisible();
}

async function typeNumber(page: Page, number: string): Promise<void> {
  await page.getByRole('button', { name: 'Code-barres' }).click();
  await page.getByLabel('Les chiffres sous le code-barres').fill(number);
  await page.getByRole('button', { name: 'Chercher' }).click();
}

test('one phrase fills name, price and quantity', async ({ page }) => {
  const shop = await openShop(page.request);
  await teach(page, ['confiture de fraise, quatre euros cinquante le pot de cinq cents grammes']);
  await page.goto(COUNTER);
  await arriveAtCounter(page, true);
  await takePicture(page);
  await dictate(page).click();
  await expect(nameField(page)).toHaveValue('Confiture de fraise');
  await expect(page.getByRole('status').filter({ hasText: euros('4,50') })).toBeVisible();
  await expect(page.getByLabel('Contenu')).toHaveValue('500 g');
  // What a kilogram of it costs is known at once.
  await expect(page.getByText(euros('9,00'))).toBeVisible();
  await sell(page);
  await expect(ribbon(page)).toHaveText(['en vente']);
  await visit(page, shop.path);
  await expect(card(page, 'Confiture de fraise')).toContainText(euros('4,50'));
});

test('what was not understood says so, and what was typed stays', async ({ page }) => {
  await openShop(page.request);
  await teach(page, []);
  await page.goto(COUNTER);
  await arriveAtCounter(page, true);
  await takePicture(page);
  await nameField(page).fill('Miel');
  await tapPrice(page, '8');
  await dictate(page).click();
  await expect(page.getByText('Rien n’a été compris. Réessayez, ou écrivez le nom.')).toBeVisible();
  await expect(nameField(page)).toHaveValue('Miel');
  await sell(page);
  await expect(ribbon(page)).toHaveText(['en vente']);
});

test('a browser without ears shows no microphone', async ({ page }) => {
  await openShop(page.request);
  await page.addInitScript(() => {
    Object.assign(window, { SpeechRecognition: undefined, webkitSpeechRecognition: undefined });
  });
  await page.goto(COUNTER);
  await arriveAtCounter(page, true);
  await takePicture(page);
  await expect(dictate(page)).toBeHidden();
});

test('a barcode that one shop described names the product of the next', async ({ page, anotherPerson }) => {
  const number = freshNumber();
  const neighbour = await anotherPerson();
  await openShop(neighbour.request, 'La pomme');
  await neighbour.goto(COUNTER);
  await arriveAtCounter(neighbour, true);
  await takePicture(neighbour);
  await typeNumber(neighbour, number);
  await expect(neighbour.getByText('Personne ne l’a encore décrit.')).toBeVisible();
  await nameField(neighbour).fill('Jus de pomme fermier');
  await neighbour.getByLabel('Contenu').fill('75 cl');
  await tapPrice(neighbour, '3,20');
  await sell(neighbour);
  await expect(ribbon(neighbour)).toHaveText(['en vente']);

  const shop = await openShop(page.request);
  await page.goto(COUNTER);
  await arriveAtCounter(page, true);
  await takePicture(page);
  await tapPrice(page, '3,60');
  await typeNumber(page, '123');
  await expect(page.getByRole('alert').filter({ hasText: 'Ces chiffres ne sont pas ceux d’un code-barres.' })).toBeVisible();
  await page.getByLabel('Les chiffres sous le code-barres').fill(number);
  await page.getByRole('button', { name: 'Chercher' }).click();
  await expect(page.getByText('Déjà décrit par un commerce d’ici')).toBeVisible();
  await expect(nameField(page)).toHaveValue('Jus de pomme fermier');
  await expect(page.getByLabel('Contenu')).toHaveValue('75 cl');
  await sell(page);
  await expect(ribbon(page)).toHaveText(['en vente']);
  await visit(page, shop.path);
  await expect(card(page, 'Jus de pomme fermier')).toContainText(euros('3,60'));
});

test('the camera reads a barcode where the browser can', async ({ page }) => {
  const number = freshNumber();
  await openShop(page.request);
  await page.addInitScript((rawValue) => {
    class BarcodeDetector {
      static getSupportedFormats = async () => ['ean_13', 'ean_8', 'upc_a'];
      async detect(source: HTMLVideoElement) {
        return source.videoWidth > 0 ? [{ rawValue, format: 'ean_13' }] : [];
      }
    }
    Object.assign(window, { BarcodeDetector });
  }, number);
  const fetched: string[] = [];
  page.on('request', (request) => void (request.url().includes('scanner') && fetched.push(request.url())));
  await page.goto(COUNTER);
  await arriveAtCounter(page, true);
  await takePicture(page);
  const asked = page.waitForRequest(/describe/);
  await page.getByRole('button', { name: 'Code-barres' }).click();
  expect((await asked).postData()).toContain(number);
  await expect(page.getByText('Personne ne l’a encore décrit.')).toBeVisible();
  await expect(photograph(page)).toBeVisible();
  expect(fetched, 'the browser reads by itself').toEqual([]);
});

test('what a barcode told of brand and allergens is shown before it is published, and may be cleared', async ({ page }) => {
  await openShop(page.request);
  const told = { name: 'Pâte à tartiner', quantity: '400 g', brand: 'La pause', allergens: 'lait, noix', source: 'food_facts' };
  await page.route('**/describe', (route) => route.fulfill({ json: told }));
  await page.goto(COUNTER);
  await arriveAtCounter(page, true);
  for (const cleared of [false, true]) {
    await takePicture(page);
    await tapPrice(page, '4');
    await typeNumber(page, freshNumber());
    const learned = page.getByText(/Marque.*La pause.*Allergènes.*lait, noix/);
    await expect(learned).toBeVisible();
    if (cleared) {
      await page.getByRole('button', { name: 'Ne pas publier' }).click();
      await expect(learned).toBeHidden();
    }
    const sent = page.waitForRequest(/put_on_sale/);
    await sell(page);
    expect((await sent).postDataJSON()).toMatchObject({
      form: cleared ? { brand: '', allergens: '' } : { brand: 'La pause', allergens: 'lait, noix' },
    });
  }
});

test('the shop’s own words come before a letter is typed, and one of a kind is sold once', async ({ page }) => {
  const shop = await openShop(page.request);
  for (const name of ['Miel', 'Noix', 'Miel']) await putOnSale(page.request, { name, price: '5' });
  await page.goto(COUNTER);
  await arriveAtCounter(page, true);
  await takePicture(page);
  const offers = page.getByRole('list', { name: 'Vos mots' }).getByRole('button');
  await expect(offers).toHaveText(['Miel', 'Noix']);
  await offers.filter({ hasText: 'Noix' }).click();
  await expect(nameField(page)).toHaveValue('Noix');
  await tapPrice(page, '6');
  await page.getByLabel('Sur l’étal', { exact: true }).selectOption('one');
  await sell(page);
  await expect(ribbon(page)).toHaveText(['en vente']);
  await visit(page, shop.path);
  await expect(card(page, 'Noix').filter({ hasText: euros('6') })).toContainText('Dernière pièce');
});
