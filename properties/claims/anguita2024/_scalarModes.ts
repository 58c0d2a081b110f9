import type fc from 'fast-check';
import type { FlowCase } from '../../../src/judge/case.ts';
import { caseHash } from '../../../src/judge/caseJson.ts';
import type { Claim } from '../../../src/judge/claim.ts';
import type { Hypothesis } from '../../../src/judge/hypothesis.ts';
import { flow } from '../../../src/network/flow.ts';
import { Rational } from '../../../src/numbers/rational.ts';
import { distinctShrinks } from '../../arbitraries/distinctShrinks.ts';
import { drawRecord, indexInto, table } from '../../arbitraries/table.ts';
import { scalar } from '../_exact.ts';
import { type PaperClaim, paperClaim } from '../_paperClaim.ts';

// One mode of an aligned network, 1-1-1: c = W1, d = W2, task s, with the raw flow τċ = d(s − cd), τḋ = c(s − cd), τ = 1. Everything that section 3.2
// says of it is a fraction where K = √(λ² + 4s²) is: s = |λ|(1/q − q)/4 gives K = |λ|(1/q + q)/2. √(λ² + 4a²) = c² + d² is one anyhow, and with
// a = (λ/2) sinh θ so are cosh θ = (c² + d²)/|λ| and tanh(θ/2) = sinh θ/(1 + cosh θ). An equation in t with one side a known function of t holds for
// all t if it holds at the start and both sides have the same rate there, starts being states of the flow.

const VALUES = table('1', '2', '1/2', '3', '3/2', '1/3', '0');
const SIDES = table('1/2', '1/3', '2/3', '1/4', '3/4', '1/5');

export interface Mode {
  readonly c: Rational;
  readonly d: Rational;
  readonly s: Rational;
  readonly lambda: Rational;
  readonly sign: Rational;
  readonly a: Rational;
  /** √(λ² + 4s²) and √(λ² + 4a²). */
  readonly K: Rational;
  readonly root: Rational;
  readonly cosh: Rational;
  readonly sinh: Rational;
  /** tanh(θ/2). */
  readonly T: Rational;
  /** Rates under the raw flow. */
  readonly rate: { readonly a: Rational; readonly T: Rational };
}

/** c and d from 0 to 3 with d² ≠ c², a third of them learned, cd = s, with λ > 0; shrinks to d = 1, c = 1/2 or so. */
export const modeCases: fc.Arbitrary<FlowCase> = distinctShrinks(
  drawRecord({
    c: indexInto(VALUES),
    d: indexInto(VALUES),
    q: indexInto(SIDES),
    learned: indexInto([false, false, true]),
  })
    .map(({ c, d, q, learned }) => ({ c: VALUES[c]!, d: VALUES[d]!, q: SIDES[q]!, isLearned: learned === 2 }))
    .filter(({ c, d, isLearned }) => (isLearned ? d.sign() !== 0 : !c.equals(d)))
    .map(({ c, d: second, q, isLearned }): FlowCase => {
      // cd = s where c/d = (1 − q)/(1 + q).
      const first = isLearned ? second.mul(Rational.ONE.sub(q)).div(Rational.ONE.add(q)) : c;
      const lambda = square(second).sub(square(first)).abs();
      const s = lambda.mul(Rational.ONE.div(q).sub(q)).div(Rational.of(4));
      return {
        flow: flow({ layers: [scalar(first), scalar(second)], sigmaYX: scalar(s) }),
        time: Rational.ZERO,
        extra: {},
      };
    }),
  caseHash,
);

export function modeOf({ flow: { layers, sigmaYX } }: FlowCase): Mode {
  const [c, d] = layers.map(layer => layer.at(0, 0)) as [Rational, Rational];
  const s = sigmaYX.at(0, 0);
  const lambda = square(d).sub(square(c));
  const a = c.mul(d);
  const root = square(c).add(square(d));
  const [cosh, sinh] = [root.div(lambda.abs()), TWO.mul(a).div(lambda)];
  const error = s.sub(a);
  const rateOfA = root.mul(error);
  // sinh θ = 2a/λ, so that θ has the rate 2ȧ/(λ cosh θ), and tanh(θ/2) half of it over cosh²(θ/2) = (1 + cosh θ)/2.
  const rateOfTheta = TWO.mul(rateOfA).div(lambda.mul(cosh));
  return {
    ...{ c, d, s, lambda, a, root, cosh, sinh },
    sign: Rational.of(lambda.sign()),
    K: square(lambda)
      .add(Rational.of(4).mul(square(s)))
      .sqrt()!,
    T: sinh.div(Rational.ONE.add(cosh)),
    rate: { a: rateOfA, T: rateOfTheta.div(Rational.ONE.add(cosh)) },
  };
}

const TWO = Rational.of(2);
export function square(value: Rational): Rational {
  return value.mul(value);
}

export const modeCondition = (name: string, meaning: string, holds: (mode: Mode) => boolean): Hypothesis<FlowCase> => ({
  name,
  meaning,
  holds: given => holds(modeOf(given)),
});

/** A claim of section 3.2 about one mode. */
export const modeClaim = (
  parts: Omit<PaperClaim<FlowCase>, 'topic' | 'section' | 'cases'> & Partial<Pick<PaperClaim<FlowCase>, 'cases'>>,
): Claim<FlowCase> =>
  paperClaim<FlowCase>('anguita2024', {
    topic: 'Aligned λ-balanced networks',
    section: '3.2',
    anyDepth: true,
    cases: modeCases,
    ...parts,
  });
