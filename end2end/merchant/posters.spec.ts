// Word of mouth: papers for the window and the shelf, and picture cards for the phone's share sheet.
import { openShop, openWith, putOnSale } from '../support/counter.ts';
import { unique } from '../support/cast.ts';
import { arrive, expect, needsScripts, test, visit, withoutScripts } from '../support/test.ts';
import { expectPdf, print } from '../support/paper.ts';
import type { Page } from '@playwright/test';

const POSTERS = '/comptoir/affiches';

test('a merchant finds the papers and takes the window’s poster home', async ({ page }) => {
  await openShop(page.request);
  await visit(page, '/comptoir/boutique');
  await page.getByRole('link', { name: 'Affiches et étiquettes' }).click();
  await arrive(page, POSTERS);
  await expectPdf(print(page, 'Faire l’affiche'), 'affiche-a4.pdf');
  await page.getByRole('radio', { name: 'A5, pour le comptoir' }).check();
  await expectPdf(print(page, 'Faire l’affiche'), 'affiche-a5.pdf');
  // Nothing is on sale yet, and the page says what to do.
  await expect(page.getByRole('link', { name: 'Prendre une photo' })).toBeVisible();
});

test('prices go onto cards and labels, all of them or those that are ticked', async ({ page }) => {
  const soup = await openWith(page.request, 'Chez Lucette', 'Soupe de potiron', '4,20');
  await putOnSale(page.request, { name: unique('Pain d’épices'), price: '6' });
  await visit(page, POSTERS);
  await expect(page.getByText('Tout ce qui est en vente : 2')).toBeVisible();
  await expectPdf(print(page, 'Faire les prix'), 'prix-cartes.pdf');
  await page.getByRole('radio', { name: /^Étiquettes/ }).check();
  await page.getByText('Choisir un par un').click();
  await page.getByRole('checkbox', { name: soup.name }).check();
  await expectPdf(print(page, 'Faire les prix'), 'prix-etiquettes.pdf');
});

test.describe('the phone’s share sheet', () => {
  needsScripts();

  type Given = { title?: string; text?: string; url?: string; files: { name: string; type: string; begins: number[] }[] };
  type Watched = Window & { given?: Given[]; copied?: string[] };

  /** A link as it is handed on: it says so, and whoever follows it is counted. */
  const handedOn = (page: Page, path: string): string => `${new URL(path, page.url()).href}?q=partage`;

  /** A phone with a share sheet that notes what it is given. */
  const withSheet = (page: Page) =>
    page.addInitScript(() => {
      const watched = window as Watched;
      watched.given = [];
      const share = async (data: ShareData): Promise<void> => {
        const begins = async (file: File) => [...new Uint8Array(await file.slice(0, 3).arrayBuffer())];
        const files = await Promise.all(
          [...(data.files ?? [])].map(async (file) => ({ name: file.name, type: file.type, begins: await begins(file) })),
        );
        watched.given!.push({ title: data.title, text: data.text, url: data.url, files });
      };
      Object.defineProperty(navigator, 'share', { value: share });
      Object.defineProperty(navigator, 'canShare', { value: () => true });
    });

  /** A browser that has none, and a clipboard that notes what it keeps. */
  const withClipboardOnly = (page: Page) =>
    page.addInitScript(() => {
      const watched = window as Watched;
      watched.copied = [];
      const writeText = async (text: string): Promise<void> => void watched.copied!.push(text);
      Object.defineProperty(navigator, 'share', { value: undefined });
      Object.defineProperty(navigator, 'clipboard', { value: { writeText } });
    });

  async function given(page: Page): Promise<Given> {
    await page.waitForFunction(() => (window as Watched).given?.length);
    return page.evaluate(() => (window as Watched).given!.at(-1)!);
  }

  const share = (page: Page, name: string): Promise<void> => page.getByRole('button', { name, exact: true }).click();

  test('the newest products go out as one picture, with their words and the shop’s address', async ({ page }) => {
    const soup = await openWith(page.request, 'Chez Lucette', 'Soupe de potiron', '4,20');
    await withSheet(page);
    await visit(page, POSTERS);
    await share(page, 'Partager mes nouveautés');
    const { text, url, files } = await given(page);
    expect(files).toEqual([{ name: 'halle.jpg', type: 'image/jpeg', begins: [0xff, 0xd8, 0xff] }]);
    expect(text).toContain(soup.shop);
    expect(text).toContain(`${soup.name}, 4,20`);
    expect(url).toBe(handedOn(page, soup.path.slice(0, soup.path.lastIndexOf('/'))));
  });

  test('a shopper hands a product on: its words and its link, no picture', async ({ page }) => {
    const soup = await openWith(page.request, 'Chez Lucette', 'Soupe de potiron', '4,20');
    await withSheet(page);
    await visit(page, soup.path);
    await share(page, 'Partager');
    const { title, text, url, files } = await given(page);
    expect(files).toEqual([]);
    expect(title).toBe(soup.name);
    expect(text).toContain(`chez ${soup.shop}`);
    expect(url).toBe(handedOn(page, soup.path));
  });

  test('without a share sheet the link is copied, and the page says so', async ({ page }) => {
    const soup = await openWith(page.request, 'Chez Lucette', 'Soupe de potiron', '4,20');
    await withClipboardOnly(page);
    const shop = soup.path.slice(0, soup.path.lastIndexOf('/'));
    await visit(page, shop);
    await share(page, 'Partager');
    await expect(page.getByRole('status').filter({ hasText: 'Le lien est copié' })).toBeVisible();
    expect(await page.evaluate(() => (window as Watched).copied)).toEqual([handedOn(page, shop)]);
  });
});

test.describe('without scripts', () => {
  withoutScripts();

  test('no button promises what it cannot do', async ({ page }) => {
    const soup = await openWith(page.request, 'Chez Lucette', 'Soupe de potiron', '4,20');
    for (const address of [POSTERS, soup.path]) {
      await visit(page, address);
      await expect(page.getByRole('button', { name: /^Partager/ })).toBeHidden();
    }
  });
});
