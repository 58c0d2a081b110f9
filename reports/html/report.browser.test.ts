import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeReport } from '../../cli/writeReport.ts';
import { axeFaults } from '../testing/axe.ts';
import { CHROMIUM, isBrowserMissing, launchBrowser, type OpenedPage, openPage, sticksOut } from '../testing/browser.ts';
import { sampleCheck } from '../testing/sampleCheck.ts';
import { sampleRecord } from '../testing/sampleRecord.ts';
import { renderHtml } from './report.ts';

const SHOTS = join(import.meta.dirname, '..', 'out', 'screenshots');

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
      const requireFits = async () => {
        expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(setting.width);
        expect(await sticksOut(page)).toEqual([]);
      };
      await requireFits();
      await page.screenshot({ path: join(SHOTS, `${setting.name}-index.png`), fullPage: true });

      let formulas = 0;
      for (const { id } of sampleRecord().claims.toReversed()) {
        await show(page, id);
        await requireFits();
        for (const formula of await page.locator('math:visible').all()) {
          const box = await formula.boundingBox();
          expect(box?.width).toBeGreaterThan(5);
          expect(box?.height).toBeGreaterThan(8);
          formulas++;
        }
      }
      expect(formulas).toBeGreaterThan(12);
      await show(page, 'sample/eq-2:sign-of-lambda-perp');
      // A fraction is laid out as one: its denominator stands below its numerator.
      const fraction = page.locator('[data-open] .statement mfrac').first();
      const [top, bottom] = await Promise.all([0, 1].map(i => fraction.locator('> *').nth(i).boundingBox()));
      expect(bottom!.y).toBeGreaterThan(top!.y + top!.height / 2);

      const charts = page.locator('svg.chart:visible');
      expect(await charts.count()).toBe(2);
      for (const chart of await charts.all()) {
        const box = await chart.boundingBox();
        expect(box!.width).toBeGreaterThan(300);
        expect(box!.height).toBeGreaterThan(150);
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

      await page.screenshot({ path: join(SHOTS, `${setting.name}-claim.png`), fullPage: true });
      expect(requests).toEqual([url]);
      expect(complaints).toEqual([]);
      await page.context().close();
    });

    test('chips, search and lists narrow the index together, by mouse and keyboard, and the address says to what', async () => {
      const { page, complaints } = await open({ viewport: { width: 1280, height: 900 } });
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
      await page.context().close();

      const sent = await openPage(browser, url, { viewport: { width: 1280, height: 900 } }, address);
      expect(await sent.page.locator('.entry:visible code').allTextContents()).toEqual(['sample/lemma-a.1']);
      await sent.page.context().close();
    });

    test('a claim is opened by its address, walked through by keys, copied, and left', async () => {
      const { page, complaints } = await open({ viewport: { width: 1280, height: 900 } });
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
      await page.context().close();
    });

    test('prints the index alone, and with the claims that a filter chose, or one that is open', async () => {
      const { page } = await open({ viewport: { width: 1280, height: 900 } });
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
      await page.context().close();
    });

    test('has a switch between light and dark', async () => {
      const { page } = await open({ viewport: { width: 1280, height: 900 }, colorScheme: 'light' });
      const paper = () => page.evaluate('getComputedStyle(document.body).backgroundColor');
      const light = await paper();
      const button = page.getByRole('button', { name: /^Colours/ });
      await button.click();
      expect([await button.textContent(), await paper()]).toEqual(['Colours: light', light]);
      await button.click();
      expect(await button.textContent()).toBe('Colours: dark');
      expect(await paper()).not.toBe(light);
      await page.context().close();
    });

    test.for(['light', 'dark'] as const)('axe finds nothing on index, graph and claims, %s', async colorScheme => {
      const { page } = await open({ viewport: { width: 1280, height: 900 }, colorScheme });
      await page.evaluate(`for (const one of document.querySelectorAll('.resting')) one.open = true`);
      expect(await axeFaults(page)).toEqual([]);
      for (const id of ['sample/eq-2:sign-of-lambda-perp', 'sample/lemma-a.1']) {
        await show(page, id);
        expect(await axeFaults(page)).toEqual([]);
      }
      await page.context().close();
    });

    test.for(['light', 'dark'] as const)(
      'axe finds nothing on the page of a formula of one’s own, %s',
      async colorScheme => {
        const own = join(folder, 'own.html');
        await writeFile(own, renderHtml(sampleCheck()));
        const options = { viewport: { width: 1280, height: 900 }, colorScheme };
        const { page } = await openPage(browser, pathToFileURL(own).href, options);
        expect(await page.locator('article.claim:visible').count()).toBe(1);
        expect(await axeFaults(page)).toEqual([]);
        await page.context().close();
      },
    );

    test('is complete without its script', async () => {
      const { page } = await open({ javaScriptEnabled: false, viewport: { width: 1280, height: 900 } });
      expect(await page.locator('article.claim:visible').count()).toBe(6);
      expect(await page.locator('.chip:visible').count()).toBe(6);
      await page.context().close();
    });

    test('says its structure to screen readers', async () => {
      const { page } = await open({ viewport: { width: 400, height: 900 }, javaScriptEnabled: false });
      expect(await page.getByRole('img', { name: 'over t / τ' }).count()).toBe(2);
      expect(await page.getByRole('table', { name: 'Claims' }).count()).toBe(1);
      expect(await page.getByRole('rowheader', { name: 'sample/eq-1' }).count()).toBe(1);
      expect(await page.getByRole('article').count()).toBe(6);
      expect(await page.getByRole('complementary', { name: /^Counterexample/ }).count()).toBe(2);
      await page.context().close();
    });
  },
);
