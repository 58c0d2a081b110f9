import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeReport } from '../../cli/writeReport.ts';
import { CHROMIUM, isBrowserMissing, launchBrowser, type OpenedPage, openPage, sticksOut } from '../testing/browser.ts';
import { sampleRecord } from '../testing/sampleRecord.ts';

const SHOTS = join(import.meta.dirname, '..', 'out', 'screenshots');

describe.skipIf(isBrowserMissing)(
  `the page in a browser${isBrowserMissing ? ` (skipped: no browser at ${CHROMIUM})` : ''}`,
  () => {
    let browser: Browser;
    let folder = '';
    let url = '';

    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'report-'));
      url = pathToFileURL((await writeReport(folder, sampleRecord())).html).href;
      browser = await launchBrowser();
    });
    afterAll(async () => {
      await browser?.close();
      await rm(folder, { recursive: true, force: true });
    });

    const open = (options: BrowserContextOptions): Promise<OpenedPage> => openPage(browser, url, options);

    test.for([
      { name: 'wide-light', width: 1280, colorScheme: 'light' },
      { name: 'wide-dark', width: 1280, colorScheme: 'dark' },
      { name: 'narrow-light', width: 400, colorScheme: 'light' },
      { name: 'narrow-dark', width: 400, colorScheme: 'dark' },
    ] as const)('$name: one request, no complaint, no overflow, mathematics and plots laid out', async setting => {
      const viewport = { width: setting.width, height: 900 };
      const { page, requests, complaints } = await open({ viewport, colorScheme: setting.colorScheme });
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(setting.width);
      expect(await sticksOut(page)).toEqual([]);

      const formulas = page.locator('math');
      expect(await formulas.count()).toBeGreaterThan(12);
      for (const formula of await formulas.all()) {
        const box = await formula.boundingBox();
        expect(box?.width).toBeGreaterThan(5);
        expect(box?.height).toBeGreaterThan(8);
      }
      // A fraction is laid out as one: its denominator stands below its numerator.
      const fraction = page.locator('.statement mfrac').first();
      const [top, bottom] = await Promise.all([0, 1].map(i => fraction.locator('> *').nth(i).boundingBox()));
      expect(bottom!.y).toBeGreaterThan(top!.y + top!.height / 2);

      const charts = page.locator('svg.chart:visible');
      expect(await charts.count()).toBe(2);
      for (const chart of await charts.all()) {
        const box = await chart.boundingBox();
        expect(box!.width).toBeGreaterThan(300);
        expect(box!.height).toBeGreaterThan(150);
      }
      const styles = `(kind => getComputedStyle([...document.querySelectorAll('svg.chart path.line.' + kind)].find(e => e.getClientRects().length)))`;
      const strokes = await page.evaluate(
        `['formula', 'oracle', 'gradient-descent'].map(${styles}).map(s => [s.stroke, s.strokeWidth, s.strokeDasharray])`,
      );
      expect(new Set((strokes as string[][]).map(String)).size).toBe(3);
      expect((strokes as string[][])[0]![2]).not.toBe('none');

      await page.screenshot({ path: join(SHOTS, `${setting.name}.png`), fullPage: true });
      expect(requests).toEqual([url]);
      expect(complaints).toEqual([]);
      await page.context().close();
    });

    test('chips filter table and sections, together and by keyboard; a link to a hidden claim shows it', async () => {
      const { page, complaints } = await open({ viewport: { width: 1280, height: 900 } });
      const claims = page.locator('article.claim:visible');
      const rows = page.locator('.entry:visible');
      const papers = page.locator('.paper:visible');
      const sections = page.locator('.section:visible');
      const heads = async () => [await papers.count(), await sections.count()];
      expect([await claims.count(), await rows.count(), ...(await heads())]).toEqual([6, 6, 3, 5]);
      await page.getByRole('button', { name: '1 refuted', exact: true }).click();
      expect([await claims.count(), await rows.count(), ...(await heads())]).toEqual([1, 1, 1, 1]);
      expect(await page.getByRole('status').textContent()).toBe('Showing 1 of 6 claims');
      await page.getByRole('button', { name: '1 vacuous' }).focus();
      await page.keyboard.press('Space');
      expect([await claims.count(), ...(await heads())]).toEqual([2, 2, 1]);
      await page.evaluate(`location.hash = '#sample/eq-1'`);
      await page.locator('[id="sample/eq-1"]').waitFor({ state: 'visible' });
      expect(await claims.count()).toBe(6);
      await page.getByRole('button', { name: 'Copy' }).first().click();
      await page.getByRole('button', { name: /Copied|Selected/ }).waitFor();
      expect(complaints).toEqual([]);
      await page.context().close();
    });

    test('is complete without its script', async () => {
      const { page } = await open({ javaScriptEnabled: false, viewport: { width: 1280, height: 900 } });
      expect(await page.locator('article.claim:visible').count()).toBe(6);
      expect(await page.locator('.chip:visible').count()).toBe(6);
      await page.context().close();
    });

    test('says its structure to screen readers', async () => {
      const { page } = await open({ viewport: { width: 400, height: 900 } });
      expect(await page.getByRole('img', { name: 'over t / τ' }).count()).toBe(2);
      expect(await page.getByRole('table', { name: 'Claims' }).count()).toBe(1);
      expect(await page.getByRole('rowheader', { name: 'sample/eq-1' }).count()).toBe(1);
      expect(await page.getByRole('article').count()).toBe(6);
      expect(await page.getByRole('complementary', { name: /^Counterexample/ }).count()).toBe(2);
      await page.context().close();
    });
  },
);
