import { DloError } from '../../errors.ts';
import { openRecordWriter } from '../recordWriter.ts';
import { sampleGate } from './sampleGate.ts';

// Writes cases to the record named on the command line until it is stopped or cannot, and says how many so far.

const { header, cases } = sampleGate({ cases: 40 });
const writer = openRecordWriter(process.argv[2]!);
try {
  writer.write({ ...header, cases: Number.MAX_SAFE_INTEGER });
  for (let sequence = 0; ; sequence++) {
    writer.write({ ...cases[sequence % cases.length]!, sequence });
    if (sequence % 50 === 49) process.stdout.write(`${sequence + 1}\n`);
    // Lets the output and the signals through.
    if (sequence % 10 === 9) await new Promise(resolve => setImmediate(resolve));
  }
} catch (error) {
  if (!(error instanceof DloError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 3;
}
