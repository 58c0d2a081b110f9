import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compareRecords } from '../../src/gate/compareRecords.ts';
import { sampleGate } from '../../src/gate/testing/sampleGate.ts';
import { CHROMIUM, isBrowserMissing, launchBrowser, openPage, sticksOut } from '../testing/browser.ts';
import { renderComparisonHtml } from './comparisonHtml.ts';
import { renderGateHtml } from './gateHtml.ts';
import { summariseGate } from './gateSummary.ts';

const SHOTS = join(import.meta.dirname, '..', 'out', 'screenshots');
const SETTINGS = [1280, 400].flatMap(width =>
  (['light', 'dark'] as const).map(colorScheme => ({ width, colorScheme })),
);
const why = isBrowserMissing ? ` (skipped: no browser at ${CHROMIUM})` : '';

describe.skipIf(isBrowserMissing)(`pages of gates in a browser${why}`, () => {
  let browser: Browser;
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gate-'));
    const record = sampleGate({ cases: 120 });
    const worse = sampleGate({
      cases: 120,
      subject: 'another <img src=x onerror=alert(1)>',
      change: result => (result.digits === undefined ? result : { ...result, digits: result.digits / 2 }),
    });
    await writeFile(join(folder, 'gate.html'), renderGateHtml(summariseGate(record)));
    await writeFile(join(folder, 'comparison.html'), renderComparisonHtml(compareRecords([record, worse, record])));
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await rm(folder, { recursive: true, force: true });
  });

  test.for(
    ['gate', 'comparison'].flatMap(page =>
      SETTINGS.map(setting => ({ ...setting, page, name: `${page}-${setting.width}-${setting.colorScheme}` })),
    ),
  )('$name: one request, no complaint, no overflow, nothing of a subject runs', async setting => {
    const url = pathToFileURL(join(folder, `${setting.page}.html`)).href;
    const { width, colorScheme } = setting;
    const { page, requests, complaints } = await openPage(browser, url, {
      viewport: { width, height: 900 },
      colorScheme,
    });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
    expect(await sticksOut(page)).toEqual([]);
    expect(await page.locator('body script').count()).toBe(1);
    expect(await page.locator('img').count()).toBe(0);
    if (setting.page === 'gate') {
      for (const chart of await page.locator('svg.histogram').all())
        expect((await chart.boundingBox())!.height).toBeGreaterThan(60);
      expect(await page.locator('svg.strip').count()).toBe(4);
      expect(await page.locator('.grid td.bad').count()).toBeGreaterThan(0);
    }
    await page.screenshot({ path: join(SHOTS, `${setting.name}.png`), fullPage: true });
    expect(requests).toEqual([url]);
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});
