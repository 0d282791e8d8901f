// No page leaves a spec without having been looked at by axe.
import { AxeBuilder } from '@axe-core/playwright';
import { type CDPSession, expect, type Page, type Response } from '@playwright/test';
import { createHash } from 'node:crypto';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** What it found good is not written down one by one, and nothing is loaded again for rules that we do not ask. */
const BRIEFLY = { resultTypes: ['violations' as const], preload: false };

type AxeResults = Awaited<ReturnType<AxeBuilder['analyze']>>;

/** Remembers, for one page, where the browser has been and what has been checked. */
export class Inspector {
  readonly #been = new Set<string>();
  readonly #checked = new Set<string>();
  readonly #page: Page;
  readonly #scripts: boolean;
  #loads = 0;
  #switch?: CDPSession;

  constructor(page: Page, scripts: boolean) {
    this.#page = page;
    this.#scripts = scripts;
    page.on('framenavigated', (frame) => {
      if (frame !== page.mainFrame() || !frame.url().startsWith('http')) return;
      this.#been.add(path(frame.url()));
      this.#loads += 1;
    });
  }

  /** Checks the page as it is now, unless one built just alike was found good before. */
  async check(): Promise<void> {
    const build = await this.#retrying(() => this.#page.evaluate(describeBuild, ALIKE));
    // At night a page differs in its colours alone, and they are the same with scripts and without, on a phone and on a desk.
    const night = this.#scripts && this.#isPhone();
    if (!wasFoundGood(build, night)) {
      await this.#lookClosely(night);
      rememberGood(build, night);
    }
    this.#checked.add(path(this.#page.url()));
  }

  async #lookClosely(night: boolean): Promise<void> {
    this.#demandGood(await this.#retrying(() => this.#look()), 'by day');
    if (!night) return;
    await this.#page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
    try {
      this.#demandGood(await this.#retrying(() => this.#look(['color-contrast'])), 'by night');
    } finally {
      await this.#page.emulateMedia({ colorScheme: null, reducedMotion: null });
    }
  }

  #isPhone(): boolean {
    return (this.#page.viewportSize()?.width ?? 0) < 600;
  }

  #demandGood(found: AxeResults, when: string): void {
    const sentences = found.violations.flatMap((violation) =>
      violation.nodes.map((node) => `${violation.id}: ${violation.help}\n    ${node.html}\n    ${node.failureSummary}`),
    );
    expect(sentences, `axe on ${this.#page.url()} ${when}`).toEqual([]);
  }

  /** Checks the last page, and fails if another was passed through unseen. */
  async finish(): Promise<void> {
    if (this.#page.isClosed()) return;
    if (this.#page.url().startsWith('http')) await this.check();
    const unseen = [...this.#been].filter((visited) => !this.#checked.has(visited));
    expect(unseen, 'pages that axe never saw: reach them with visit() or arrive()').toEqual([]);
  }

  async #look(rules?: string[]): Promise<AxeResults> {
    // Legacy mode works inside the page alone: no second page is opened for it.
    const axe = new AxeBuilder({ page: this.#page }).setLegacyMode(true).options(BRIEFLY).exclude(`[${ALIKE}]`);
    if (rules) axe.withRules(rules);
    else axe.withTags(RULES);
    return await (this.#scripts ? axe.analyze() : this.#lendingScripts(() => axe.analyze()));
  }

  /** A page that follows an order loads itself again when it likes: what looks at it then begins again. */
  async #retrying<T>(look: () => Promise<T>, triesLeft = 10): Promise<T> {
    const loads = this.#loads;
    try {
      return await look();
    } catch (error) {
      await this.#page.waitForLoadState();
      // The error may come before the news of the load that caused it.
      const isAnother = this.#loads !== loads || String(error).includes('because of a navigation');
      if (!isAnother || triesLeft === 0) throw error;
      return this.#retrying(look, triesLeft - 1);
    }
  }

  /**
   * axe waits on timers, which stand still where scripts are off. So they are on while it looks and off again before
   * anything else happens; what the page was served as, <noscript> included, stays what it was.
   */
  async #lendingScripts<T>(look: () => Promise<T>): Promise<T> {
    // Kept open: closing the session would leave the scripts on.
    this.#switch ??= await this.#page.context().newCDPSession(this.#page);
    const setOff = (value: boolean) => this.#switch!.send('Emulation.setScriptExecutionDisabled', { value });
    // A new session believes they are on, and would not pass on what it takes for no change.
    await setOff(true);
    await setOff(false);
    try {
      return await look();
    } finally {
      await setOff(true);
    }
  }
}

/** On rows that axe need not look at: two built alike stand before them. */
const ALIKE = 'data-alike';

/**
 * Runs in the page: its size, its elements and all that their looks and their roles depend on, without their words.
 * Brothers built alike are named once, so a list is what its rows are, however long; those after the second are marked.
 */
function describeBuild(mark: string): string {
  const OWN_WORDS = /^(id|for|href|src|srcset|value|name|action|datetime|content|nonce|data-.*)$/;
  const describe = (element: Element): string => {
    const own = [...element.attributes].filter(({ name }) => name !== mark);
    const attributes = own.map(({ name, value }) => {
      const isWords = OWN_WORDS.test(name) || ['alt', 'title', 'aria-label', 'placeholder'].includes(name);
      return isWords || name.startsWith('aria-') && value.length > 12 ? `${name}:${value === '' ? '' : '…'}` : `${name}:${value}`;
    });
    const speaks = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent!.trim());
    const children = new Map<string, number>();
    for (const child of element.children) {
      const build = describe(child);
      const before = children.get(build) ?? 0;
      children.set(build, before + 1);
      child.toggleAttribute(mark, before >= 2);
    }
    return `<${[element.tagName, ...attributes.sort()].join(' ')}>${speaks ? '…' : ''}${[...children.keys()].join('')}</>`;
  };
  return `${innerWidth} ${describe(document.documentElement)}`;
}

const FOUND_GOOD = 'HALLE_E2E_FOUND_GOOD';

/** The builds of pages in which axe found nothing to say, for all workers: a file each, with nothing in it. */
export function rememberGoodIn(folder: string): void {
  process.env[FOUND_GOOD] = folder;
}

const fileOf = (build: string, night: boolean): string =>
  join(process.env[FOUND_GOOD]!, `${night ? 'night' : 'day'}-${createHash('sha256').update(build).digest('hex')}`);

/** What was looked at by night was looked at by day first. */
const wasFoundGood = (build: string, night: boolean): boolean =>
  existsSync(fileOf(build, true)) || (!night && existsSync(fileOf(build, false)));

const rememberGood = (build: string, night: boolean): void => writeFileSync(fileOf(build, night), '');

const inspectors = new WeakMap<Page, Inspector>();

/** Begins to follow a page; support/test.ts does it for every test's own. */
export function watch(page: Page, scripts: boolean): Inspector {
  const inspector = inspectors.get(page) ?? new Inspector(page, scripts);
  inspectors.set(page, inspector);
  return inspector;
}

function inspectorOf(page: Page): Inspector {
  const inspector = inspectors.get(page);
  if (!inspector) throw new Error('A page that the test opened itself: call watch(page, scripts) of support/axe.ts first.');
  return inspector;
}

/** Goes to `url`, checks what is there. */
export async function visit(page: Page, url: string): Promise<Response | null> {
  const inspector = inspectorOf(page);
  const response = await page.goto(url);
  await inspector.check();
  return response;
}

/** After a tap or a form: waits until the browser is at `url`, then checks what is there. */
export async function arrive(page: Page, url: string | RegExp): Promise<void> {
  await page.waitForURL(url);
  await inspectorOf(page).check();
}

const path = (url: string): string => new URL(url).pathname;
