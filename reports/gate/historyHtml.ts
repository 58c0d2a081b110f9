import { escapeHtml } from '../escape.ts';
import { badge } from '../html/icons.ts';
import { counted } from '../summary.ts';
import { axisText, type DigitsAxis, onAxis } from './digitsHistogram.ts';
import type { ClaimAtRecord, GateHistory } from './gateHistory.ts';
import { gatePage } from './gatePage.ts';
import { digitsText } from './gateSummary.ts';

/** Of every claim, so that charts can be compared. */
const AXIS: DigitsAxis = { from: 0, to: 18 };

/** Records of gates over time as one HTML file that needs nothing else: what changed, a chart of digits a claim, and the table. */
export function renderHistoryHtml(history: GateHistory): string {
  const { labels, claims, milliseconds } = history;
  const judged = claims.filter(({ found }) => found.some(one => one !== undefined));
  const failsNow = ({ found }: (typeof claims)[number]): boolean => (found.at(-1)?.failures ?? 0) > 0;
  const ordered = [...judged.filter(failsNow), ...judged.filter(one => !failsNow(one))];
  const title = `${counted(labels.length, 'record')}, from ${labels[0] ?? '–'} to ${labels.at(-1) ?? '–'}`;
  return gatePage(title, [
    '<header class="top"><p class="eyebrow">deep-linear-oracle gate</p>',
    `<h1>${escapeHtml(title)}</h1></header>`,
    '<main>',
    changesHtml(history),
    '<section aria-labelledby="claims-title"><h2 id="claims-title">Fewest digits of each claim</h2>',
    '<table class="history"><thead><tr><th scope="col">claim</th><th scope="col">over the records</th><th scope="col">last</th></tr></thead><tbody>',
    ...ordered.map(({ id, found }, i) =>
      rowHtml(escapeHtml(id), digitsChart(id, found, labels, `h${i}`), lastHtml(found.at(-1))),
    ),
    rowHtml('time of a case in the subject', paceChart(milliseconds, labels), paceText(milliseconds.at(-1))),
    '</tbody></table>',
    '<p class="hint">A square is a record in which cases failed, a cross one in which no case had a number. Arrows: digits beyond the axis.</p></section>',
    tableHtml(history),
    '</main>',
  ]);
}

function changesHtml({ changes }: GateHistory): string {
  const newestFirst = [...new Set(changes.map(({ label }) => label))].reverse();
  const lists = newestFirst.map((name, i) =>
    recordHtml(
      name,
      changes.filter(({ label }) => label === name),
      i === 0,
    ),
  );
  return `<section aria-labelledby="changes-title"><h2 id="changes-title">What became worse or better</h2>${lists.length === 0 ? '<p class="nil">Nothing.</p>' : lists.join('')}</section>`;
}

/** Folded unless it is the newest; what became worse first. */
function recordHtml(label: string, changes: GateHistory['changes'], isOpen: boolean): string {
  const [worse, better] = [true, false].map(which => changes.filter(({ isWorse }) => isWorse === which));
  const items = [...worse!, ...better!].map(
    ({ what, isWorse }) =>
      `<li>${badge(isWorse ? 'refuted' : 'holds', isWorse ? 'worse' : 'better')} ${escapeHtml(what)}</li>`,
  );
  const says = [`${worse!.length} worse`, `${better!.length} better`].filter(words => !words.startsWith('0 '));
  return `<details${isOpen ? ' open' : ''}><summary><b>${escapeHtml(label)}</b>: ${says.join(', ')}</summary><ul class="findings">${items.join('')}</ul></details>`;
}

function rowHtml(name: string, chart: string, last: string): string {
  return `<tr><th scope="row">${name}</th><td class="chart-cell">${chart}</td><td>${last}</td></tr>`;
}

function lastHtml(found: ClaimAtRecord | undefined): string {
  if (found === undefined) return 'not judged';
  const { failures, cases, worst } = found;
  return failures > 0 ? `<span class="bad">${failures} of ${cases} failed</span>` : digitsText(worst);
}

const FRAME = { width: 460, height: 66, left: 30, right: 450, top: 8, bottom: 46 };

/** Records stand at equal distances, the oldest at the left; with one there is no line. */
function placeOf(at: number, count: number): number {
  return round(FRAME.left + 8 + (count < 2 ? 0.5 : at / (count - 1)) * (FRAME.right - FRAME.left - 16));
}

function heightOf(share: number): number {
  return round(FRAME.bottom - share * (FRAME.bottom - FRAME.top));
}

function digitsChart(
  id: string,
  found: readonly (ClaimAtRecord | undefined)[],
  labels: readonly string[],
  slug: string,
): string {
  const marks = found.map((one, at) => {
    if (one === undefined) return '';
    const x = placeOf(at, found.length);
    const words = `<title>${escapeHtml(`${labels[at]}: ${wordsOf(one)}`)}</title>`;
    if (one.worst === undefined)
      return one.failures === 0
        ? ''
        : `<path class="none" d="M${x - 4} ${FRAME.bottom - 4}l8 8m0-8l-8 8">${words}</path>`;
    const y = heightOf(onAxis(one.worst, AXIS));
    const name = one.failures > 0 ? 'failed' : 'held';
    if (one.worst < AXIS.from || one.worst > AXIS.to)
      return `<path class="${name}" d="M${x - 5} ${y}h10l-5 ${one.worst < AXIS.from ? 9 : -9}z">${words}</path>`;
    return one.failures > 0
      ? `<rect class="failed" x="${x - 4.5}" y="${round(y - 4.5)}" width="9" height="9">${words}</rect>`
      : `<circle class="held" cx="${x}" cy="${y}" r="4">${words}</circle>`;
  });
  const heights = found.map(one => (one?.worst === undefined ? undefined : heightOf(onAxis(one.worst, AXIS))));
  const words = found.map((one, at) => `${labels[at]}: ${one === undefined ? 'not judged' : wordsOf(one)}`).join('; ');
  const levels = [AXIS.from, (AXIS.from + AXIS.to) / 2, AXIS.to].map(
    digits => [axisText(digits), heightOf(onAxis(digits, AXIS))] as const,
  );
  return chartSvg(slug, `Digits of ${id}`, words, levels, [lineOf(heights), ...marks], labels);
}

function wordsOf({ worst, failures, cases }: ClaimAtRecord): string {
  const failed = failures === 0 ? '' : `, ${failures} of ${cases} failed`;
  return `${worst === undefined ? 'no number' : `${digitsText(worst)} digits`}${failed}`;
}

function paceChart(milliseconds: readonly (number | undefined)[], labels: readonly string[]): string {
  const most = Math.max(0, ...milliseconds.map(one => one ?? 0));
  if (most === 0) return '';
  const heights = milliseconds.map(one => (one === undefined ? undefined : heightOf(one / most)));
  const marks = heights.map((y, at) =>
    y === undefined
      ? ''
      : `<circle class="held" cx="${placeOf(at, labels.length)}" cy="${y}" r="4"><title>${escapeHtml(`${labels[at]}: ${paceText(milliseconds[at])}`)}</title></circle>`,
  );
  const words = labels.map((label, at) => `${label}: ${paceText(milliseconds[at])}`).join('; ');
  const levels = [0, most].map(
    one => [one === 0 ? '0' : String(Number(one.toPrecision(2))), heightOf(one / most)] as const,
  );
  return chartSvg('pace', 'Time of a case in the subject', words, levels, [lineOf(heights), ...marks], labels);
}

function paceText(milliseconds: number | undefined): string {
  return milliseconds === undefined ? '–' : `${Number(milliseconds.toPrecision(3))} ms`;
}

/** Through what stands side by side; a record without a number leaves a gap. */
function lineOf(heights: readonly (number | undefined)[]): string {
  const pieces = heights.map((y, at) =>
    y === undefined ? '' : `${heights[at - 1] === undefined ? 'M' : 'L'}${placeOf(at, heights.length)} ${y}`,
  );
  return `<path class="line" d="${pieces.join('')}"/>`;
}

function chartSvg(
  slug: string,
  title: string,
  words: string,
  levels: readonly (readonly [string, number])[],
  content: readonly string[],
  labels: readonly string[],
): string {
  const ends = [...new Set([0, labels.length - 1])].map((at, k) => {
    const anchor = labels.length === 1 ? 'middle' : k === 0 ? 'start' : 'end';
    const x = placeOf(at, labels.length) + (anchor === 'middle' ? 0 : k === 0 ? -8 : 8);
    return `<text x="${round(x)}" y="${FRAME.height - 4}" text-anchor="${anchor}">${escapeHtml(labels[at]!)}</text>`;
  });
  return [
    `<svg class="over-records" viewBox="0 0 ${FRAME.width} ${FRAME.height}" role="img" aria-labelledby="${slug}-t ${slug}-d">`,
    `<title id="${slug}-t">${escapeHtml(title)}</title><desc id="${slug}-d">${escapeHtml(words)}</desc>`,
    ...levels.map(
      ([name, y]) =>
        `<path class="grid" d="M${FRAME.left} ${y}H${FRAME.right}"/><text x="${FRAME.left - 6}" y="${y + 4}" text-anchor="end">${name}</text>`,
    ),
    ...content,
    ...ends,
    '</svg>',
  ].join('');
}

function tableHtml({ labels, rows }: GateHistory): string {
  const head = labels.map(label => `<th scope="col">${escapeHtml(label)}</th>`).join('');
  return [
    '<section aria-labelledby="table-title"><h2 id="table-title">In numbers</h2>',
    '<div class="scroll" tabindex="0" role="group" aria-label="claims by record">',
    `<table class="versus-table"><thead><tr><th scope="col">claim</th>${head}</tr></thead><tbody>`,
    ...rows.map(
      ({ name, cells }) =>
        `<tr><th scope="row">${escapeHtml(name)}</th>${cells.map(cell => `<td${cell.startsWith('✗') ? ' class="bad"' : ''}>${escapeHtml(cell)}</td>`).join('')}</tr>`,
    ),
    '</tbody></table></div>',
    '<p class="hint">Fewest digits of a claim, or its failures; – where it was not judged.</p></section>',
  ].join('');
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
