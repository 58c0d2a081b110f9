import type { ClaimOfSubject, Disagreement, GateComparison, SubjectAnswerFound } from '../../src/gate/gateFindings.ts';
import { isFailure } from '../../src/gate/gateRecord.ts';
import { escapeHtml } from '../escape.ts';
import { icon } from '../html/icons.ts';
import { counted } from '../summary.ts';
import { gatePage } from './gatePage.ts';
import { digitsText } from './gateSummary.ts';

/** Disagreements that a page shows; how many more there are is said. */
const MOST_SHOWN = 40;

/** Several subjects side by side as one HTML file that needs nothing else, see `pageHtml`. */
export function renderComparisonHtml(comparison: GateComparison): string {
  const { names, headers, shared, claims, disagreements } = comparison;
  const heads = names.map(
    (name, i) =>
      `<th scope="col">${escapeHtml(name)}<code>${escapeHtml(headers[i]!.subject.specification)}</code></th>`,
  );
  return gatePage(`${names.join(', ')} side by side`, [
    '<header class="top"><p class="eyebrow">deep-linear-oracle gate</p>',
    `<h1>${names.map(escapeHtml).join(', ')}</h1>`,
    `<p class="subject-line">${escapeHtml(comparisonSentence(comparison))}</p></header>`,
    '<main><section aria-labelledby="claims-title"><h2 id="claims-title">Claims</h2>',
    '<div class="scroll" tabindex="0" role="group" aria-label="claims by subject">',
    `<table class="versus-table"><thead><tr><th scope="col">claim</th>${heads.join('')}</tr></thead><tbody>`,
    ...claims.map(
      ({ claim, title, subjects }) =>
        `<tr><th scope="row">${escapeHtml(title)}<code>${escapeHtml(claim)}</code></th>${subjects.map(subjectCell).join('')}</tr>`,
    ),
    '</tbody></table></div>',
    '<p class="hint">Worst digits, median, and what the cases of each record came to.</p></section>',
    '<section aria-labelledby="apart-title"><h2 id="apart-title">Where they disagree</h2>',
    disagreements.length === 0
      ? `<p class="nil">Nowhere, on ${counted(shared, 'shared case')}.</p>`
      : disagreementTable(comparison, heads),
    '</section></main>',
  ]);
}

/** "2 subjects on 200 shared cases: 3 disagreements, …". */
export function comparisonSentence({ names, shared, disagreements, limit }: GateComparison): string {
  const outcomes = disagreements.filter(({ apart }) => apart === undefined).length;
  return `${counted(names.length, 'subject')} on ${counted(shared, 'shared case')}: on ${outcomes} one held what another failed, on ${disagreements.length - outcomes} their digits are more than ${limit} apart.`;
}

function subjectCell({ held, failed, other, worst, median, notJudged }: ClaimOfSubject): string {
  if (held + failed + other === 0) return `<td class="nil">–<small>${escapeHtml(notJudged ?? 'no case')}</small></td>`;
  const slug = failed > 0 ? 'refuted' : held > 0 ? 'holds' : 'undecided';
  const counts = [
    `${held} held`,
    ...(failed > 0 ? [`${failed} failed`] : []),
    ...(other > 0 ? [`${other} neither`] : []),
  ];
  return `<td${failed > 0 ? ' class="bad"' : ''}><span class="badge v-${slug}">${icon(slug)}<b>${digitsText(worst)}</b></span> <span class="soft">${digitsText(median)}</span><small>${counts.join(', ')}</small></td>`;
}

function disagreementTable({ disagreements }: GateComparison, heads: readonly string[]): string {
  const more = disagreements.length - MOST_SHOWN;
  return [
    '<div class="scroll" tabindex="0" role="group" aria-label="disagreements">',
    `<table class="versus-table"><thead><tr><th scope="col">case</th><th scope="col">claim</th>${heads.join('')}</tr></thead><tbody>`,
    ...disagreements.slice(0, MOST_SHOWN).map(disagreementRow),
    '</tbody></table></div>',
    more > 0 ? `<p class="hint">${more} more are in the records.</p>` : '',
  ].join('');
}

function disagreementRow({ claim, hash, regime, answers, apart }: Disagreement): string {
  const far = apart === undefined ? '' : `<small>${digitsText(apart)} apart</small>`;
  return `<tr><th scope="row"><code>${escapeHtml(hash)}</code><small class="soft">${Object.values(regime).map(escapeHtml).join(', ')}</small></th><td>${escapeHtml(claim)}${far}</td>${answers.map(answerCell).join('')}</tr>`;
}

function answerCell(answer: SubjectAnswerFound | undefined): string {
  if (answer === undefined) return '<td class="nil">–</td>';
  const { outcome, digits, reason } = answer;
  const words = reason === undefined ? '' : `<small>${escapeHtml(reason.slice(0, 200))}</small>`;
  return `<td${isFailure(outcome) ? ' class="bad"' : ''}><b>${outcome}</b>${digits === undefined ? '' : ` ${digitsText(digits)}`}${words}</td>`;
}
