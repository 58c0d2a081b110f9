import { flowSeries } from '../../../oracles/flowSeries.ts';
import type { FlowCase } from '../../../src/judge/case.ts';
import type { Claim, Judge } from '../../../src/judge/claim.ts';
import { compare, failure } from '../../../src/judge/compare.ts';
import { exactAnswer } from '../../../src/judge/exactAnswer.ts';
import { trueLayers } from '../../../src/judge/truth.ts';
import { decimalField } from '../../../src/numbers/decimal/decimalField.ts';
import type { Field } from '../../../src/numbers/field.ts';
import { add, frobeniusNorm, multiply, scale, zeros } from '../../../src/numbers/linearAlgebra.ts';
import type { Matrix } from '../../../src/numbers/matrix.ts';
import { Rational } from '../../../src/numbers/rational.ts';
import { rationalField } from '../../../src/numbers/rationalField.ts';
import { flowCaseArbitrary } from '../../arbitraries/flowCaseArbitrary.ts';

// "All diagonal blocks of Q, except the first and last, are the conservation laws considered in the literature:
// W_iW_iᵀ − W_{i+1}ᵀW_{i+1} = C_i = const for all t, i = 1, …, h − 1." The survey's inputs are white after a change of variables;
// its layers are in our order and C_i is minus our balance. No balance is assumed.

/** Highest power of t of the exact series. */
const ORDER = 6;

/**
 * W_jW_jᵀ + f·W_(j+1)ᵀW_(j+1) of j = 1 … h − 1 (f = −1: C_j) twice: its Taylor coefficients about the start, in fractions, must be
 * zero from t on, and at the time of the case it must be what it is at the start, along the raw flow. Both terms may be large and
 * their difference zero, so errors there count against the two norms.
 */
function conserves(factor: number): Judge<FlowCase> {
  return (given, effort) => {
    const series = flowSeries(given.flow, ORDER);
    for (let j = 0; j + 1 < series.length; j++) {
      const k = firstMoving(series[j]!, series[j + 1]!, factor);
      if (k !== undefined) return failure(nameOf(j), `its coefficient of t^${k} is not zero`);
    }
    const start = given.flow.layers;
    const now = trueLayers(given, effort);
    const field = decimalField(effort.working + 10);
    const layers = now.layers.map(layer => layer.map(field.cross));
    const sides = layers.slice(1).map((next, j) => {
      const layer = layers[j]!;
      const [left, right] = [multiply(field, layer, layer.transpose()), multiply(field, next.transpose(), next)];
      return {
        quantity: nameOf(j),
        stated: exactAnswer(combined(rationalField, start[j]!, start[j + 1]!, factor), effort),
        truth: { value: add(field, left, scale(field, field.of(Rational.of(factor)), right)), digits: now.digits - 1 },
        size: field.add(frobeniusNorm(field, left), frobeniusNorm(field, right)),
      };
    });
    return compare(sides, effort);
  };
}

const nameOf = (j: number): string => `C${j + 1}`;

function combined<T>(field: Field<T>, layer: Matrix<T>, next: Matrix<T>, factor: number): Matrix<T> {
  const right = multiply(field, next.transpose(), next);
  return add(field, multiply(field, layer, layer.transpose()), scale(field, field.of(Rational.of(factor)), right));
}

/** The lowest power of t above 0 whose coefficient is not zero. */
function firstMoving(
  layer: readonly Matrix<Rational>[],
  next: readonly Matrix<Rational>[],
  factor: number,
): number | undefined {
  const F = rationalField;
  const f = Rational.of(factor);
  for (let k = 1; k <= ORDER; k++) {
    let sum = zeros(F, layer[0]!.rows, layer[0]!.rows);
    for (let l = 0; l <= k; l++) {
      sum = add(F, sum, multiply(F, layer[l]!, layer[k - l]!.transpose()));
      sum = add(F, sum, scale(F, f, multiply(F, next[l]!.transpose(), next[k - l]!)));
    }
    if (sum.data.some(entry => entry.sign() !== 0)) return k;
  }
  return undefined;
}

export const prop6AnyDepth: Claim<FlowCase> = {
  id: 'wendin2025/prop-6:any-depth',
  topic: 'Balance conservation',
  title: 'W_iW_iᵀ − W_{i+1}ᵀW_{i+1} is constant along the flow, for layers of any depth and balance',
  anyDepth: true,
  section: '3.2',
  place: 'after proposition 6, equation 18',
  note: 'Judged for 2 to 5 layers: the Taylor coefficients up to t⁶ exactly, and along the flow to digits.',
  readings: [
    {
      name: 'as printed',
      statement: String.raw`\mathbf W_i\mathbf W_i^\top(t)-\mathbf W_{i+1}^\top\mathbf W_{i+1}(t)=\mathbf C_i\qquad\text{for all } t\ge 0,\ i=1,\dots,h-1`,
      hypotheses: [],
      evidence: 'high-precision',
      cases: flowCaseArbitrary({ minDepth: 2, maxWidth: 3 }),
      judge: conserves(-1),
    },
  ],
  mutants: [
    { name: 'sum instead of difference', judge: conserves(1) },
    { name: 'W_iW_iᵀ alone', judge: conserves(0) },
    { name: 'half of W_{i+1}ᵀW_{i+1}', judge: conserves(-0.5) },
  ],
};
