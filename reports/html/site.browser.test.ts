import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeSite } from '../../cli/writeSite.ts';
import { axeFaults } from '../testing/axe.ts';
import {
  CHROMIUM,
  isBrowserMissing,
  launchBrowser,
  screenshot,
  sticksOut,
  type TestBrowser,
} from '../testing/browser.ts';
import { sampleRecord } from '../testing/sampleRecord.ts';

describe.skipIf(isBrowserMissing)(`a site${isBrowserMissing ? ` (skipped: no browser at ${CHROMIUM})` : ''}`, () => {
  let browser: TestBrowser;
  let folder = '';
  let url = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'site-'));
    url = pathToFileURL((await writeSite(folder, sampleRecord(), [])).index).href;
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await rm(folder, { recursive: true, force: true });
  });
  const openSite = (width: number, colorScheme: 'light' | 'dark') =>
    browser.open(url, { width, colorScheme }, '', pathToFileURL(folder).href);

  test('search on the index, from there to a claim, on to the next and back; nothing from elsewhere', async () => {
    const { page, requests, complaints } = await openSite(1280, 'light');
    await page.keyboard.press('/');
    await page.keyboard.type('bottleneck holds no');
    expect(await page.locator('.entry:visible').count()).toBe(0);
    await page.getByLabel('search').fill('whitened');
    const found = page.locator('.entry:visible');
    expect(await found.count()).toBeGreaterThan(0);
    expect(await found.count()).toBeLessThan(6);
    await page.getByLabel('search').fill('');
    // The first claim of the index has no statement to copy.
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.locator('article.claim').waitFor();
    expect(await page.locator('article.claim').count()).toBe(1);
    const first = page.url();
    // The script of the page makes them.
    await expect.poll(() => page.getByRole('button', { name: /^Copy (link|Markdown|LaTeX)/ }).count()).toBe(3);
    await page.getByRole('link', { name: 'Next' }).click();
    await page.waitForURL(address => address.href !== first);
    await page.getByRole('link', { name: 'Previous' }).click();
    await page.waitForURL(first);
    await page.keyboard.press('Escape');
    await page.waitForURL(/index\.html/);
    expect(await page.locator('.entry:visible').count()).toBe(6);
    expect(requests.filter(asked => !asked.startsWith(pathToFileURL(folder).href))).toEqual([]);
    expect(await axeFaults(page)).toEqual([]);
    expect(complaints).toEqual([]);
  });

  test.for([
    [1280, 'dark'],
    [390, 'light'],
  ] as const)('at %i, %s, style and mathematics are there, nothing sticks out', async ([width, colorScheme]) => {
    const { page, complaints } = await openSite(width, colorScheme);
    await page.locator('.entry a', { hasText: 'sign of λ' }).first().click();
    await page.locator('article.claim math').first().waitFor();
    const copies = page.getByRole('button', { name: /^Copy (link|Markdown|LaTeX|formula|BibTeX)$/ });
    await expect.poll(() => copies.count()).toBe(4); // The sample's paper is none that can be cited.
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
    expect(await sticksOut(page)).toEqual([]);
    expect(await page.evaluate('[getComputedStyle(document.body).maxWidth, document.fonts.size]')).toEqual([
      '1088px',
      2,
    ]);
    await screenshot(page, `site-claim-${width}-${colorScheme}`);
    expect(complaints).toEqual([]);
    if (width === 1280) expect(await axeFaults(page)).toEqual([]);
  });
});
