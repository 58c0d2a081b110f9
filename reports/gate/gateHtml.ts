import { anchorHref, escapeHtml } from '../escape.ts';
import { counterexampleHtml } from '../html/counterexample.ts';
import { badge, icon } from '../html/icons.ts';
import { numberHtml, residualHtml } from '../html/number.ts';
import { counted } from '../summary.ts';
import { caseHtml } from './caseHtml.ts';
import { axisText, beyondAxis, type DigitsAxis, digitsAxis, digitsHistogram, digitsStrip } from './digitsHistogram.ts';
import { errorPlots } from './errorPlots.ts';
import { gateExample, widths } from './gateExample.ts';
import { filterData, gateFilters, STATE_SLUG } from './gateFilters.ts';
import { gatePage } from './gatePage.ts';
import {
  type ClaimSummary,
  digitsText,
  type GateSummary,
  type GateVerdict,
  hasWrongNumbers,
  type NoNumbers,
  noNumbersText,
  outcomesText,
  type SummarisedCase,
} from './gateSummary.ts';
import { regimeGrid } from './regimeGrid.ts';

const VERDICT_SLUGS: Readonly<Record<GateVerdict, string>> = {
  holds: 'holds',
  fails: 'refuted',
  'nothing shown': 'vacuous',
};

/** A gate's record as one HTML file that needs nothing else, see `pageHtml`. */
export function renderGateHtml(summary: GateSummary): string {
  const judged = inOrderOfTrouble(summary.claims.filter(({ state }) => state !== 'not judged'));
  const axis = digitsAxis(judged);
  const openable = (id: string, html: string): string => `<noscript data-claim="${escapeHtml(id)}">${html}</noscript>`;
  const articles = judged.map((claim, i) => openable(claim.info.id, claimHtml(claim, summary, axis, `g${i}`)));
  const wrong = judged.filter(claim => claim.state === 'failed' && hasWrongNumbers(claim)).length;
  return gatePage(
    `${summary.record.header.subject.name}: ${summary.sentence}`,
    [
      '<a class="skip" href="#claims">Skip to the claims</a>',
      `<header class="top">${headHtml(summary)}</header>`,
      '<main>',
      '<section aria-labelledby="claims-title" id="claims">',
      '<h2 id="claims-title">Claims</h2>',
      gateFilters(judged),
      judged.length === 0 ? '<p class="nil">No claim was judged.</p>' : claimsTable(judged, axis),
      notJudgedHtml(summary.claims),
      '</section>',
    ],
    [
      ...articles.slice(0, wrong),
      ...summary.withoutNumbers.map(noNumbersHtml),
      ...articles.slice(wrong),
      ...summary.record.cases.map(given => openable(`case:${given.hash}`, caseHtml(given, summary))),
      '</main>',
      footHtml(summary),
    ],
  );
}

/** Wrong numbers first, then other failures, then the rest: in each as the header has them. */
function inOrderOfTrouble(claims: readonly ClaimSummary[]): ClaimSummary[] {
  const rank = (claim: ClaimSummary): number =>
    claim.state === 'failed' ? (hasWrongNumbers(claim) ? 0 : 1) : claim.state === 'known to fail' ? 2 : 3;
  return claims.toSorted((a, b) => rank(a) - rank(b));
}

function headHtml({ record, verdict, sentence, partial, passing }: GateSummary): string {
  const { header, footer } = record;
  const { capabilities } = header.subject;
  const fact = (name: string, value: string): string => `<div><dt>${name}</dt><dd>${value}</dd></div>`;
  const slug = VERDICT_SLUGS[verdict];
  return [
    '<p class="eyebrow">deep-linear-oracle gate</p>',
    `<h1>${escapeHtml(header.subject.name)}</h1>`,
    `<p class="subject-line"><code>${escapeHtml(header.subject.specification)}</code> answers for ${capabilities.quantities.map(escapeHtml).join(', ') || 'nothing'}</p>`,
    `<div class="outcome v-${slug}">${icon(slug)}<p>${escapeHtml(sentence)}<small>${restartsText(footer?.restarts ?? 0)}Digits are compared with the raw gradient flow, integrated to as many as it takes.</small></p></div>`,
    partial === undefined
      ? ''
      : `<p class="alarm" role="note"><strong>Not a whole run.</strong> ${escapeHtml(partial)}</p>`,
    ...passing.map(
      ({ entry, held }) =>
        `<p class="alarm" role="note"><strong>A known failure passes.</strong> <code>${escapeHtml(entry.claim)}</code> held on ${counted(held, 'case')}, though it is known to fail: ${escapeHtml(entry.reason)}. Take it out of the file.</p>`,
    ),
    '<dl class="run">',
    fact(
      'cases',
      record.cases.length === header.cases ? numberHtml(header.cases) : `${record.cases.length} of ${header.cases}`,
    ),
    fact('random', numberHtml(header.runs)),
    fact('searches', numberHtml(header.searches)),
    fact('digits asked', numberHtml(header.digits)),
    fact('seed', numberHtml(header.seed)),
    fact('version', escapeHtml(header.version)),
    '</dl>',
  ].join('');
}

function restartsText(restarts: number): string {
  return restarts === 0 ? '' : `The subject had to be started again ${counted(restarts, 'time')}. `;
}

/** The roles repeat what the elements mean because the style lays the rows out as blocks on narrow screens. */
function claimsTable(claims: readonly ClaimSummary[], axis: DigitsAxis): string {
  const head = (name: string, className = ''): string =>
    `<th scope="col" role="columnheader"${className === '' ? '' : ` class="${className}"`}>${name}</th>`;
  const scale = `<span class="strip-axis" aria-label="digits from ${axis.from} to ${axis.to}"><span>${axisText(axis.from)}</span><span>digits</span><span>${axis.to}</span></span>`;
  const { below, above } = beyondAxis(claims, axis);
  const arrows = below === undefined && above === undefined ? '' : ' Arrows: digits beyond the axis.';
  return [
    '<table class="summary gate-claims" role="table" aria-labelledby="claims-title">',
    `<thead role="rowgroup"><tr role="row">${head('state')}${head('claim')}${head(scale)}${head('worst', 'c-number')}${head('median', 'c-number')}${head('cases')}</tr></thead>`,
    ...claims.map(claim => claimRow(claim, axis)),
    '</table>',
    `<p class="hint">Every case by the digits that agree; the rule is the median. Heights go with the root of the count, so that a single case shows.${arrows}</p>`,
  ].join('\n');
}

function claimRow(claim: ClaimSummary, axis: DigitsAxis): string {
  const { info, state } = claim;
  const slug = STATE_SLUG[state];
  return [
    `<tbody role="rowgroup" class="entry" data-claim="${escapeHtml(info.id)}" data-verdict="${slug}"${filterData(claim)}><tr role="row">`,
    `<td role="cell" class="c-verdict">${badge(slug, state)}</td>`,
    `<th role="rowheader" scope="row" class="c-claim"><a href="${anchorHref(info.id)}">${escapeHtml(info.title || info.id)}</a><code>${escapeHtml(info.id)}</code></th>`,
    `<td role="cell" class="c-strip">${digitsStrip(claim, axis)}</td>`,
    `<td role="cell" class="c-number" data-label="worst">${digitsText(claim.worst)}</td>`,
    `<td role="cell" class="c-number" data-label="median">${digitsText(claim.median)}</td>`,
    `<td role="cell" class="c-cases">${track(claim)}${outcomesHtml(claim)}</td>`,
    '</tr></tbody>',
  ].join('');
}

function track({ outcomes, failures, knownFailures, cases }: ClaimSummary): string {
  const failed = failures + knownFailures;
  const part = (name: string, count: number): string =>
    count > 0 ? `<i class="${name}" style="width:${Math.round((1000 * count) / cases) / 10}%"></i>` : '';
  return `<span class="track" aria-hidden="true">${part('held', outcomes.held)}${part('failed', failed)}${part('open', cases - outcomes.held - failed)}</span>`;
}

function outcomesHtml({ outcomes, failures, knownFailures }: ClaimSummary): string {
  const text = escapeHtml(outcomesText(outcomes));
  const known = knownFailures > 0 ? `, ${knownFailures} known` : '';
  return failures > 0 ? `<b>${text}</b>${known}` : `${text}${known}`;
}

function notJudgedHtml(claims: readonly ClaimSummary[]): string {
  const left = claims.filter(({ state }) => state === 'not judged');
  if (left.length === 0) return '';
  const items = left.map(
    ({ info }) =>
      `<li><code>${escapeHtml(info.id)}</code><span>${escapeHtml(info.notJudged ?? 'no case for it')}</span></li>`,
  );
  return `<details><summary>${counted(left.length, 'claim')} not judged on this subject</summary><ul class="not-judged">${items.join('')}</ul></details>`;
}

function claimHtml(claim: ClaimSummary, { variables }: GateSummary, axis: DigitsAxis, slug: string): string {
  const { info, state, counterexample, worstCases } = claim;
  const grid = regimeGrid(claim);
  const plots = errorPlots(claim.judged, variables, axis, slug);
  return [
    `<article class="claim" id="${escapeHtml(info.id)}" aria-labelledby="${slug}-title">`,
    `<p class="eyebrow"><a href="${anchorHref(info.id)}">${escapeHtml(info.id)}</a></p>`,
    `<h3 id="${slug}-title">${escapeHtml(info.title || info.id)}</h3>`,
    `<p class="verdict-line">${badge(STATE_SLUG[state], state)}<span class="ledger">${outcomesHtml(claim)}</span></p>`,
    info.source === undefined ? '' : `<p class="source">${escapeHtml(info.source)}</p>`,
    '<div class="evidence">',
    `<section><h4>Digits that agree</h4>${digitsHistogram(claim, axis, slug)}</section>`,
    grid === '' ? '' : `<section><h4>Worst digits by regime</h4>${grid}</section>`,
    '</div>',
    plots === ''
      ? ''
      : `<section class="part"><h4>Digits over each variable</h4>${plots}<p class="hint">A mark is a case; squares failed. A click opens the case.</p></section>`,
    worstCases.length === 0 ? '' : worstCasesHtml(worstCases),
    counterexample === undefined || !hasWrongNumbers(claim)
      ? ''
      : counterexampleHtml(gateExample(counterexample), slug),
    '<p class="back"><a href="#claims">Back to all claims</a></p>',
    '</article>',
  ].join('\n');
}

function noNumbersHtml(kind: NoNumbers): string {
  const { outcome, example } = kind;
  return [
    `<section class="claim" aria-labelledby="${outcome}-title">`,
    `<h3 id="${outcome}-title">${escapeHtml(noNumbersText(kind))}</h3>`,
    example === undefined ? '' : counterexampleHtml(gateExample(example), outcome),
    '</section>',
  ].join('\n');
}

function worstCasesHtml(cases: readonly SummarisedCase[]): string {
  const head = ['case', 'regime', 'time', 'digits', 'asked', 'residual', 'outcome'].map(name =>
    ['digits', 'asked', 'residual'].includes(name)
      ? `<th scope="col" class="n">${name}</th>`
      : `<th scope="col">${name}</th>`,
  );
  return [
    '<section class="part"><h4>Worst cases</h4>',
    '<div class="scroll" tabindex="0" role="group" aria-label="worst cases">',
    `<table class="cases"><thead><tr>${head.join('')}</tr></thead><tbody>`,
    ...cases.map(worstCaseRows),
    '</tbody></table></div></section>',
  ].join('');
}

function worstCaseRows({ given, result }: SummarisedCase): string {
  const { outcome, quantity, digits, asked, residual, reason } = result;
  const bad = outcome === 'held' ? '' : ' class="bad"';
  const row = [
    `<tr${reason === undefined ? '' : ' class="before-says"'}>`,
    `<td><a href="${anchorHref(`case:${given.hash}`)}"><code>${escapeHtml(given.hash)}</code></a><br>${escapeHtml(widths(given.case))} <span class="soft">${given.origin}</span></td>`,
    `<td class="regimes-of">${Object.values(given.regime).map(escapeHtml).join(', ')}</td>`,
    `<td>${escapeHtml(result.time ?? given.case.time)}</td>`,
    `<td class="n">${digitsText(digits)}</td><td class="n">${digitsText(asked)}</td><td class="n">${residualHtml(residual)}</td>`,
    `<td><span${bad}>${outcome}</span>${quantity === undefined ? '' : ` in ${escapeHtml(quantity)}`}</td>`,
    '</tr>',
  ].join('');
  if (reason === undefined) return row;
  return `${row}<tr class="says"><td colspan="7"><pre class="words">${escapeHtml(reason)}</pre></td></tr>`;
}

function footHtml({ record: { header, footer } }: GateSummary): string {
  const { environment, started } = header;
  const parts = [
    `started ${escapeHtml(started)}`,
    ...(footer === undefined
      ? []
      : [
          `${numberHtml(footer.timing.seconds)} s, of which ${numberHtml(footer.timing.subjectSeconds)} s in the subject and ${numberHtml(footer.timing.oracleSeconds)} s in the oracles`,
        ]),
    `node ${escapeHtml(environment.node)} on ${escapeHtml(environment.platform)} ${escapeHtml(environment.arch)}`,
    ...(environment.commit === undefined ? [] : [`commit <code>${escapeHtml(environment.commit.slice(0, 12))}</code>`]),
    `corpus <code>${escapeHtml(header.corpus.slice(0, 12))}</code>`,
  ];
  return `<footer><p>Digits are −log10 of ‖subject − truth‖ relative to ‖truth‖; “asked” is what a backward-stable computation in float64 can reach on the case, so that an ill-conditioned one asks for less. ${parts.join(' · ')}</p></footer>`;
}
