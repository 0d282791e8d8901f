// The barcode reader: fetched when it is used, and at home under the policy of the counter's pages.
import { arriveAtCounter, COUNTER, openShop } from '../support/counter.ts';
import { expect, needsScripts, test } from '../support/test.ts';

needsScripts();

const NUMBER = '4006381333931';
/** From the first bar to the last: '1' is black. Written out by hand, from the tables of the standard. */
const MODULES =
  '101' + '0001101' + '0100111' + '0101111' + '0111101' + '0001001' + '0110011' +
  '01010' + '1000010' + '1000010' + '1000010' + '1110100' + '1000010' + '1100110' + '101';

test('the counter fetches no barcode reader, and could', async ({ page, scripts }) => {
  const fetched: string[] = [];
  page.on('request', request => {
    if (request.url().includes('scanner')) fetched.push(request.url());
  });
  await openShop(page.request);
  await page.goto(COUNTER);
  await arriveAtCounter(page, scripts);
  expect(fetched, 'what nobody used yet').toEqual([]);

  const counter = await page.locator('link[href*="halle-counter.js"]').first().getAttribute('href');
  const read = await page.evaluate(drawAndRead, { reader: counter!.replace('counter', 'scanner'), modules: MODULES });
  expect(read).toBe(NUMBER);
  expect(fetched).toHaveLength(2);
});

/** Runs in the browser: draws the bars on a canvas, as the camera's frame is, and has them read. */
async function drawAndRead(wanted: { reader: string; modules: string }): Promise<string | undefined> {
  const scanner = await import(wanted.reader);
  await scanner.default();
  const canvas = document.createElement('canvas');
  canvas.width = 480;
  canvas.height = 120;
  const pen = canvas.getContext('2d')!;
  pen.fillStyle = 'white';
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.fillStyle = 'black';
  [...wanted.modules].forEach((module, at) => {
    if (module === '1') pen.fillRect(48 + at * 4, 20, 4, 80);
  });
  const { data } = pen.getImageData(0, 0, canvas.width, canvas.height);
  const luma = new Uint8Array(canvas.width * canvas.height).map((_, at) => data[at * 4]!);
  return scanner.read(luma, canvas.width, canvas.height);
}
