// What a thumb needs.
import type { Page } from '@playwright/test';

/** Buttons and links within the page's own part that are smaller than a thumb, 48 pixels either way. */
export function tooSmall(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found = [...document.querySelectorAll<HTMLElement>('main button, main label.capture__tool, main .button, .counter-bar a')];
    const shown = found.filter((one) => one.checkVisibility());
    const small = shown.filter((one) => {
      const { width, height } = one.getBoundingClientRect();
      return width > 1 && (Math.round(width) < 48 || Math.round(height) < 48);
    });
    return small.map((one) => `${one.textContent?.trim()} ${JSON.stringify(one.getBoundingClientRect())}`);
  });
}
