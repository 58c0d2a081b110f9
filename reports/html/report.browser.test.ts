import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeReport } from '../../cli/writeReport.ts';
import { axeFaults } from '../testing/axe.ts';
import {
  boxesOf,
  CHROMIUM,
  isBrowserMissing,
  launchBrowser,
  type OpenedPage,
  type Shown,
  screenshot,
  sticksOut,
  type TestBrowser,
} from '../testing/browser.ts';
import { sampleCheck } from '../testing/sampleCheck.ts';
import { sampleRecord } from '../testing/sampleRecord.ts';
import { renderHtml } from './report.ts';

const hash = (page: Page): Promise<string> => page.evaluate('location.hash') as Promise<string>;

/** Goes to a claim as a link does. */
async function show(page: Page, id: string): Promise<void> {
  await page.evaluate(`location.hash = ${JSON.stringify(`#${id}`)}`);
  await page.waitForFunction(
    `document.body.dataset.view === (document.querySelector('noscript[data-claim=' + CSS.escape(${JSON.stringify(id)}) + ']') ? 'claim' : 'index')`,
  );
}

describe.skipIf(isBrowserMissing)(
  `the page in a browser${isBrowserMissing ? ` (skipped: no browser at ${CHROMIUM})` : ''}`,
  () => {
    let browser: TestBrowser;
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

    const open = (shown: Shown): Promise<OpenedPage> => browser.open(url, shown);

    test.for([
      { name: 'wide-light', width: 1280, colorScheme: 'light' },
      { name: 'wide-dark', width: 1280, colorScheme: 'dark' },
      { name: 'narrow-light', width: 400, colorScheme: 'light' },
      { name: 'narrow-dark', width: 400, colorScheme: 'dark' },
    ] as const)('$name: one request, no complaint, no overflow, mathematics and plots laid out', async setting => {
      const { page, requests, complaints } = await open(setting);
      const requireFits = async () => {
        expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(setting.width);
        expect(await sticksOut(page)).toEqual([]);
      };
      await requireFits();
      await screenshot(page, `${setting.name}-index`);

      let formulas = 0;
      for (const { id } of sampleRecord().claims.toReversed()) {
        await show(page, id);
        await requireFits();
        for (const { width, height } of await boxesOf(page.locator('math:visible'))) {
          expect(width).toBeGreaterThan(5);
          expect(height).toBeGreaterThan(8);
          formulas++;
        }
      }
      expect(formulas).toBeGreaterThan(12);
      await show(page, 'sample/eq-2:sign-of-lambda-perp');
      // A fraction is laid out as one: its denominator stands below its numerator.
      const fraction = page.locator('[data-open] .statement mfrac').first();
      const [over, under] = await boxesOf(fraction.locator('> *'));
      expect(under!.top).toBeGreaterThan(over!.top + over!.height / 2);

      const charts = await boxesOf(page.locator('svg.chart:visible'));
      expect(charts).toHaveLength(2);
      for (const { width, height } of charts) {
        expect(width).toBeGreaterThan(300);
        expect(height).toBeGreaterThan(150);
      }
      // Bars of the regimes share the row with what they count.
      const bar = await page.locator('[data-open] .regime .track').first().boundingBox();
      expect(bar!.width).toBeGreaterThan(40);
      const styles = `(kind => getComputedStyle([...document.querySelectorAll('svg.chart path.line.' + kind)].find(e => e.getClientRects().length)))`;
      const strokes = await page.evaluate(
        `['formula', 'oracle', 'gradient-descent'].map(${styles}).map(s => [s.stroke, s.strokeWidth, s.strokeDasharray])`,
      );
      expect(new Set((strokes as string[][]).map(String)).size).toBe(3);
      expect((strokes as string[][])[0]![2]).not.toBe('none');

      await screenshot(page, `${setting.name}-claim`);
      expect(requests).toEqual([url]);
      expect(complaints).toEqual([]);
    });

    test('chips, search and lists narrow the index together, by mouse and keyboard, and the address says to what', async () => {
      const { page, complaints } = await open({ width: 1280 });
      const rows = page.locator('.entry:visible');
      const heads = async () => [
        await page.locator('.paper:visible').count(),
        await page.locator('.section:visible').count(),
      ];
      expect([await rows.count(), ...(await heads())]).toEqual([6, 3, 5]);
      expect(await page.locator('article.claim:visible').count()).toBe(0);
      await page.getByRole('button', { name: '1 refuted', exact: true }).click();
      expect([await rows.count(), ...(await heads())]).toEqual([1, 1, 1]);
      expect(await page.getByRole('status').textContent()).toBe('Showing 1 of 6 claims');
      await page.getByRole('button', { name: '1 vacuous' }).focus();
      await page.keyboard.press('Space');
      expect([await rows.count(), ...(await heads())]).toEqual([2, 2, 1]);
      expect(await hash(page)).toBe('#?verdict=refuted%2Cvacuous');
      await page.keyboard.press('Escape');
      expect([await rows.count(), await hash(page)]).toEqual([6, '#claims']);

      await page.keyboard.press('/');
      await page.keyboard.type('LEMMA increases');
      expect(await rows.count()).toBe(1);
      await page.keyboard.press('Escape');
      await page.getByLabel('severity').selectOption('missing hypothesis');
      expect(await rows.locator('code').allTextContents()).toEqual(['sample/lemma-a.1']);
      const address = await hash(page);
      expect(address).toBe('#?severity=missing+hypothesis');
      await page.getByLabel('search').fill('no such words');
      expect([await rows.count(), ...(await heads())]).toEqual([0, 0, 0]);
      expect(await page.getByRole('status').textContent()).toBe('Showing 0 of 6 claims');
      // What hypotheses and formulas say is found too.
      await page.evaluate(`location.hash = '#?q=whitened'`);
      await page.locator('#claims').waitFor({ state: 'visible' });
      expect(await page.getByLabel('search').inputValue()).toBe('whitened');
      expect(await rows.count()).toBeGreaterThan(0);
      expect(await rows.count()).toBeLessThan(6);
      expect(complaints).toEqual([]);

      const sent = await browser.open(url, { width: 1280 }, address);
      expect(await sent.page.locator('.entry:visible code').allTextContents()).toEqual(['sample/lemma-a.1']);
    });

    test('a claim is opened by its address, walked through by keys, copied, and left', async () => {
      const { page, complaints } = await open({ width: 1280 });
      const open_ = page.locator('article.claim:visible');
      await page.keyboard.press('/');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await page.locator('[data-open]').waitFor({ state: 'visible' });
      expect(await open_.count()).toBe(1);
      expect(await page.locator('#claims:visible').count()).toBe(0);
      const first = await hash(page);
      await page.getByRole('link', { name: 'Previous' }).click();
      expect(await hash(page)).not.toBe(first);
      await page.keyboard.press('Escape');
      await page.locator('#claims').waitFor({ state: 'visible' });

      await show(page, 'sample/lemma-a.1');
      const relations = page.locator('[data-open] .relations');
      expect(await relations.locator('a').evaluateAll(links => links.map(link => link.getAttribute('href')))).toEqual([
        '#sample/eq-2:sign-of-lambda-perp',
        '#sample/prop-9',
      ]);
      await page.getByRole('button', { name: 'Copy Markdown' }).click();
      await page
        .locator('[data-open]')
        .getByRole('button', { name: /Copied|Selected/ })
        .waitFor();
      await show(page, 'no/such-claim');
      expect(await page.locator('.entry:visible').count()).toBe(6);
      expect(await page.getByRole('status').textContent()).toBe('There is no claim “no/such-claim” here.');
      // A % that was typed by hand stands for itself.
      await page.evaluate(`location.hash = '#100%'`);
      await page.getByText('There is no claim “100%” here.').waitFor();
      await page.evaluate(`location.hash = '#?q=100%'`);
      await page.getByText('Showing 0 of 6 claims').waitFor();
      await page.evaluate(`location.hash = '#claims'`);

      // From the drawing of what rests on what, by keys.
      await page.locator('.resting > summary').first().focus();
      await page.keyboard.press('Enter');
      const box = page.locator('.resting[open] .part-of-graph a').first();
      await box.focus();
      const id = decodeURIComponent((await box.getAttribute('href'))!.slice(1));
      expect(await box.locator('title').textContent()).toContain(`(${id})`);
      await page.keyboard.press('Enter');
      await page.locator('[data-open]').waitFor({ state: 'visible' });
      expect(await page.locator('[data-open]').getAttribute('id')).toBe(id);
      expect(complaints).toEqual([]);
    });

    test('prints the index alone, and with the claims that a filter chose, or one that is open', async () => {
      const { page } = await open({ width: 1280 });
      const printed = () => page.locator('article.claim:visible');
      const print = async (media: 'print' | 'screen') => {
        await page.emulateMedia({ media });
        return await printed().count();
      };
      expect(await print('print')).toBe(0);
      await print('screen');
      await show(page, 'sample/eq-1');
      expect(await print('print')).toBe(1);
      expect(await print('screen')).toBe(1);
      await page.evaluate(`location.hash = '#?verdict=refuted,vacuous'`);
      await page.locator('#claims').waitFor({ state: 'visible' });
      await print('print');
      // What is printed is made when printing begins.
      await expect.poll(() => printed().count()).toBe(2);
      expect(await print('screen')).toBe(0);
    });

    test('has a switch between light and dark', async () => {
      const { page } = await open({ width: 1280, colorScheme: 'light' });
      const paper = () => page.evaluate('getComputedStyle(document.body).backgroundColor');
      const light = await paper();
      const button = page.getByRole('button', { name: /^Colours/ });
      await button.click();
      expect([await button.textContent(), await paper()]).toEqual(['Colours: light', light]);
      await button.click();
      expect(await button.textContent()).toBe('Colours: dark');
      expect(await paper()).not.toBe(light);
    });

    test('axe finds nothing on index, graph and claims, in light and dark', async () => {
      const { page } = await open({ width: 1280 });
      await page.evaluate(`for (const one of document.querySelectorAll('.resting')) one.open = true`);
      expect(await axeFaults(page)).toEqual([]);
      for (const id of ['sample/eq-2:sign-of-lambda-perp', 'sample/lemma-a.1']) {
        await show(page, id);
        expect(await axeFaults(page)).toEqual([]);
      }
    });

    test('axe finds nothing on the page of a formula of one’s own, in light and dark', async () => {
      const own = join(folder, 'own.html');
      await writeFile(own, renderHtml(sampleCheck()));
      const { page } = await browser.open(pathToFileURL(own).href, { width: 1280 });
      expect(await page.locator('article.claim:visible').count()).toBe(1);
      expect(await page.getByText(sampleCheck().claims[0]!.title, { exact: true }).count()).toBe(1);
      expect(await page.locator('.walk button').allTextContents()).toContain('Copy LaTeX');
      expect(await axeFaults(page)).toEqual([]);
    });

    test('is complete without its script', async () => {
      const { page } = await open({ javaScriptEnabled: false, width: 1280 });
      expect(await page.locator('article.claim:visible').count()).toBe(6);
      expect(await page.locator('.chip:visible').count()).toBe(6);
    });

    test('says its structure to screen readers', async () => {
      const { page } = await open({ width: 400, javaScriptEnabled: false });
      expect(await page.getByRole('img', { name: 'over t / τ' }).count()).toBe(2);
      expect(await page.getByRole('table', { name: 'Claims' }).count()).toBe(1);
      expect(await page.getByRole('rowheader', { name: 'sample/eq-1' }).count()).toBe(1);
      expect(await page.getByRole('article').count()).toBe(6);
      expect(await page.getByRole('complementary', { name: /^Counterexample/ }).count()).toBe(2);
    });
  },
);
