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

/** In CI a missing browser must fail, not hide the tests that need one. */
export const WITHOUT_BROWSER: boolean = !present() && !process.env.CI;

/** Widths and colours in which a page is looked at. */
export const SETTINGS = [
  { name: 'wide-light', width: 1280, colorScheme: 'light' },
  { name: 'wide-dark', width: 1280, colorScheme: 'dark' },
  { name: 'narrow-light', width: 400, colorScheme: 'light' },
  { name: 'narrow-dark', width: 400, colorScheme: 'dark' },
] as const;

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

/** The page, with everything that it asks for and complains of; nothing but the file itself is let through. */
export async function openPage(
  browser: Browser,
  url: string,
  options: BrowserContextOptions,
): Promise<{ page: Page; requests: string[]; complaints: string[] }> {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const requests: string[] = [];
  const complaints: string[] = [];
  await context.route('**/*', route => (route.request().url() === url ? route.continue() : route.abort()));
  page.on('request', request => requests.push(request.url()));
  page.on('console', message => complaints.push(message.text()));
  page.on('pageerror', error => complaints.push(error.message));
  page.on('dialog', dialog => {
    complaints.push(dialog.message());
    void dialog.dismiss();
  });
  await page.goto(url);
  return { page, requests, complaints };
}

/** Elements that stick out at the right, boxes that scroll by themselves apart. */
export function elementsBeyond(page: Page): Promise<unknown> {
  return page.evaluate(
    `[...document.querySelectorAll('body *')].filter(e => !e.closest('.scroll, svg, .skip, thead') && e.getBoundingClientRect().right > innerWidth + 0.5).map(e => e.outerHTML.slice(0, 80))`,
  );
}
