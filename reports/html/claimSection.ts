import { fairOutcome } from '../../src/judge/readingThatHolds.ts';
import type { ClaimRecord, MutantRecord, ReadingRecord } from '../../src/judge/runRecord.ts';
import { escapeHtml } from '../escape.ts';
import { askedInWords, routeInWords } from '../evidenceWords.ts';
import { ledgerMark, mutantShare } from '../summary.ts';
import { EVIDENCE_MEANING, FAIR_READING_HOLDS, marginInWords, rangesInWords } from '../words.ts';
import { aboutCheckHtml, conditioningHtml, holdsUnderHtml, regimeMapsHtml, repairHtml } from './check.ts';
import { claimName } from './claimName.ts';
import { counterexampleHtml } from './counterexample.ts';
import { hypothesesDroppedHtml } from './hypotheses.ts';
import { outcomeBadge, VERDICT_SLUG, verdictBadge } from './icons.ts';
import type { Links } from './links.ts';
import { statementHtml } from './math.ts';
import { numberHtml, residualHtml } from './number.ts';
import { plotsHtml } from './plots.ts';
import { readingsHtml } from './readings.ts';
import { regimesHtml } from './regimes.ts';
import type { Relations } from './relations.ts';

/** What a claim's section needs beside its record. */
export interface ClaimPlace {
  /** Makes the ids inside unique; the claim's own id is its anchor. */
  readonly slug: string;
  /** That it took to judge it. */
  readonly seconds: number | undefined;
  readonly relations: Relations;
  /** Alone on its page, a claim's title is that of the page, #title. */
  readonly isOneOfMany: boolean;
  readonly links: Links;
}

/** Everything the record holds on one claim. */
export function claimSection(claim: ClaimRecord, { slug, seconds, relations, isOneOfMany, links }: ClaimPlace): string {
  const { counterexample, witness, plot, check, hypothesesDropped } = claim;
  const [titleId, title] = isOneOfMany
    ? [`${slug}-title`, `<h3 id="${slug}-title">${escapeHtml(claim.title || claim.id)}</h3>`]
    : ['title', '<h3 class="unseen">Verdict</h3>'];
  return [
    `<article class="claim" id="${escapeHtml(claim.id)}" data-verdict="${VERDICT_SLUG[claim.verdict]}" data-paper="${escapeHtml(claim.source.paper)}" aria-labelledby="${titleId}">`,
    '<header>',
    `<p class="eyebrow"><a href="${links.claim(claim.id)}">${escapeHtml(claim.id)}</a><span>${escapeHtml(claim.theorem)}</span></p>`,
    title,
    fairOutcome(claim) === 'held' ? `<p class="source"><strong>${FAIR_READING_HOLDS}</strong></p>` : '',
    `<p class="verdict-line">${verdictBadge(claim.verdict)}${check === undefined ? ledgerHtml(claim) : ''}</p>`,
    `<p class="source">${sourceHtml(claim)}</p>`,
    claim.note === undefined ? '' : `<p class="note">${escapeHtml(claim.note)}</p>`,
    '</header>',
    check === undefined ? '' : aboutCheckHtml(check),
    claim.readings.length === 0 ? '<p class="nil">No reading was judged.</p>' : '',
    claim.readings.length > 1 ? readingsHtml(claim.readings) : '',
    ...claim.readings.map((reading, i) => readingHtml(reading, `${slug}-r${i}`, claim.readings.length === 1)),
    counterexample === undefined ? '' : counterexampleHtml(counterexample, slug),
    witness === undefined ? '' : counterexampleHtml(witness, slug, 'Witness'),
    hypothesesDropped === undefined ? '' : hypothesesDroppedHtml(hypothesesDropped, slug),
    check === undefined
      ? ''
      : holdsUnderHtml(check) + repairHtml(check) + regimeMapsHtml(check) + conditioningHtml(check),
    relationsHtml(relations, links),
    plot === undefined
      ? ''
      : `<section class="part"><h4>${plot.axis === undefined ? 'Trajectory' : 'Chart'}</h4>${plotsHtml(plot, slug)}</section>`,
    check !== undefined && claim.mutants.length === 0 ? '' : mutantsHtml(claim.mutants),
    `<p class="back">${!isOneOfMany ? '' : `<a href="${links.index}">Back to all claims</a>`}${seconds === undefined ? '' : `<span>judged in ${numberHtml(seconds)} s</span>`}</p>`,
    '</article>',
  ].join('\n');
}

/** What a claim is derived from, and what from it. */
function relationsHtml({ restsOn, restedOnBy }: Relations, links: Links): string {
  const list = (title: string, others: readonly ClaimRecord[]): string =>
    others.length === 0
      ? ''
      : `<h5>${title}</h5><ul>${others.map(other => `<li>${verdictBadge(other.verdict)} <a href="${links.claim(other.id)}">${claimName(other)}</a></li>`).join('')}</ul>`;
  const lists = list('Derived from', restsOn) + list('What is derived from it', restedOnBy);
  return lists === '' ? '' : `<section class="part relations"><h4>What rests on what</h4>${lists}</section>`;
}

/** Paper and place of a claim; a dash where the record leaves them empty. */
export function sourceHtml({ source }: ClaimRecord): string {
  return (
    [source.paper, source.place]
      .filter(text => text !== '')
      .map(escapeHtml)
      .join(', ') || '–'
  );
}

export function ledgerHtml(claim: ClaimRecord): string {
  const mark = ledgerMark(claim);
  if (mark === 'same') return '<span class="ledger">as in the ledger</span>';
  if (mark === 'new') return '<span class="ledger">not in the ledger yet</span>';
  return `<strong class="ledger differs-from">differs from the ledger: ${escapeHtml(claim.ledgerVerdict ?? '')}</strong>`;
}

/** Statements of several readings stand together above. */
function readingHtml(reading: ReadingRecord, slug: string, withStatement: boolean): string {
  const title = reading.reading.charAt(0).toUpperCase() + reading.reading.slice(1);
  const { cases } = reading;
  const facts = [
    fact('evidence', `<strong>${reading.evidence}</strong>: ${EVIDENCE_MEANING[reading.evidence]}`, 'wide'),
    fact(
      'cases',
      `${numberHtml(cases.judged)} judged: ${numberHtml(cases.held)} held, ${numberHtml(cases.failed)} failed, ${numberHtml(cases.undecided)} undecided; ${numberHtml(cases.discarded)} more lay outside the hypotheses`,
      'wide',
    ),
    reading.digits === undefined
      ? ''
      : fact(
          'digits that agree',
          `${numberHtml(reading.digits.worst)} worst, ${numberHtml(reading.digits.median)} median`,
        ),
    reading.worstResidual === undefined ? '' : fact('worst residual', residualHtml(reading.worstResidual)),
    reading.leastMargin === undefined
      ? ''
      : fact('least margin', escapeHtml(marginInWords(reading.leastMargin)), 'wide'),
    reading.ranges === undefined || reading.ranges.length === 0
      ? ''
      : fact('judged on cases with', escapeHtml(rangesInWords(reading.ranges)), 'wide'),
    reading.measured === undefined ? '' : fact('measured', escapeHtml(reading.measured), 'wide'),
    ...(reading.asked ?? []).map(one => fact('asked', escapeHtml(askedInWords(one)), 'wide')),
    ...(reading.routes ?? []).map(one => fact('second route', escapeHtml(routeInWords(one)), 'wide')),
    reading.doubt === undefined ? '' : fact('in doubt', escapeHtml(reading.doubt), 'wide'),
  ];
  return [
    `<section class="reading" aria-labelledby="${slug}"><h4 id="${slug}">${title} ${outcomeBadge(reading.outcome)}</h4>`,
    withStatement ? statementHtml(reading.statement, `statement ${reading.reading}`) : '',
    hypothesesHtml(reading),
    `<dl class="facts">${facts.join('')}</dl>`,
    regimesHtml(reading.regimes),
    sourcesHtml(reading),
    '</section>',
  ].join('');
}

function fact(name: string, content: string, className = ''): string {
  return `<div${className === '' ? '' : ` class="${className}"`}><dt>${name}</dt><dd>${content}</dd></div>`;
}

function hypothesesHtml({ hypotheses }: ReadingRecord): string {
  if (hypotheses.length === 0) return '<p class="hypotheses none">No hypotheses.</p>';
  const items = hypotheses.map(
    ({ name, meaning }) => `<li><strong>${escapeHtml(name)}</strong> <span>${escapeHtml(meaning)}</span></li>`,
  );
  return `<div class="hypotheses"><h5>Under the hypotheses</h5><ul>${items.join('')}</ul></div>`;
}

/** The statement as it was typed: the formula that was evaluated, and the TeX to copy. */
function sourcesHtml({ statement, formula, reading }: ReadingRecord): string {
  const block = (title: string, text: string): string =>
    `<h6>${title}</h6><pre class="scroll" tabindex="0" role="group" aria-label="${title}, ${reading}"><code>${escapeHtml(text)}</code></pre>`;
  const parts = [
    formula === undefined ? '' : block('Formula', formula),
    statement.trim() === '' ? '' : block('TeX', statement),
  ].join('');
  const title = formula === undefined ? 'TeX of the statement' : 'Formula as evaluated, and TeX';
  return parts === '' ? '' : `<details><summary>${title}</summary>${parts}</details>`;
}

function mutantsHtml(mutants: readonly MutantRecord[]): string {
  const killed = mutants.filter(mutant => mutant.killed);
  const right = mutants.filter(mutant => mutant.same === true);
  const survived = mutants.filter(mutant => !mutant.killed && mutant.same !== true);
  const list = (some: readonly MutantRecord[]): string =>
    `<ul class="mutants">${some.map(({ name, why }) => `<li>${escapeHtml(name)}${why === undefined ? '' : ` – ${escapeHtml(why)}`}</li>`).join('')}</ul>`;
  const body =
    mutants.length === 0
      ? '<p>No mutant was tried, so nothing shows how sharp this check is.</p>'
      : [
          `<p>${mutantShare(mutants)}.</p>`,
          survived.length === 0 ? '' : `<div class="survived"><h5>Survived</h5>${list(survived)}</div>`,
          right.length === 0 ? '' : `<details><summary>Tried too, but right</summary>${list(right)}</details>`,
          killed.length === 0 ? '' : `<details><summary>Killed</summary>${list(killed)}</details>`,
        ].join('');
  return `<section class="part"><h4>Mutants</h4>${body}</section>`;
}
