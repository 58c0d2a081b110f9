import { DloError } from '../errors.ts';
import type {
  ClaimComparison,
  ClaimOfSubject,
  Disagreement,
  GateComparison,
  SubjectAnswerFound,
} from './gateFindings.ts';
import { type GateCase, type GateRecord, isFailure } from './gateRecord.ts';
import { median } from './median.ts';

const DEFAULT_APART = 3;

/**
 * Several subjects side by side, and the cases on which they disagree: one held what another failed, or the digits of two
 * that have a number are more than `limit` apart. Cases are found in several records by their hashes.
 * RANGE for fewer than two records or a limit that is not above 0.
 */
export function compareRecords(records: readonly GateRecord[], limit: number = DEFAULT_APART): GateComparison {
  if (records.length < 2) throw new DloError('RANGE', 'records', 'must be at least two', records.length);
  if (!(limit > 0 && Number.isFinite(limit))) throw new DloError('RANGE', 'apart', 'must be above 0 digits', limit);
  const headers = records.map(({ header }) => header);
  const titles = new Map(headers.flatMap(({ claims }) => claims.map(({ id, title }) => [id, title] as const)));
  const byHash = records.map(({ cases }) => new Map([...cases].reverse().map(given => [given.hash, given])));
  const shared = new Map<string, GateCase>();
  for (const [i, cases] of byHash.entries())
    for (const [hash, given] of cases)
      if (!shared.has(hash) && byHash.some((others, j) => j !== i && others.has(hash))) shared.set(hash, given);
  const disagreements = [...shared].flatMap(([hash, { regime }]) =>
    [...titles.keys()].flatMap(claim => {
      const answers = byHash.map(cases => answerOf(cases.get(hash), claim));
      const found = disagreementOf(answers, limit);
      return found === undefined ? [] : [{ claim, hash, regime, answers, ...found }];
    }),
  );
  return {
    headers,
    names: distinctNames(headers.map(({ subject }) => subject.name)),
    limit,
    shared: shared.size,
    claims: [...titles].map(
      ([claim, title]): ClaimComparison => ({ claim, title, subjects: records.map(one => ofSubject(one, claim)) }),
    ),
    disagreements: disagreements.sort((a, b) => weight(b) - weight(a)),
  };
}

function weight({ apart }: Disagreement): number {
  return apart ?? Number.POSITIVE_INFINITY;
}

function answerOf(given: GateCase | undefined, claim: string): SubjectAnswerFound | undefined {
  const result = given?.results.find(one => one.claim === claim);
  if (result === undefined) return undefined;
  const { outcome, digits, reason } = result;
  return { outcome, ...(digits !== undefined && { digits }), ...(reason !== undefined && { reason }) };
}

function disagreementOf(
  answers: readonly (SubjectAnswerFound | undefined)[],
  limit: number,
): { apart?: number } | undefined {
  const given = answers.filter(answer => answer !== undefined);
  if (given.some(({ outcome }) => outcome === 'held') && given.some(({ outcome }) => isFailure(outcome))) return {};
  const digits = given.flatMap(answer => answer.digits ?? []);
  const apart = Math.max(...digits) - Math.min(...digits);
  return digits.length > 1 && apart > limit ? { apart } : undefined;
}

function ofSubject({ header, cases }: GateRecord, claim: string): ClaimOfSubject {
  const info = header.claims.find(({ id }) => id === claim);
  const notJudged = info === undefined ? 'not asked for' : info.notJudged;
  const results = cases.flatMap(given => given.results.filter(result => result.claim === claim));
  const digits = results.flatMap(result => result.digits ?? []);
  const held = results.filter(({ outcome }) => outcome === 'held').length;
  const failed = results.filter(({ outcome }) => isFailure(outcome)).length;
  return {
    held,
    failed,
    other: results.length - held - failed,
    ...(digits.length > 0 && { worst: Math.min(...digits), median: median(digits)! }),
    ...(notJudged !== undefined && { notJudged }),
  };
}

function distinctNames(names: readonly string[]): string[] {
  return names.map((name, i) =>
    names.indexOf(name) === names.lastIndexOf(name)
      ? name
      : `${name} (${names.slice(0, i + 1).filter(other => other === name).length})`,
  );
}
