import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { TRUTH } from '../../oracles/testing/truth.ts';
import { type AnyCase, type Case, isFlowCase } from '../../src/judge/case.ts';
import type { Judgement, Reading } from '../../src/judge/claim.ts';
import { COUNTEREXAMPLES, counterexampleFromText } from '../../src/judge/counterexample.ts';
import { describe as shown } from '../../src/judge/judgeClaim.ts';
import { decideCase } from '../../src/judge/lookAt.ts';
import type { CounterexampleRecord } from '../../src/judge/runRecord.ts';
import { balance } from '../../src/network/balance.ts';
import { equal } from '../../src/numbers/equal.ts';
import { identity, scale } from '../../src/numbers/linearAlgebra.ts';
import { Rational } from '../../src/numbers/rational.ts';
import { rationalField } from '../../src/numbers/rationalField.ts';
import { CLAIMS } from './index.ts';

// Whoever checks a counterexample by hand starts from the time and the λ that stand beside it. What the flow is asked at the
// time of the case changes with that time; what is asked at another time, or at none, does not.

const DIGITS = 20;

interface Stored {
  readonly name: string;
  readonly given: AnyCase;
  readonly reading: Reading;
  readonly judgement: Judgement;
  readonly example: CounterexampleRecord;
}

const stored: readonly Stored[] = await readStored();
const rows = stored.map(one => [one.name, one] as const);

describe('every stored counterexample', () => {
  it.each(rows.filter(([, { judgement }]) => judgement.stated ?? judgement.truth))(
    '%s is shown with the time that its numbers belong to',
    (_, { given, reading, judgement, example }) => {
      const time = given.time.mul(Rational.of(3, 2)).add(Rational.of(1, 7));
      const later = decideCase(reading.judge, { ...given, time }, { digits: DIGITS, truth: TRUTH });
      const isOfTheCase = scalarOf(example, 't') === given.time.toString();
      if (numbersOf(later) !== numbersOf(judgement)) expect(isOfTheCase).toBe(true);
      else expect(isOfTheCase && given.time.sign() > 0).toBe(false);
    },
  );

  it.each(rows.filter(([, { given }]) => isFlowCase(given)))(
    '%s is shown without λ: a flow has none',
    (_, { example }) => {
      expect(scalarOf(example, 'lambda')).toBeUndefined();
    },
  );

  it.each(rows.filter(([, { given }]) => !isFlowCase(given)))('%s is shown with the λ of its weights', (_, one) => {
    const { problem } = one.given as Case;
    const { example } = one;
    const found = balance(rationalField, problem);
    const lambda = scalarOf(example, 'lambda')!;
    if (lambda.startsWith('none')) {
      expect(equal(found, scale(rationalField, found.at(0, 0), identity(rationalField, found.rows)))).toBe(false);
    } else {
      expect(equal(found, scale(rationalField, Rational.of(lambda), identity(rationalField, found.rows)))).toBe(true);
    }
  });
});

it.each([
  ['domine2025/lemma-a.1:riccati-equation a2a9354695be', 't', '0'],
  ['anguita2024/thm-4.4.1.2 2956b5c4689f', 't', '0'],
  ['braun2022/sec-6:any-zero-balanced-start c27d2bd458ae', 't', '∞'],
  ['domine2025/eq-29 307317df78b3', 't', undefined],
  ['braun2022/sec-5:time-of-the-peak 470ccb114e5c', 'tpeak', '0.08664339757'],
  ['domine2025/eq-4 a2a9354695be', 't', '1'],
  ['domine2025/alg-1:output-is-lambda-balanced 94fbde3d46be', 'lambda', 'none (the weights are not λ-balanced)'],
  ['domine2025/alg-1:output-is-lambda-balanced 94fbde3d46be', 'lambda asked for', '3'],
])('%s shows %s = %s', (name, scalar, value) => {
  expect(scalarOf(stored.find(one => one.name === name)!.example, scalar)).toBe(value);
});

it('weights of another balance than the λ of their case are shown with their own', () => {
  const { given: kept, judgement } = stored.find(({ given }) => !isFlowCase(given) && given.problem.W1.rows === 1)!;
  const given = kept as Case;
  const one = (n: number): Case['problem']['W1'] => given.problem.W1.map(() => Rational.of(n)).slice(0, 1, 0, 1);
  const problem = { ...given.problem, W1: one(0), W2: one(-1), sigmaYX: one(1) };
  const claim = CLAIMS.find(({ id }) => id === 'braun2022/eq-4:riccati-equation')!;
  const example = shown(claim, 'as printed', {
    given: { ...given, problem, lambda: Rational.ZERO },
    judgement,
    confirmedAtDigits: 2 * DIGITS,
  });
  expect(scalarOf(example, 'lambda')).toBe('1');
});

function scalarOf({ scalars }: CounterexampleRecord, wanted: string): string | undefined {
  return scalars.find(({ name }) => name === wanted)?.value;
}

/** To fewer digits than are certain. */
function numbersOf({ stated, truth }: Judgement): string {
  return JSON.stringify([stated, truth].map(side => side?.map(entry => entry.toPrecision(12)).toRows()));
}

async function readStored(): Promise<Stored[]> {
  const entries = await readdir(COUNTEREXAMPLES, { recursive: true, withFileTypes: true });
  const files = entries.filter(entry => !entry.isDirectory()).map(({ parentPath, name }) => join(parentPath, name));
  return Promise.all(
    files.sort().map(async file => {
      const { claim: id, reading: name, given } = counterexampleFromText(await readFile(file, 'utf8'), file);
      const claim = CLAIMS.find(candidate => candidate.id === id)!;
      const reading = claim.readings.find(candidate => candidate.name === name)!;
      const judgement = decideCase(reading.judge, given, { digits: DIGITS, truth: TRUTH });
      const example = shown(claim, name, { given, judgement, confirmedAtDigits: 2 * DIGITS });
      return { name: `${id} ${basename(file, '.json')}`, given, reading, judgement, example };
    }),
  );
}
