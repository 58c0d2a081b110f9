import { lazyFormula } from '../../../src/formula/lazyFormula.ts';
import { braun2022Eq5 } from '../../../src/formula/printedFormulas.ts';
import type { Case } from '../../../src/judge/case.ts';
import type { Claim, Judge } from '../../../src/judge/claim.ts';
import { correlationByFormula } from '../../../src/judge/correlationByFormula.ts';
import { formulaMutants, formulaNearMisses } from '../../../src/judge/formulaMutants.ts';
import type { Hypothesis } from '../../../src/judge/hypothesis.ts';
import { TIMELESS } from '../../../src/judge/instant.ts';
import { rank } from '../../../src/numbers/rank.ts';
import { rationalField } from '../../../src/numbers/rationalField.ts';
import { caseArbitrary } from '../../arbitraries/caseArbitrary.ts';
import { nonWhiteInputs } from '../../arbitraries/nonWhiteInputs.ts';
import { deficientTask } from '../../hypotheses/deficientTask.ts';
import { equalDimensions } from '../../hypotheses/equalDimensions.ts';
import { fullRank } from '../../hypotheses/fullRank.ts';
import { fullRankTask } from '../../hypotheses/fullRankTask.ts';
import { lambdaBalanced } from '../../hypotheses/lambdaBalanced.ts';
import { lambdaNonzero } from '../../hypotheses/lambdaNonzero.ts';
import { unequalDimensions } from '../../hypotheses/unequalDimensions.ts';
import { whitened } from '../../hypotheses/whitened.ts';
import { zeroBalanced } from '../../hypotheses/zeroBalanced.ts';
import { times } from '../_exact.ts';
import { trueOrNot } from '../_trueOrNot.ts';

// Equation 5 is F⁻¹ and a Riccati equation without λ. F⁻¹ exists exactly where Ni = No and Σyx has full rank, and λ enters the
// equation: so 2.1, 2.3 and the first half of 2.4 are needed wherever anything moves. That W2(0)W1(0) has full rank is not:
// the bracket is I plus a matrix without negative eigenvalues for every Q(0).

const formula = lazyFormula(braun2022Eq5, { name: 'braun2022/eq-5' });
const right = correlationByFormula(formula);

/** The statement that equation 5 is wrong, or has no value. */
const fails: Judge = (given, effort) => {
  const { sigmaYX } = given.problem;
  if (2 * rank(rationalField, sigmaYX) < sigmaYX.rows + sigmaYX.cols)
    return trueOrNot(true, {
      quantity: 'rank of F',
      reason: 'F has no inverse, and equation 5 no value',
      at: TIMELESS,
    });
  const judgement = right(given, effort);
  if (judgement.outcome === 'undecided') return judgement;
  const { stated: _, reason, picture: __, ...rest } = judgement;
  return judgement.outcome === 'failed'
    ? {
        outcome: 'held',
        logResidual: Number.NEGATIVE_INFINITY,
        unmeasured: true,
        certain: rest.certain,
        quantity: rest.quantity,
        ...(reason !== undefined && { reason }),
      }
    : {
        ...rest,
        outcome: 'failed',
        logResidual: 0,
        unmeasured: true,
        reason: 'the statement is that equation 5 is not valid here; it is right',
      };
};

const later: Hypothesis = { name: 't > 0', meaning: 'the time is not the start', holds: ({ time }) => time.sign() > 0 };

const notWhite: Hypothesis = {
  name: 'inputs not white',
  meaning: 'Σxx ≠ I',
  holds: given => !whitened.holds(given),
};

const deficientStart: Hypothesis = {
  name: 'start without full rank',
  meaning: 'rank W2(0)W1(0) < Ni = No',
  holds: ({ problem: { W1, W2 } }: Case) => rank(rationalField, times(W2, W1)) < W1.cols,
};

const theme = 'The Riccati equation and its closed forms';
const place = 'section 2, equation 5 with assumptions 2.1–2.4';

function isNeeded(parts: {
  readonly id: string;
  readonly title: string;
  readonly note: string;
  readonly statement: string;
  readonly hypotheses: Claim['readings'][0]['hypotheses'];
  readonly cases: Claim['readings'][0]['cases'];
}): Claim {
  const { id, title, note, statement, hypotheses, cases } = parts;
  return {
    id,
    topic: theme,
    section: '2',
    title,
    place,
    note,
    readings: [
      {
        name: 'as printed',
        statement,
        formula: braun2022Eq5,
        hypotheses,
        evidence: 'high-precision',
        cases,
        judge: fails,
      },
    ],
    mutants: [{ name: 'equation 5 is valid all the same', judge: right }],
  };
}

export const eq5Assumptions: readonly Claim[] = [
  isNeeded({
    id: 'braun2022/assumption-2.1:needed-for-eq-5',
    title: 'Equation 5 is only valid for equal input and output dimensions',
    note: 'F has No + Ni − 2·rank Σyx > 0 zero eigenvalues, so F⁻¹ does not exist.',
    statement: String.raw`N_i\ne N_o\;\Rightarrow\;\text{equation 5 is wrong or has no value}`,
    hypotheses: [unequalDimensions, whitened, zeroBalanced],
    cases: caseArbitrary({ lambda: 'zero', dimensions: 'unequal' }),
  }),
  isNeeded({
    id: 'braun2022/assumption-2.2:needed-for-eq-5',
    title: 'Equation 5 needs whitened inputs',
    note: 'Judged for starts of full rank, as assumption 2.4 has it, at t > 0: there W2W1(Σxx − I) ≠ 0, and QQᵀ leaves its start in another direction than equation 5 has it. A start at zero stays, whatever the inputs are.',
    statement: String.raw`\tilde{\mathbf\Sigma}^{xx}\ne\mathbf I,\;t>0\;\Rightarrow\;\text{equation 5 is wrong or has no value}`,
    hypotheses: [equalDimensions, notWhite, zeroBalanced, fullRank, later],
    cases: nonWhiteInputs(caseArbitrary({ lambda: 'zero', dimensions: 'equal', rank: 'full', phase: 'middle' })),
  }),
  isNeeded({
    id: 'braun2022/assumption-2.3:needed-for-eq-5',
    title: 'Equation 5 needs zero-balanced weights',
    note: 'Judged on weights of another balance λI, at t > 0 (at t = 0 both sides are Q(0)Q(0)ᵀ).',
    statement: String.raw`\lambda\ne0,\;t>0\;\Rightarrow\;\text{equation 5 is wrong or has no value}`,
    hypotheses: [equalDimensions, whitened, lambdaBalanced, lambdaNonzero, fullRankTask, later],
    cases: caseArbitrary({ dimensions: 'equal', rank: 'full' }),
  }),
  isNeeded({
    id: 'braun2022/assumption-2.4:task-needed-for-eq-5',
    title: 'Equation 5 needs a task of full rank',
    note: 'F is singular otherwise.',
    statement: String.raw`\operatorname{rank}\tilde{\mathbf\Sigma}^{yx}<N_i=N_o\;\Rightarrow\;\text{equation 5 is wrong or has no value}`,
    hypotheses: [equalDimensions, whitened, zeroBalanced, deficientTask],
    cases: caseArbitrary({ lambda: 'zero', dimensions: 'equal', rank: 'deficient' }),
  }),
  {
    id: 'braun2022/assumption-2.4:start-needed-for-eq-5',
    topic: theme,
    section: '2',
    title: 'Equation 5 needs an initial network function of full rank, so no bottleneck',
    place,
    note: 'The text only says “if”; here the assumption is judged for being needed. It is not: equation 5 is right for starts of any rank, bottlenecks among them.',
    notAsserted: 'the paper says “if”, not “only if”',
    readings: [
      {
        name: 'as printed',
        statement: String.raw`\operatorname{rank}\mathbf W_2(0)\mathbf W_1(0)<N_i=N_o\;\Rightarrow\;\text{equation 5 is wrong or has no value}`,
        formula: braun2022Eq5,
        hypotheses: [equalDimensions, whitened, zeroBalanced, fullRankTask, deficientStart],
        evidence: 'high-precision',
        cases: caseArbitrary({ lambda: 'zero', dimensions: 'equal', rank: 'full' }),
        judge: fails,
      },
      {
        name: 'as corrected',
        statement: String.raw`\operatorname{rank}\tilde{\mathbf\Sigma}^{yx}=N_i=N_o\;\Rightarrow\;\text{equation 5 for every zero-balanced }\mathbf W_1(0),\mathbf W_2(0)`,
        formula: braun2022Eq5,
        hypotheses: [equalDimensions, whitened, zeroBalanced, fullRankTask],
        evidence: 'high-precision',
        cases: caseArbitrary({ lambda: 'zero', dimensions: 'equal', rank: 'full' }),
        judge: right,
      },
    ],
    get mutants() {
      return formulaMutants(formula, correlationByFormula);
    },
    get nearMisses() {
      return formulaNearMisses(formula, correlationByFormula);
    },
  },
];
