import { mergeRecords } from '../src/gate/mergeRecords.ts';
import { rangesText } from '../src/gate/recordParts.ts';
import { openRecordWriter } from '../src/gate/recordWriter.ts';
import { visibleText } from '../src/visibleText.ts';
import { EXIT } from './exit.ts';
import { readRecords } from './readRecords.ts';

export interface MergeOptions {
  readonly out: string;
  readonly strict?: boolean;
}

/**
 * `dlo merge`: the records of a run's shards as one. 0 where every case is there once or as equal copies; 1 where cases are
 * missing or a line could not be used, and what is there is written all the same, unless --strict; 2 where they are not of one run.
 */
export async function merge(files: readonly string[], { out, strict }: MergeOptions): Promise<number> {
  const reads = await readRecords(files);
  const { record, missing, duplicates } = mergeRecords(reads);
  for (const { sequence, places } of duplicates)
    process.stderr.write(`dlo: case ${sequence} stands in ${places.join(' and ')} and counts once\n`);
  if (missing.length > 0) process.stderr.write(`dlo: missing cases: ${rangesText(missing)}\n`);
  const complete = missing.length === 0;
  if (complete || !strict) {
    const writer = openRecordWriter(out);
    try {
      writer.write(record.header);
      for (const given of record.cases) writer.write(given);
      writer.write(record.footer);
    } finally {
      writer.close();
    }
  }
  const count = `${record.cases.length} of ${record.header.cases} cases from ${files.length} record${files.length === 1 ? '' : 's'}`;
  process.stdout.write(complete || !strict ? `Merged ${count}: ${visibleText(out)}\n` : `Not merged: ${count}\n`);
  return complete ? EXIT.ok : EXIT.mismatch;
}
