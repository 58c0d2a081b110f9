import { accessSync } from 'node:fs';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

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

export function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: CHROMIUM,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

export interface OpenedPage {
  readonly page: Page;
  /** Everything that it asked for. */
  readonly requests: string[];
  /** Errors, dialogs, and whatever it wrote to the console. */
  readonly complaints: string[];
}

/** The page at a URL, at a place in it; nothing but the file itself, or what stands in a folder, is let through. */
export async function openPage(
  browser: Browser,
  url: string,
  options: BrowserContextOptions,
  place = '',
  folder?: string,
): Promise<OpenedPage> {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const requests: string[] = [];
  const complaints: string[] = [];
  const isOurs = (asked: string): boolean => asked === url || (folder !== undefined && asked.startsWith(folder));
  await context.route('**/*', route => (isOurs(route.request().url()) ? route.continue() : route.abort()));
  page.on('request', request => requests.push(request.url()));
  page.on('console', message => complaints.push(message.text()));
  page.on('pageerror', error => complaints.push(error.message));
  page.on('dialog', dialog => {
    complaints.push(dialog.message());
    void dialog.dismiss();
  });
  await page.goto(url + place);
  return { page, requests, complaints };
}

/** Elements that stick out of the window at the right, scrolled boxes apart: their beginnings. */
export async function sticksOut(page: Page): Promise<string[]> {
  const beyond = `[...document.querySelectorAll('body *')].filter(e => !e.closest('.scroll, svg, .skip, thead') && e.getBoundingClientRect().right > innerWidth + 0.5).map(e => e.outerHTML.slice(0, 80))`;
  return (await page.evaluate(beyond)) as string[];
}
