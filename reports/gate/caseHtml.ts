import { type GateCase, isFailure } from '../../src/gate/gateRecord.ts';
import { anchorHref, escapeHtml } from '../escape.ts';
import { residualHtml } from '../html/number.ts';
import { gateExample } from './gateExample.ts';
import { digitsText, type GateSummary } from './gateSummary.ts';

/** One case: what it is, exactly, and what every claim found on it. */
export function caseHtml(given: GateCase, { variables }: GateSummary): string {
  const { hash, origin, regime, results, sequence } = given;
  const shown = gateExample({ claim: '', hash, case: given.case, result: { claim: '', outcome: 'held' }, replay: '' });
  const singularB = variables.get(sequence)?.singularB;
  const lines = [
    ...shown.given.map(({ name, rows }) => `${name} = [${rows.map(row => row.join(' ')).join('; ')}]`),
    ...shown.scalars.map(({ name, value }) => `${name} = ${value}`),
    ...(singularB === undefined ? [] : [`distance to singular B = ${singularB.toPrecision(3)}`]),
  ];
  const rows = results.map(({ claim, outcome, quantity, digits, asked, residual, time }) => {
    const said = isFailure(outcome) ? `<span class="bad">${outcome}</span>` : outcome;
    return `<tr><td><a href="${anchorHref(claim)}">${escapeHtml(claim)}</a></td><td>${escapeHtml(time ?? '')}</td><td class="n">${digitsText(digits)}</td><td class="n">${digitsText(asked)}</td><td class="n">${residualHtml(residual)}</td><td>${said}${quantity === undefined ? '' : ` in ${escapeHtml(quantity)}`}</td></tr>`;
  });
  const slug = `case-${sequence}`;
  return [
    `<article class="claim" id="${escapeHtml(`case:${hash}`)}" aria-labelledby="${slug}">`,
    `<h3 id="${slug}">Case ${escapeHtml(hash)}</h3>`,
    `<p class="source">${escapeHtml(shown.architecture)}, ${origin}, number ${sequence}; ${Object.entries(regime)
      .map(([axis, value]) => escapeHtml(`${axis} ${value}`))
      .join(', ')}</p>`,
    `<div class="copy"><pre class="scroll" tabindex="0" role="group" aria-label="the case"><code>${escapeHtml(lines.join('\n'))}</code></pre></div>`,
    '<div class="scroll" tabindex="0" role="group" aria-label="what was found"><table class="cases"><thead><tr><th scope="col">claim</th><th scope="col">time</th><th scope="col" class="n">digits</th><th scope="col" class="n">asked</th><th scope="col" class="n">residual</th><th scope="col">outcome</th></tr></thead>',
    `<tbody>${rows.join('')}</tbody></table></div>`,
    '<p class="back"><a href="#claims">Back to all claims</a></p>',
    '</article>',
  ].join('');
}
