// Papers that come as files.
import { expect, type Download, type Page } from '@playwright/test';
import { readFile } from 'node:fs/promises';

export async function expectPdf(download: Promise<Download>, name: string): Promise<void> {
  const file = await download;
  expect(file.suggestedFilename()).toBe(name);
  const bytes = await readFile(await file.path());
  expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
}

export async function print(page: Page, button: string): Promise<Download> {
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: button }).click();
  return download;
}
