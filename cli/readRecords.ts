import type { KnownFailure } from '../src/gate/gateFindings.ts';
import { readKnownFailures, requireKnownClaims } from '../src/gate/knownFailures.ts';
import { type RecordRead, readRecord, troubleText } from '../src/gate/recordReader.ts';
import { visibleText } from '../src/visibleText.ts';

/** Reads records of gates, and says on stderr what of them could not be used, and where. */
export async function readRecords(files: readonly string[]): Promise<RecordRead[]> {
  const reads: RecordRead[] = [];
  for (const file of files) reads.push(await readRecord(file));
  for (const { troubles } of reads)
    for (const trouble of troubles) process.stderr.write(`dlo: ${visibleText(troubleText(trouble))}\n`);
  return reads;
}

/** The known failures of a file, whose claims must be those of a gate; none where no file is named. */
export async function knownFailuresFor(
  file: string | undefined,
  reads: readonly RecordRead[],
): Promise<KnownFailure[]> {
  if (file === undefined) return [];
  const known = await readKnownFailures(file);
  const claims = new Set(reads.flatMap(({ record }) => record.header.claims.map(({ id }) => id)));
  // A record need not have been asked about all claims; to load those takes a moment.
  if (known.some(({ claim }) => !claims.has(claim))) {
    const { FLOW_GATE_CLAIMS } = await import('../properties/trajectories/flows.ts');
    const { GATE_CLAIMS } = await import('../properties/trajectories/index.ts');
    for (const { id } of [...GATE_CLAIMS, ...FLOW_GATE_CLAIMS]) claims.add(id);
  }
  requireKnownClaims(known, [...claims], file);
  return known;
}
