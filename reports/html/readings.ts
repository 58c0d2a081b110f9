import type { ReadingName, ReadingRecord } from '../../src/judge/runRecord.ts';
import { escapeHtml } from '../escape.ts';
import { outcomeBadge } from './icons.ts';
import { statementHtml } from './math.ts';

/**
 * The readings of a claim below each other, typeset, with what each has that the statement as printed has not marked, and in that
 * what the last of the others has not. Of a reading with the printed statement only the hypotheses are said that differ.
 */
export function readingsHtml(readings: readonly ReadingRecord[]): string {
  const [printed, ...others] = readings;
  const last = others.findLast(({ statement }) => statement !== printed!.statement);
  const rows = readings.map(reading => {
    const against = reading === printed ? last : printed;
    const isSame = reading !== printed && reading.statement === printed!.statement;
    const statement = isSame
      ? '<p class="nil">The statement as printed.</p>'
      : statementHtml(reading.statement, `statement ${reading.reading}`, against?.statement);
    return `<div class="version"><p class="tag"><strong>${reading.reading}</strong> ${outcomeBadge(reading.outcome)}</p>${statement}${reading === printed ? '' : hypothesesHtml(reading, printed!)}</div>`;
  });
  const hint = last === undefined ? '' : `<p class="hint">${WHAT_IS_MARKED[last.reading]}</p>`;
  return `<section class="part readings"><h4>Readings</h4>${rows.join('')}${hint}</section>`;
}

const marked = (other: string): string => `Underlined: what the statement as printed and ${other} do not share.`;

const WHAT_IS_MARKED: Readonly<Record<ReadingName, string>> = {
  'as printed': '',
  'fair reading': marked('its fair reading'),
  'with earlier definitions mended': marked('that with earlier definitions mended'),
  'as corrected': marked('the corrected one'),
  'with an extra hypothesis': marked('that with an extra hypothesis'),
};

function hypothesesHtml(reading: ReadingRecord, printed: ReadingRecord): string {
  const missing = (from: ReadingRecord, other: ReadingRecord): string =>
    from.hypotheses
      .filter(({ name }) => !other.hypotheses.some(one => one.name === name))
      .map(({ name, meaning }) => `<b>${escapeHtml(name)}</b> (${escapeHtml(meaning)})`)
      .join('; ');
  const [more, fewer] = [missing(reading, printed), missing(printed, reading)];
  return [
    more === '' ? '' : `<p class="more">with the hypothesis ${more}</p>`,
    fewer === '' ? '' : `<p class="more">without the hypothesis ${fewer}</p>`,
  ].join('');
}
