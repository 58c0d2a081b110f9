import { type LazyFormula, lazyFormula } from '../../../src/formula/lazyFormula.ts';
import type { Claim, Judge } from '../../../src/judge/claim.ts';
import { valueAt } from '../../../src/judge/valueOfFormula.ts';
import { decimalField } from '../../../src/numbers/decimal/decimalField.ts';
import { svd } from '../../../src/numbers/svd.ts';
import { caseArbitrary } from '../../arbitraries/caseArbitrary.ts';
import { lambdaBalanced } from '../../hypotheses/lambdaBalanced.ts';
import { whitened } from '../../hypotheses/whitened.ts';
import { trueOrNot } from '../_trueOrNot.ts';
import { withLetters } from '../withLetters.ts';

// (e^{2Λt/τ} − 1)/(2Λ) ≥ 0 for every Λ and t ≥ 0, so the bracket is I plus a matrix without negative eigenvalues: its singular
// values are at least 1 and its inverse exists at all times, whatever F is. No inverse of F is needed.

const bracket = (sign: '+' | '-'): LazyFormula =>
  lazyFormula(
    withLetters('domine2025', 'eigenbasis, spectrum', `C = I(Nh) ${sign} t/tau*Q0'*P*phi(2*Lambda*t/tau)*P'*Q0`),
    { name: 'domine2025/lemma-a.1' },
  );

const smallestIsAtLeast =
  (bound: number, formula: LazyFormula): Judge =>
  (given, { digits, working, onAsked }) => {
    onAsked?.({ oracle: 'evaluation', arithmetic: 'decimal' });
    const field = decimalField(working);
    const { s } = svd(field, valueAt(formula(), given, working));
    const [largest, smallest] = [s[0]!, s.at(-1)!];
    const slack = field.mul(largest, field.parse(`1e-${working - 8}`));
    const missing = field.sub(field.of(bound), smallest);
    if (field.compare(slack, field.parse(`1e-${digits}`)) > 0)
      return { outcome: 'undecided', logResidual: Number.NaN, certain: 0, quantity: 'singular values of the bracket' };
    return trueOrNot(field.compare(missing, slack) <= 0, {
      quantity: 'smallest singular value of the bracket',
      reason: `it is ${smallest.toPrecision(12)}, stated is at least ${bound}`,
      certain: digits,
    });
  };

const plus = bracket('+');

export const lemmaA1ForAllTimes: Claim = {
  id: 'domine2025/lemma-a.1:solution-for-all-times',
  topic: 'The Riccati equation and its closed forms',
  section: 'A.1',
  title: 'The solution exists for all t ≥ 0: the bracket of equation 2 is never singular',
  place: 'lemma A.1 and its proof',
  note: 'The proof names Picard and Lindelöf, which give a solution near t = 0 only; that it goes on for all t ≥ 0 is judged by the bracket, with the identity of the size that fits.',
  restsOn: ['domine2025/eq-2'],
  readings: [
    {
      name: 'as printed',
      statement: String.raw`\sigma_{\min}\!\left(\mathbf I+\mathbf Q(0)^\top\mathbf P\,\frac{e^{2\mathbf\Lambda\frac t\tau}-\mathbf I}{2\mathbf\Lambda}\,\mathbf P^\top\mathbf Q(0)\right)\ge1\quad\text{for all }t\ge0`,
      hypotheses: [whitened, lambdaBalanced],
      evidence: 'high-precision',
      cases: caseArbitrary({}),
      judge: smallestIsAtLeast(1, plus),
    },
  ],
  mutants: [
    { name: 'never below 2', judge: smallestIsAtLeast(2, plus) },
    { name: 'minus the quotient', judge: smallestIsAtLeast(1, bracket('-')) },
  ],
};
