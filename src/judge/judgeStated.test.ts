import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TRUTH, TRUTHS } from '../../oracles/testing/truth.ts';
import { caseArbitrary } from '../../properties/arbitraries/caseArbitrary.ts';
import { lazyFormula } from '../formula/lazyFormula.ts';
import {
  braun2022Thm31,
  domine2025Eq2Corrected,
  domine2025ThmA3Corrected,
  domine2025ThmA3Fitting,
} from '../formula/printedFormulas.ts';
import { problem } from '../network/problem.ts';
import type { Truth } from '../network/truth.ts';
import type { Arithmetic } from '../numbers/decimal/arithmetic.ts';
import { decimalField } from '../numbers/decimal/decimalField.ts';
import { Matrix } from '../numbers/matrix.ts';
import { Rational } from '../numbers/rational.ts';
import { certainDigits } from './boundedValue.ts';
import type { Case } from './case.ts';
import { caseFromJson } from './caseJson.ts';
import type { Judgement } from './claim.ts';
import { correlationByFormula } from './correlationByFormula.ts';
import { judgeStated } from './judgeStated.ts';
import { decideCase } from './lookAt.ts';
import { valueAt } from './valueOfFormula.ts';

const seed = 20251;
const DIGITS = 20;
const EFFORT = { digits: 10, working: DIGITS };

const formulas = [
  ['theorem A.3, corrected', domine2025ThmA3Corrected],
  ['theorem A.3, wrong for unequal dimensions', domine2025ThmA3Fitting],
  ['equation 2, corrected', domine2025Eq2Corrected],
  ['theorem 3.1', braun2022Thm31],
  ['a formula that binary numbers leave open', "QQ = (1 + sgn(t/3 - t/3))*[W1'; W2]*[W1, W2']"],
  ['a formula with a division by zero', "QQ = 1/(m - m)*[W1'; W2]*[W1, W2']"],
] as const;

/** Formulas by decimal.js alone, beside the same true weights: those of both arithmetics are compared in oracles/. */
const EVALUATED: Readonly<Record<Arithmetic, Truth>> = { bigint: TRUTH, decimal: { ...TRUTH, arithmetic: 'decimal' } };

describe.each(formulas)('%s', (name, text) => {
  const formula = lazyFormula(text, { name });
  const judged = (given: Case, arithmetic: Arithmetic): Judgement =>
    decideCase(correlationByFormula(formula), given, { digits: EFFORT.digits, truth: EVALUATED[arithmetic] });

  it('is judged alike in binary numbers and by decimal.js alone', () => {
    fc.assert(
      fc.property(caseArbitrary({}), given => {
        const [binary, decimal] = [judged(given, 'bigint'), judged(given, 'decimal')];
        expect([binary.outcome, binary.reason]).toEqual([decimal.outcome, decimal.reason]);
        if (binary.outcome !== 'failed') return;
        expect(binary.quantity).toBe(decimal.quantity);
        if (binary.stated !== undefined) expect(binary.logResidual).toBeCloseTo(decimal.logResidual, 3);
      }),
      { seed, numRuns: 12 },
    );
  });
});

describe('the value that a formula states', () => {
  /** What the judge is handed. */
  const stated = (text: string, given: Case, arithmetic: Arithmetic, working: number) => {
    let seen: Parameters<Parameters<typeof judgeStated>[3]>[0] | undefined;
    const formula = lazyFormula(text, { name: 'test' })();
    judgeStated(formula, given, { digits: 10, working, truth: TRUTHS[arithmetic] }, value => {
      seen = value;
      return { outcome: 'held', logResidual: 0, certain: 0, quantity: '' };
    });
    return seen!;
  };

  it.each([
    ['for ties, rank loss and extremes too', true, Number.NEGATIVE_INFINITY],
    ['and knows ten digits at moderate sizes and times', false, 10],
  ])('is right to the bound that comes with it, %s', (_name, extremes, leastDigits) => {
    const field = decimalField(150);
    fc.assert(
      fc.property(
        caseArbitrary({ extremes }),
        fc.constantFrom(domine2025ThmA3Corrected, domine2025Eq2Corrected),
        (given, text) => {
          const { value, log10Error } = stated(text, given, 'bigint', DIGITS);
          const reference = valueAt(lazyFormula(text, { name: 'test' })(), given, extremes ? 140 : 100);
          value.data.forEach((entry, k) => {
            const off = field.sub(field.cross(entry), field.cross(reference.data[k]!)).abs();
            const rounding = entry.abs().times(`1e${1 - 1.5 * DIGITS}`);
            const bound = log10Error.data[k]! === Number.NEGATIVE_INFINITY ? 0 : 10 ** log10Error.data[k]!;
            expect(off.lte(field.add(field.of(bound), field.cross(rounding)))).toBe(true);
          });
          const size = value.data.reduce((most, entry) => (entry.abs().gt(most) ? entry.abs() : most), field.one);
          expect(certainDigits(log10Error, size, { digits: 10, working: DIGITS })).toBeGreaterThan(leastDigits);
        },
      ),
      { seed, numRuns: 40 },
    );
  });

  it('has as many certain digits as its error leaves', () => {
    const given: Case = {
      problem: problem({
        W1: Matrix.fromRows([[Rational.of(1, 3)]]),
        W2: Matrix.fromRows([[Rational.of(1)]]),
        sigmaYX: Matrix.fromRows([[Rational.of(2)]]),
      }),
      lambda: Rational.of(8, 9),
      time: Rational.of(1, 7),
      extra: {},
    };
    const effort = { truth: TRUTH, digits: 10, working: DIGITS };
    const third = stated('W1', given, 'bigint', DIGITS);
    expect(certainDigits(third.log10Error, third.value.at(0, 0), effort)).toBe(DIGITS);
    // 30 digits and a few more, less the 20 that cancel
    const cancelled = stated('(10^20 + t) - 10^20', given, 'bigint', DIGITS);
    const digits = certainDigits(cancelled.log10Error, cancelled.value.at(0, 0), effort);
    expect(digits).toBeGreaterThan(10);
    expect(digits).toBeLessThan(20);
    const decimal = stated('(10^20 + t) - 10^20', given, 'decimal', DIGITS);
    expect(certainDigits(decimal.log10Error, decimal.value.at(0, 0), effort)).toBeLessThan(7);
    const exact = stated('W2', given, 'bigint', DIGITS);
    expect(certainDigits(exact.log10Error, exact.value.at(0, 0), effort)).toBe(DIGITS);
  });
});

describe('correlationByFormula', () => {
  it.each([
    ["QQ = [W1'*W1, W1'*W2'; W2*W1, W2*W2']", 'held'],
    // Of a formula that states all four blocks, each may be wrong alone.
    ["QQ = [W1'*W1, 2*W1'*W2'; W2*W1, W2*W2']", 'failed'],
  ])('of %s at the start is %s', (text, outcome) => {
    const atStart = caseArbitrary({ rank: 'full', lambda: 'positive' }).map(given => ({
      ...given,
      time: Rational.ZERO,
    }));
    const isSeen = ({ problem: { W1, W2 } }: Case) => W1.data.some(x => x.sign() !== 0) && W2.data.length > 1;
    const given = fc.sample(atStart.filter(isSeen), { seed, numRuns: 5 });
    const formula = lazyFormula(text, { name: 'blocks' });
    const outcomes = given.map(
      one => decideCase(correlationByFormula(formula), one, { digits: DIGITS, truth: TRUTH }).outcome,
    );
    expect(outcomes).toContain(outcome);
    if (outcome === 'held') expect(new Set(outcomes).size).toBe(1);
  });
});

it.each(['bigint', 'decimal'] as const)(
  'takes no zero for certain that two precisions have cancelled to: %s',
  arithmetic => {
    // e^(Ft)Q0 of a start that runs into the saddle: cosh 40 − sinh 40.
    const given = caseFromJson({ W1: [['-1']], W2: [['1']], sigmaYX: [['2']], tau: '1', lambda: '0', time: '20' });
    const judge = correlationByFormula(lazyFormula(domine2025Eq2Corrected, { name: 'eq. 2' }));
    expect(decideCase(judge, given, { digits: 12, truth: EVALUATED[arithmetic] }).outcome).toBe('held');
  },
);
