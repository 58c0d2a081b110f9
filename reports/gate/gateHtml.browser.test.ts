import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { caseVariables } from '../../src/gate/caseVariables.ts';
import { compareRecords } from '../../src/gate/compareRecords.ts';
import { sampleGate } from '../../src/gate/testing/sampleGate.ts';
import { axeFaults } from '../testing/axe.ts';
import {
  boxesOf,
  CHROMIUM,
  isBrowserMissing,
  launchBrowser,
  screenshot,
  sticksOut,
  type TestBrowser,
} from '../testing/browser.ts';
import { renderComparisonHtml } from './comparisonHtml.ts';
import { historyOf } from './gateHistory.ts';
import { renderGateHtml } from './gateHtml.ts';
import { summariseGate } from './gateSummary.ts';
import { renderHistoryHtml } from './historyHtml.ts';

const SETTINGS = [1280, 400].flatMap(width =>
  (['light', 'dark'] as const).map(colorScheme => ({ width, colorScheme })),
);
const why = isBrowserMissing ? ` (skipped: no browser at ${CHROMIUM})` : '';

describe.skipIf(isBrowserMissing)(`pages of gates in a browser${why}`, () => {
  let browser: TestBrowser;
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gate-'));
    const record = sampleGate({ cases: 120 });
    const worse = sampleGate({
      cases: 120,
      subject: 'another <img src=x onerror=alert(1)>',
      change: result => (result.digits === undefined ? result : { ...result, digits: result.digits / 2 }),
    });
    await writeFile(join(folder, 'gate.html'), renderGateHtml(summariseGate(record, undefined, caseVariables)));
    await writeFile(join(folder, 'comparison.html'), renderComparisonHtml(compareRecords([record, worse, record])));
    const history = historyOf([record, worse, record].map(one => summariseGate(one)));
    await writeFile(join(folder, 'history.html'), renderHistoryHtml(history));
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await rm(folder, { recursive: true, force: true });
  });

  test.for(
    ['gate', 'comparison', 'history'].flatMap(page =>
      (page === 'gate' ? SETTINGS : [SETTINGS[0]!, SETTINGS.at(-1)!]).map(setting => ({
        ...setting,
        page,
        name: `${page}-${setting.width}-${setting.colorScheme}`,
      })),
    ),
  )('$name: one request, no complaint, no overflow, nothing of a subject runs', async setting => {
    const url = pathToFileURL(join(folder, `${setting.page}.html`)).href;
    const { width } = setting;
    const { page, requests, complaints } = await browser.open(url, setting);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
    expect(await sticksOut(page)).toEqual([]);
    expect(await page.locator('body script').count()).toBe(1);
    expect(await page.locator('img').count()).toBe(0);
    if (setting.page === 'gate') {
      expect(await page.locator('svg.strip').count()).toBe(4);
      await screenshot(page, `${setting.name}-index`);
      await page.evaluate(`location.hash = '#flow:loss'`);
      await page.locator('[data-open]').waitFor();
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
      expect(await sticksOut(page)).toEqual([]);
      for (const { height } of await boxesOf(page.locator('svg.histogram'))) expect(height).toBeGreaterThan(60);
      expect(await page.locator('.grid td.bad').count()).toBeGreaterThan(0);
    }
    await screenshot(page, setting.name);
    expect(requests).toEqual([url]);
    expect(complaints).toEqual([]);
  });

  test('wrong answers stand first; search and lists narrow the claims; a mark opens its case', async () => {
    const url = pathToFileURL(join(folder, 'gate.html')).href;
    const { page, complaints } = await browser.open(url, { width: 1280 });
    const ids = () => page.locator('.entry:visible code').allTextContents();
    const all = await ids();
    expect(all).toHaveLength(4);
    expect(all[0]).toBe('flow:loss');
    await page.getByLabel('kind').selectOption('relation');
    expect(await ids()).toEqual(['relation:rotation']);
    expect(await page.evaluate('location.hash')).toBe('#?kind=relation');
    await page.keyboard.press('Escape');
    await page.keyboard.press('/');
    await page.keyboard.type('balance persists');
    expect(await ids()).toEqual(['domine2025/a2:persistence-of-balance']);
    await page.keyboard.press('Escape');
    await page.evaluate(`location.hash = '#flow:loss'`);
    const mark = page.locator('[data-open] .error-plot rect').first();
    await mark.waitFor();
    const hash = await mark.getAttribute('data-case');
    await mark.click();
    await page.getByRole('heading', { name: `Case ${hash}` }).waitFor();
    expect(await page.locator('article.claim:visible').count()).toBe(1);
    expect(await page.locator('[data-open] .bad').count()).toBeGreaterThan(0);
    await page.keyboard.press('Escape');
    await page.locator('#claims').waitFor({ state: 'visible' });
    expect(complaints).toEqual([]);
  });

  test('axe finds nothing on index, claim, case, comparison and history, in light and dark', async () => {
    const url = pathToFileURL(join(folder, 'gate.html')).href;
    const { page } = await browser.open(url, { width: 1280 });
    expect(await axeFaults(page)).toEqual([]);
    for (const place of ['flow:loss', `case:${sampleGate({ cases: 1 }).cases[0]!.hash}`]) {
      await page.evaluate(`location.hash = '#' + ${JSON.stringify(place)}`);
      await page.locator('[data-open]').waitFor();
      expect(await axeFaults(page)).toEqual([]);
    }
    for (const other of ['comparison', 'history']) {
      const opened = await browser.open(pathToFileURL(join(folder, `${other}.html`)).href, { width: 1280 });
      expect(await axeFaults(opened.page)).toEqual([]);
    }
  });
});
