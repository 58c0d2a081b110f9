import fc from 'fast-check';
import { TRUTH } from '../../../oracles/testing/truth.ts';
import { DloError } from '../../errors.ts';
import { Matrix } from '../../numbers/matrix.ts';
import { Rational } from '../../numbers/rational.ts';
import type { Case } from '../case.ts';
import { caseFromJson } from '../caseJson.ts';
import type { Claim, Judge, Judgement, Reading } from '../claim.ts';
import { compare, failure, undecided } from '../compare.ts';
import { exactAnswer } from '../exactAnswer.ts';
import type { JudgeOptions } from '../judgeReading.ts';

// Self-made statements about the number n of a 1-1-1 case (its time): the runner is tested on them, since every right
// verdict and the smallest counterexample are known.

export const OPTIONS: JudgeOptions = { seed: 7, runs: 40, digits: 30, truth: TRUTH };

export const caseOf = (n: number): Case => caseFromJson({ W1: [[1]], W2: [[1]], sigmaYX: [[2]], time: n });

export const numberOf = ({ time }: Pick<Case, 'time'>): number => time.toNumber();

const numbers: fc.Arbitrary<Case> = fc.nat({ max: 1000 }).map(caseOf);

/** A statement whose two sides are n and what `stated` says of n; undefined: it has no value. */
export function states(stated: (n: number) => Rational | number | undefined): Judge {
  return (given, effort) => {
    const value = stated(numberOf(given));
    const truth = new Matrix(1, 1, [given.time]);
    if (value === undefined) return failure('n', 'no such number');
    return compare(
      [
        {
          quantity: 'n',
          stated: exactAnswer(new Matrix(1, 1, [Rational.of(value)]), effort),
          truth: exactAnswer(truth, effort),
        },
      ],
      effort,
    );
  };
}

export const right: Judge = states(n => n);
/** Twice as large from 37 on. */
export const wrongFrom37: Judge = states(n => (n < 37 ? n : 2 * n));
export const neverDecides: Judge = () => undecided('n', 'never');
export const tooFewDigits: Judge = () => {
  throw new DloError('PRECISION', 'digits', 'must be reached', 'fewer');
};

/** Wrong by a factor of two up to `digits` digits, and right beyond: a failure of the arithmetic. */
export function wrongUpTo(digits: number): Judge {
  return (given, effort) => (effort.digits <= digits ? states(n => 2 * n + 1) : right)(given, effort);
}

export function held(logResidual: number): Judgement {
  return { outcome: 'held', logResidual, certain: 40, quantity: 'n' };
}

export function fakeReading(judge: Judge, parts: Partial<Reading> = {}): Reading {
  return { name: 'as printed', statement: 'n = n', hypotheses: [], evidence: 'exact', cases: numbers, judge, ...parts };
}

export function fakeClaim(readings: Claim['readings'], parts: Partial<Claim> = {}): Claim {
  return {
    id: 'domine2025/eq-0:fake',
    topic: 'Balance conservation',
    title: 'A self-made claim',
    section: '1',
    place: 'nowhere',
    readings,
    mutants: [{ name: 'twice as large', judge: states(n => 2 * n + 1) }],
    ...parts,
  };
}
