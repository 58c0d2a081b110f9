import { truthIn } from '../oracles/truth.ts';
import { renderCounterexample } from '../reports/terminal.ts';
import { DloError } from '../src/errors.ts';
import { isFlowCase } from '../src/judge/case.ts';
import { confirm } from '../src/judge/confirm.ts';
import { counterexampleFromText } from '../src/judge/counterexample.ts';
import { describe } from '../src/judge/judgeClaim.ts';
import { readText } from '../src/readText.ts';
import { EXIT } from './exit.ts';
import { findClaims } from './findClaims.ts';
import { wholeNumber } from './options.ts';

/** `dlo replay FILE`: 0 when the case still refutes its reading, 1 when it does not. */
export async function replay(file: string, options: { readonly digits: string }): Promise<number> {
  const digits = wholeNumber('digits', options.digits, 30, 10, 100);
  const { claim: id, reading: name, given } = counterexampleFromText(await readText(file), file);
  const claim = findClaims([id])[0]!;
  const reading = claim.readings.find(candidate => candidate.name === name);
  if (claim.id !== id || reading === undefined)
    throw new DloError('UNKNOWN_NAME', file, `must belong to a claim with a reading ${name}`, id);
  if (isFlowCase(given) !== (claim.anyDepth === true)) {
    const rule = claim.anyDepth
      ? 'must hold layers: its claim is of any depth'
      : 'must hold W1 and W2: its claim is of two layers';
    throw new DloError('FORMAT', file, rule, isFlowCase(given) ? 'layers' : 'W1 and W2');
  }
  const outside = reading.hypotheses.find(({ holds }) => !holds(given));
  if (outside !== undefined) {
    process.stdout.write(`${id} (${name}): the case is outside the hypothesis ${outside.name}: ${outside.meaning}\n`);
    return EXIT.mismatch;
  }
  const found = confirm(reading, given, { digits, truth: truthIn('bigint') });
  if (typeof found === 'string') {
    process.stdout.write(`${id} (${name}) is not refuted by this case: ${found}\n`);
    return EXIT.mismatch;
  }
  const counterexample = describe(claim, name, found);
  process.stdout.write(`${id} (${name}) is refuted by this case:\n${renderCounterexample(counterexample)}\n`);
  return EXIT.ok;
}
