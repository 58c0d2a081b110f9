// The README's pictures, of the pages that the commands write now: `npx tsx reports/pictures/draw.ts`. Drawn are those that are older
// than what draws them, or with --all all. Pages and records are kept in reports/out/pictures: the solver is judged again (two minutes)
// where there is no record of it.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import type { Page } from 'playwright-core';
import { writeWhole } from '../../src/writeWhole.ts';
import { launchBrowser, type TestBrowser } from '../testing/browser.ts';
import { HASHES_FILE, hashesNow, keptHashes, PICTURES, PICTURES_FOLDER, type Picture } from './pictures.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const FOLDER = join(ROOT, 'reports', 'out', 'pictures');

/** Around what a picture shows, in px. */
const MARGIN = 16;

/** How a picture comes to be: the page that a command writes, and what is left of it. */
interface Drawing {
  readonly picture: Picture;
  readonly width: number;
  readonly makePage: () => string;
  /** Selects what is shown, with all that it holds. */
  readonly keep: string;
}

const DRAWINGS: readonly Drawing[] = [
  {
    picture: PICTURES.counterexample,
    width: 1000,
    makePage: () => {
      const claim = 'domine2025/thm-a.3:unequal-dimensions';
      dlo(['verify', claim, '--changed', '--no-keep', '--workers', '1', '--report', FOLDER]);
      return join(FOLDER, 'report.html');
    },
    keep: '.counterexample, .plots > figcaption, .plots > .at-wide:nth-of-type(1)',
  },
  {
    picture: PICTURES.figure,
    width: 1280,
    makePage: () => {
      dlo(['figures', 'domine2025', '--out', FOLDER]);
      return join(FOLDER, 'figures.html');
    },
    keep: '.sources, #domine2025\\/fig-1 :is(h4:nth-of-type(1), .panels:nth-of-type(1), h4:nth-last-of-type(1), .panels:nth-last-of-type(1))',
  },
  {
    picture: PICTURES.gate,
    width: 1000,
    makePage: () => {
      const record = join(FOLDER, 'gate.jsonl');
      const subject = 'cmd:python3 examples/subjects/numpy_solver.py';
      // Exits with 1: the solver fails, which the picture shows.
      if (!existsSync(record)) dlo(['gate', subject, '--record', record, '--corpus', join(FOLDER, 'corpus')], [0, 1]);
      const html = join(FOLDER, 'gate.html');
      dlo(['view', record, '--format', 'html', '--out', html]);
      return html;
    },
    keep: 'header.top, .gate-claims thead, .gate-claims .entry:nth-of-type(-n+5)',
  },
];

const { values } = parseArgs({ options: { all: { type: 'boolean' } } });
const kept = { ...(existsSync(HASHES_FILE) ? keptHashes() : {}) };
const isOld = ({ picture }: Drawing): boolean =>
  JSON.stringify(kept[picture.file]) !== JSON.stringify(hashesNow(picture));
const browser = await launchBrowser();
try {
  for (const drawing of DRAWINGS.filter(one => values.all || isOld(one))) {
    const { file } = drawing.picture;
    await draw(browser, drawing);
    kept[file] = hashesNow(drawing.picture);
    await writeWhole(HASHES_FILE, `${JSON.stringify(kept, null, 2)}\n`);
    const { length } = await readFile(PICTURES_FOLDER + file);
    process.stdout.write(`docs/${file}: ${Math.round(length / 1000)} kB\n`);
  }
} finally {
  await browser.close();
}

async function draw(browser: TestBrowser, { picture, width, makePage, keep }: Drawing): Promise<void> {
  const url = pathToFileURL(makePage()).href;
  const { page } = await browser.open(url, { width });
  // All of it in view: rows out of view are not drawn.
  await page.setViewportSize({ width, height: 4000 });
  await leaveOnly(page, keep);
  const shown = page.locator(keep);
  const boxes = (await Promise.all((await shown.all()).map(one => one.boundingBox()))).filter(box => box !== null);
  if (boxes.length === 0) throw new Error(`${picture.file}: what it shows is not on the page`);
  const top = Math.max(0, Math.min(...boxes.map(box => box.y)) - MARGIN);
  const bottom = Math.max(...boxes.map(box => box.y + box.height)) + MARGIN;
  const path = PICTURES_FOLDER + picture.file;
  await page.screenshot({ path, fullPage: true, clip: { x: 0, y: top, width, height: bottom - top } });
}

/** Hides whatever neither holds nor is part of what is kept, and takes the room and the rules around what holds it. */
async function leaveOnly(page: Page, keep: string): Promise<void> {
  await page.evaluate(`(keep => {
    const kept = [...document.querySelectorAll(keep)];
    for (const one of document.body.querySelectorAll('*')) {
      if (one.closest(keep + ', .shapes')) continue;
      if (!kept.some(other => one.contains(other))) one.style.setProperty('display', 'none', 'important');
      else if (one.tagName !== 'TABLE') Object.assign(one.style, { marginBlock: '.75rem 0', paddingBlock: 0, borderBlock: 0 });
    }
  })(${JSON.stringify(keep)})`);
}

function dlo(args: readonly string[], exits: readonly number[] = [0]): void {
  try {
    execFileSync(process.execPath, ['cli/dlo.mjs', ...args], { cwd: ROOT, stdio: ['ignore', 'ignore', 'pipe'] });
  } catch (error) {
    if (!exits.includes((error as { status?: number }).status ?? -1)) throw error;
  }
}
