import { accessSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium, type Locator, type Page } from 'playwright-core';

export const CHROMIUM: string = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';

function present(): boolean {
  try {
    accessSync(CHROMIUM);
    return true;
  } catch {
    return false;
  }
}

/** Whether tests in a browser are to be skipped. In CI a missing browser must fail, not hide the test. */
export const isBrowserMissing: boolean = !present() && !process.env.CI;

/** How a page is shown; its script runs where nothing else is said. */
export interface Shown {
  readonly width: number;
  readonly colorScheme?: 'light' | 'dark';
  readonly javaScriptEnabled?: boolean;
}

export interface OpenedPage {
  readonly page: Page;
  /** Everything that it asked for. */
  readonly requests: string[];
  /** Errors, dialogs, and whatever it wrote to the console. */
  readonly complaints: string[];
}

/** A browser with one window for all pages, which are opened one after the other: each is new, its process is not. */
export interface TestBrowser {
  /** The page at a URL, at a place in it; nothing but the file itself, or what stands in a folder, is let through. */
  readonly open: (url: string, shown: Shown, place?: string, folder?: string) => Promise<OpenedPage>;
  readonly close: () => Promise<void>;
}

/**
 * What no test looks at: the list below the address line, two pages that each window loads in a process of their own. Chromium
 * takes the last such list only, so what Playwright leaves out of pages from files follows.
 */
const LEFT_OUT = [
  ...['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup', 'WebUIOmniboxFullPopup'],
  ...['AvoidUnnecessaryBeforeUnloadCheckSync', 'DestroyProfileOnBrowserClose', 'PaintHolding'],
  ...['MediaRouter', 'NetworkTimeServiceQuerying', 'OptimizationHints', 'PreconnectToSearch', 'AimEnabled'],
];

export async function launchBrowser(): Promise<TestBrowser> {
  const browser = await chromium.launch({
    executablePath: CHROMIUM,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      `--disable-features=${LEFT_OUT.join()}`,
    ],
  });
  const windows = new Map<boolean, Promise<Window>>();
  return {
    open: async (url, { width, colorScheme = 'light', javaScriptEnabled = true }, place = '', folder) => {
      if (!windows.has(javaScriptEnabled)) windows.set(javaScriptEnabled, openWindow(browser, javaScriptEnabled));
      const window = await windows.get(javaScriptEnabled)!;
      const { page } = window;
      // What the page before kept is forgotten, and so is the page: else the same URL would only be scrolled to another place.
      if (javaScriptEnabled && page.url() !== BLANK) await page.evaluate('localStorage.clear()');
      await page.goto(BLANK);
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ media: null, colorScheme });
      window.isOurs = asked => asked === url || (folder !== undefined && asked.startsWith(folder));
      window.requests = [];
      window.complaints = [];
      const { requests, complaints } = window;
      await page.goto(url + place);
      return { page, requests, complaints };
    },
    close: () => browser.close(),
  };
}

const BLANK = 'about:blank';

interface Window {
  readonly page: Page;
  isOurs: (url: string) => boolean;
  requests: string[];
  complaints: string[];
}

async function openWindow(browser: Browser, javaScriptEnabled: boolean): Promise<Window> {
  const context = await browser.newContext({ javaScriptEnabled });
  const page = await context.newPage();
  const window: Window = { page, isOurs: () => false, requests: [], complaints: [] };
  await context.route('**/*', route => (window.isOurs(route.request().url()) ? route.continue() : route.abort()));
  page.on('request', request => window.requests.push(request.url()));
  page.on('console', message => window.complaints.push(message.text()));
  page.on('pageerror', error => window.complaints.push(error.message));
  page.on('dialog', dialog => {
    window.complaints.push(dialog.message());
    void dialog.dismiss();
  });
  return window;
}

/** For a person to look at: the whole page as NAME.png in the folder that SCREENSHOTS names; nothing where it names none. */
export async function screenshot(page: Page, name: string): Promise<void> {
  const folder = process.env.SCREENSHOTS;
  if (folder !== undefined) await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
}

export interface Box {
  readonly top: number;
  readonly bottom: number;
  readonly width: number;
  readonly height: number;
}

/** Where each of the elements is laid out. */
export function boxesOf(elements: Locator): Promise<Box[]> {
  return elements.evaluateAll(all => all.map(one => one.getBoundingClientRect().toJSON() as Box));
}

/** Elements that stick out of the window at the right, scrolled boxes apart: their beginnings. */
export async function sticksOut(page: Page): Promise<string[]> {
  const beyond = `[...document.querySelectorAll('body *')].filter(e => !e.closest('.scroll, svg, .skip, thead') && e.getBoundingClientRect().right > innerWidth + 0.5).map(e => e.outerHTML.slice(0, 80))`;
  return (await page.evaluate(beyond)) as string[];
}
