import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fig2ab } from '../properties/figures/braun2022/fig2ab.ts';
import { fig2cd } from '../properties/figures/braun2022/fig2cd.ts';
import { fig4def } from '../properties/figures/braun2022/fig4def.ts';
import { renderFigures } from './html/figures.ts';
import { axeFaults } from './testing/axe.ts';
import {
  boxesOf,
  CHROMIUM,
  isBrowserMissing,
  launchBrowser,
  screenshot,
  sticksOut,
  type TestBrowser,
} from './testing/browser.ts';

describe.skipIf(isBrowserMissing)(`figures${isBrowserMissing ? ` (skipped: no browser at ${CHROMIUM})` : ''}`, () => {
  const records = [fig2ab(), fig2cd(), fig4def()];
  const panels = records.flatMap(({ rows }) => rows.flatMap(row => row.panels));
  const html = renderFigures(records);
  let browser: TestBrowser;
  let folder = '';
  let url = '';

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'figures-'));
    const file = join(folder, 'figures.html');
    await writeFile(file, html);
    url = pathToFileURL(file).href;
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await rm(folder, { recursive: true, force: true });
  });

  test.for([
    { name: 'figures-wide-light', width: 1280, colorScheme: 'light' },
    { name: 'figures-wide-dark', width: 1280, colorScheme: 'dark' },
    { name: 'figures-narrow-light', width: 400, colorScheme: 'light' },
  ] as const)('$name: one request, no complaint, no overflow, every panel laid out and named', async setting => {
    const { page, requests, complaints } = await browser.open(url, setting);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(setting.width);
    expect(await sticksOut(page)).toEqual([]);
    const charts = await boxesOf(page.locator('.panels svg.chart'));
    expect(charts).toHaveLength(panels.length);
    for (const { width, height } of charts) {
      expect(width).toBeGreaterThan(200);
      expect(height).toBeGreaterThan(150);
    }
    expect(await page.getByRole('img', { name: /over (t \/ τ|learning rate η)/ }).count()).toBe(panels.length);
    expect(await page.getByRole('article').count()).toBe(records.length);

    // Every source has a look of its own, and the same one in all panels.
    const looks = (await page.evaluate(
      `[...document.querySelectorAll('.panels .line:not(.crowded *), .panels .mark')].map(e => [e.getAttribute('class'), ['stroke', 'strokeDasharray', 'strokeWidth', 'fill'].map(name => getComputedStyle(e)[name]).join()])`,
    )) as [string, string][];
    const looksOf = (name: string): Set<string> =>
      new Set(looks.filter(([own]) => own === name).map(([, look]) => look));
    const drawn = ['gradient-descent', 'formula', 'formula second', 'e-printed', 'e-corrected']
      .map(name => `line ${name}`)
      .concat('mark oracle', 'mark oracle second');
    for (const name of drawn) expect(looksOf(name).size, name).toBe(1);
    expect(new Set(drawn.flatMap(name => [...looksOf(name)])).size).toBe(drawn.length);

    await screenshot(page, setting.name);
    expect(requests).toEqual([url]);
    expect(complaints).toEqual([]);
  });

  test('numbers and names of a panel lie inside it, and not on each other', async () => {
    const { page } = await browser.open(url, { width: 1280 });
    const overlaps = await page.evaluate(
      `[...document.querySelectorAll('.panels svg.chart')].flatMap(svg => {
        const texts = [...svg.querySelectorAll('text')].map(e => ({ text: e.textContent, box: e.getBoundingClientRect() }));
        return texts.flatMap((a, i) => texts.slice(i + 1).filter(b =>
          a.box.left < b.box.right - 1 && b.box.left < a.box.right - 1 && a.box.top < b.box.bottom - 4 && b.box.top < a.box.bottom - 4
        ).map(b => svg.querySelector('title').textContent + ': ' + a.text + ' on ' + b.text));
      })`,
    );
    expect(overlaps).toEqual([]);
    const outside = await page.evaluate(
      `[...document.querySelectorAll('.panels svg.chart')].flatMap(svg => {
        const { left, right } = svg.getBoundingClientRect();
        return [...svg.querySelectorAll('text')].filter(e => {
          const box = e.getBoundingClientRect();
          return box.left < left - 1 || box.right > right + 1;
        }).map(e => svg.querySelector('title').textContent + ': ' + e.textContent);
      })`,
    );
    expect(outside).toEqual([]);
  });

  test('every drawing is well-formed XML; axe finds nothing', async () => {
    const drawings = html.match(/<svg[\s\S]*?<\/svg>/g)!;
    expect(drawings.length).toBeGreaterThan(panels.length);
    const { page } = await browser.open(url, { width: 1280 });
    const broken = `texts => texts.filter(text => new DOMParser().parseFromString(text.replace('<svg', '<svg xmlns="http://www.w3.org/2000/svg"'), 'image/svg+xml').querySelector('parsererror'))`;
    expect(await page.evaluate(`(${broken})(${JSON.stringify(['<svg><g></svg>'])})`)).toHaveLength(1);
    expect(await page.evaluate(`(${broken})(${JSON.stringify(drawings)})`)).toEqual([]);
    expect(await axeFaults(page)).toEqual([]);
  });
});
