import { DloError } from '../errors.ts';
import { nearestName } from '../formula/nearestName.ts';
import { parseJson } from '../parseJson.ts';
import { readText } from '../readText.ts';
import type { KnownFailure, KnownFailureFound, KnownFailuresFound } from './gateFindings.ts';
import { type GateCase, type GateHeader, type GateRecord, isFailure } from './gateRecord.ts';
import { isWhole } from './recordParts.ts';

const FIELDS = ['claim', 'regime', 'hash', 'subject', 'reason'];

/** Reads a file of known failures; FILE where it cannot be read, FORMAT as `knownFailuresFromText`. */
export async function readKnownFailures(file: string): Promise<KnownFailure[]> {
  return knownFailuresFromText(await readText(file), file);
}

/** A JSON array of `{"claim", "reason"}` with `"regime"`, `"hash"` and `"subject"` where wanted. FORMAT names the entry. */
export function knownFailuresFromText(text: string, file: string): KnownFailure[] {
  const json = parseJson(text, file);
  if (!Array.isArray(json)) throw new DloError('FORMAT', file, 'must be an array of known failures', json);
  return json.map((entry: unknown, i) => {
    const place = `${file}, entry ${i + 1}`;
    if (typeof entry !== 'object' || entry === null || Array.isArray(entry))
      throw new DloError('FORMAT', place, 'must be an object with "claim" and "reason"', entry);
    const fields = entry as Record<string, unknown>;
    const stranger = Object.keys(fields).find(name => !FIELDS.includes(name));
    if (stranger !== undefined)
      throw new DloError('FORMAT', place, `must have no fields but ${FIELDS.join(', ')}`, stranger);
    for (const name of ['claim', 'reason'])
      if (typeof fields[name] !== 'string' || fields[name].trim() === '')
        throw new DloError('FORMAT', place, `must have a "${name}" in words`, fields[name]);
    for (const name of ['hash', 'subject'])
      if (fields[name] !== undefined && typeof fields[name] !== 'string')
        throw new DloError('FORMAT', place, `must have a text as "${name}"`, fields[name]);
    if (fields.regime !== undefined && !isRegime(fields.regime))
      throw new DloError(
        'FORMAT',
        place,
        'must have an object of texts as "regime", {"sign of λ": "negative"}',
        fields.regime,
      );
    return entry as KnownFailure;
  });
}

function isRegime(value: unknown): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.values(value).every(part => typeof part === 'string')
  );
}

/** UNKNOWN_NAME for an entry whose claim is none of these: it would be kept for ever and excuse nothing. */
export function requireKnownClaims(known: readonly KnownFailure[], claims: readonly string[], file: string): void {
  known.forEach(({ claim }, i) => {
    if (claims.includes(claim)) return;
    const nearest = nearestName(claim, claims);
    const hint = nearest === undefined ? '' : ` (nearest: ${nearest})`;
    throw new DloError('UNKNOWN_NAME', `${file}, entry ${i + 1}`, `must name a claim of the gate${hint}`, claim);
  });
}

/** Whether the entry speaks of this claim of this subject on this case. */
export function speaksOf(
  { claim, regime = {}, hash, subject }: KnownFailure,
  about: GateHeader['subject'],
  given: Pick<GateCase, 'hash' | 'regime'>,
  judged: string,
): boolean {
  return (
    claim === judged &&
    isMeant(subject, about) &&
    (hash === undefined || hash === given.hash) &&
    Object.entries(regime).every(([axis, value]) => given.regime[axis] === value)
  );
}

function isMeant(subject: string | undefined, { name, specification }: GateHeader['subject']): boolean {
  return subject === undefined || subject === name || subject === specification;
}

/**
 * What known failures explain in a record. An entry passes where it was judged and held on all its cases; for an entry
 * that speaks of more than one case this can only be said of a whole record, not of a shard or of a run that was cut off.
 */
export function findKnownFailures(record: GateRecord, known: readonly KnownFailure[]): KnownFailuresFound {
  const { subject } = record.header;
  const whole = isWhole(record);
  const explained: Record<string, number[]> = {};
  const counts = known.map(entry => ({ entry, failures: 0, held: 0 }));
  for (const given of record.cases) {
    for (const { claim, outcome } of given.results) {
      const speaking = counts.filter(({ entry }) => speaksOf(entry, subject, given, claim));
      const failed = isFailure(outcome);
      for (const count of speaking) {
        if (failed) count.failures += 1;
        else if (outcome === 'held') count.held += 1;
      }
      if (failed && speaking.length > 0) {
        explained[claim] ??= [];
        explained[claim].push(given.sequence);
      }
    }
  }
  const entries = counts
    .filter(({ entry }) => isMeant(entry.subject, subject))
    .map((count): KnownFailureFound => {
      const sayable = count.held > 0 && (whole || count.entry.hash !== undefined);
      return { ...count, state: count.failures > 0 ? 'fails' : sayable ? 'passes' : 'not seen' };
    });
  return { entries, explained };
}
