import { counted } from '../summary.ts';
import { atTime, type ClaimSummary, digitsText, type GateSummary, outcomesText, regimeText } from './gateSummary.ts';

/**
 * A gate's record as JUnit XML: one suite, a test case per claim. A claim that failed is a failure; one of which the subject
 * gave no number because it erred, crashed or hung is an error; what was not judged, or could not be told, is skipped.
 */
export function renderJunit({ record, claims, passing }: GateSummary): string {
  const { header, footer } = record;
  const tests = [...claims.map(claimTest), ...passing.map(({ entry }) => passingTest(entry.claim, entry.reason))];
  const count = (kind: Test['kind']): number => tests.filter(test => test.kind === kind).length;
  const seconds = (footer?.timing.seconds ?? 0).toFixed(3);
  const suite = attributes({
    name: header.subject.name || 'subject',
    package: 'deep-linear-oracle',
    id: '0',
    // The schema takes no zone and no fraction of a second.
    timestamp: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/.exec(header.started)?.[0] ?? '1970-01-01T00:00:00',
    hostname: 'localhost',
    tests: String(tests.length),
    failures: String(count('failure')),
    errors: String(count('error')),
    skipped: String(count('skipped')),
    time: seconds,
  });
  const properties = {
    specification: header.subject.specification,
    seed: String(header.seed),
    cases: String(header.cases),
    digits: String(header.digits),
    version: header.version,
  };
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<testsuites>',
    `<testsuite${suite}>`,
    '<properties>',
    ...Object.entries(properties).map(([name, value]) => `<property${attributes({ name, value })}/>`),
    '</properties>',
    ...tests.map(({ name, body }) =>
      [
        `<testcase${attributes({ name, classname: `gate.${header.subject.name || 'subject'}`, time: '0' })}>`,
        body,
        '</testcase>',
      ].join(''),
    ),
    `<system-out>${escapeXml(tests.map(({ name, says }) => `${name}: ${says}`).join('\n'))}</system-out>`,
    '<system-err></system-err>',
    '</testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}

interface Test {
  readonly name: string;
  readonly kind: 'passed' | 'failure' | 'error' | 'skipped';
  readonly body: string;
  readonly says: string;
}

function claimTest(claim: ClaimSummary): Test {
  const { info, state, outcomes } = claim;
  const digits =
    claim.worst === undefined ? '' : `; ${digitsText(claim.worst)} digits at worst, median ${digitsText(claim.median)}`;
  const says =
    state === 'not judged' ? `not judged: ${info.notJudged ?? 'no case for it'}` : `${outcomesText(outcomes)}${digits}`;
  if (state === 'held') return { name: info.id, kind: 'passed', body: '', says };
  if (state !== 'failed') return { name: info.id, kind: 'skipped', body: '<skipped/>', says: `${state}: ${says}` };
  const kind = outcomes.failed > 0 ? 'failure' : 'error';
  const message = `${info.title}: ${counted(claim.failures, 'failure')} on ${counted(claim.cases, 'case')}`;
  const details = [says, ...claim.worstCases.filter(({ result }) => result.outcome !== 'held').map(caseLine)];
  if (claim.counterexample) details.push(`replay: ${claim.counterexample.replay}`);
  const body = `<${kind}${attributes({ message, type: outcomes.failed > 0 ? 'digits' : 'no-answer' })}>${escapeXml(details.join('\n'))}</${kind}>`;
  return { name: info.id, kind, body, says };
}

function caseLine({ given, result }: ClaimSummary['worstCases'][number]): string {
  const digits =
    result.digits === undefined ? '' : `, ${digitsText(result.digits)} of ${digitsText(result.asked)} digits`;
  const reason = result.reason === undefined ? '' : `: ${result.reason}`;
  return `case ${given.hash} (${regimeText(given.regime)}): ${result.outcome}${atTime(result)}${digits}${reason}`;
}

function passingTest(claim: string, reason: string): Test {
  const says = `the known failure (${reason}) passes: take it out`;
  return {
    name: `known failure of ${claim}`,
    kind: 'failure',
    body: `<failure${attributes({ message: says, type: 'known-failure' })}></failure>`,
    says,
  };
}

function attributes(values: Readonly<Record<string, string>>): string {
  return Object.entries(values)
    .map(([name, value]) => ` ${name}="${escapeXml(value).replace(/\s+/g, ' ').trim()}"`)
    .join('');
}

/** Text for an element or a quoted attribute. XML has no way to write most control characters: they become U+FFFD. */
export function escapeXml(text: string): string {
  return text
    .replace(/[^\P{Cc}\t\n\r]|\p{Cs}|[\ufffe\uffff]/gu, '\uFFFD')
    .replace(/[&<>"']/g, character => `&#${character.codePointAt(0)};`);
}
