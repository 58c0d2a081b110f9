import fc from 'fast-check';
import { descendInFloat64 } from '../../../oracles/descendInFloat64.ts';
import { type LazyFormula, lazyFormula } from '../../../src/formula/lazyFormula.ts';
import { domine2025ThmA3Fitting } from '../../../src/formula/printedFormulas.ts';
import type { Case } from '../../../src/judge/case.ts';
import { caseHash } from '../../../src/judge/caseJson.ts';
import type { Claim, Judge } from '../../../src/judge/claim.ts';
import type { Hypothesis } from '../../../src/judge/hypothesis.ts';
import type { Look } from '../../../src/judge/look.ts';
import { remember } from '../../../src/judge/remember.ts';
import { formulaOverTime, shownOverTime } from '../../../src/judge/valueOfFormula.ts';
import { balance } from '../../../src/network/balance.ts';
import { balanced } from '../../../src/network/initialisations/balanced.ts';
import { type Blocks, blocksOf, blocksOfQqt } from '../../../src/network/observables/blocks.ts';
import { problem, problemIn, type Weights } from '../../../src/network/problem.ts';
import type { Truth } from '../../../src/network/truth.ts';
import { float64Field } from '../../../src/numbers/float64Field.ts';
import { frobeniusNorm, identity, kronecker, squaredNorm, subtract } from '../../../src/numbers/linearAlgebra.ts';
import type { Matrix } from '../../../src/numbers/matrix.ts';
import { Rational } from '../../../src/numbers/rational.ts';
import { drawRecord, indexInto } from '../../arbitraries/table.ts';
import { whitened } from '../../hypotheses/whitened.ts';
import { trueOrNot } from '../_trueOrNot.ts';
import { regressionTask } from './_regressionDraw.ts';

// 3-2-3 and λ = 1, 0, −1: for Ni = No the terms of theorem A.3 that are wrong are empty, so its curves are those of the flow. The
// simulation is gradient descent with η = 0.01, Euler's method for the flow: it leaves the flow by an amount of first order in η,
// which halves with η. A wrong solution would leave a gap that does not.

const WIDTHS = { Ni: 3, Nh: 2, No: 3 };
const SAMPLES = 20;
const SIGMA = Math.sqrt(0.1);
const RATE = 0.01;
/** 10 000 steps, as far as the slow modes of a start near zero take. */
const TIMES = Array.from({ length: 5 }, (_, k) => 20 * (k + 1));

const START_DEVIATION = { balanced: 1, zero: Math.sqrt(0.0001) };

const cases: fc.Arbitrary<Case> = drawRecord({
  lambda: indexInto([1, 0, -1]),
  seed: fc.noBias(fc.integer({ min: 0, max: 2 ** 30 })),
}).map(({ lambda: index, seed }) => {
  const lambda = [1, 0, -1][index]!;
  const sigma = lambda === 0 ? START_DEVIATION.zero : START_DEVIATION.balanced;
  const { W1, W2 } = balanced(WIDTHS, { lambda, sigma, seed });
  const exact = (a: Matrix<number>): Matrix<Rational> => a.map(entry => Rational.of(entry));
  const sigmaYX = regressionTask({ ...WIDTHS, samples: SAMPLES, sigma: SIGMA, seed: seed + 1 });
  return {
    problem: problem({ W1: exact(W1), W2: exact(W2), sigmaYX }),
    lambda: Rational.of(lambda),
    time: Rational.of(TIMES.at(-1)!),
    extra: {},
  };
});

const balancedToRounding: Hypothesis = {
  name: 'λ-balanced to rounding',
  meaning: '‖W2(0)ᵀW2(0) − W1(0)W1(0)ᵀ − λI‖ ≤ 10⁻¹², as algorithm 1 in float64 has it',
  holds: ({ problem: start, lambda }) => {
    const found = balance(float64Field, problemIn(float64Field, start));
    return found.data.every((entry, at) => {
      const isDiagonal = Math.floor(at / found.cols) === at % found.cols;
      return Math.abs(entry - (isDiagonal ? lambda.toNumber() : 0)) <= 1e-12;
    });
  },
};

const analytical = lazyFormula(domine2025ThmA3Fitting, { name: 'domine2025/thm-a.3, sizes mended' });
const mirrored = lazyFormula(domine2025ThmA3Fitting.replace('H = lambda/2', 'H = -lambda/2'), {
  name: 'domine2025/thm-a.3, H negative',
});

/** What the panels show, of the blocks of QQᵀ. The loss is without its part that no network changes. */
const PANELS: readonly {
  readonly name: string;
  readonly of: (blocks: Blocks<number>, task: Matrix<number>) => Matrix<number>;
}[] = [
  {
    name: 'loss',
    of: ({ map }, task) =>
      map.slice(0, 1, 0, 1).map(() => squaredNorm(float64Field, subtract(float64Field, task, map)) / 2),
  },
  { name: 'network function', of: ({ map }) => map },
  { name: 'correlation of input weights', of: ({ gram1 }) => gram1 },
  { name: 'correlation of output weights', of: ({ gram2 }) => gram2 },
  {
    name: 'NTK',
    of: ({ gram1, gram2 }) => {
      const left = kronecker(float64Field, identity(float64Field, gram2.rows), gram1);
      const right = kronecker(float64Field, gram2, identity(float64Field, gram1.rows));
      return left.map((entry, i, j) => entry + right.at(i, j));
    },
  },
];

/** A grows like e^{2S̃_λt/τ}, to 10⁷⁰ and more at t = 100τ, and is inverted: float64 would not do. */
const DIGITS = 150;

/** More than a float64 holds. */
const CERTAIN_DIGITS = 20;

function blocksOver(formula: LazyFormula, given: Case, { truth: { arithmetic } }: Look): readonly Blocks<number>[] {
  const at =
    arithmetic === 'decimal'
      ? formulaOverTime(formula(), given, DIGITS)
      : shownOverTime(formula(), given, DIGITS, CERTAIN_DIGITS);
  return TIMES.map(time =>
    blocksOfQqt(
      at(Rational.of(time)).map(entry => entry.toNumber()),
      WIDTHS.Ni,
    ),
  );
}

/** For each panel the largest gap between the curves for a learning rate, relative to the largest value of the analytical one. */
function gaps(given: Case, solution: readonly Blocks<number>[], rate: number): number[] {
  const start = problemIn(float64Field, given.problem);
  let learned: Weights<number> = start;
  const simulated = TIMES.map((time, k) => {
    learned = descendInFloat64({ ...start, ...learned }, rate, Math.round((time - (TIMES[k - 1] ?? 0)) / rate));
    return blocksOf(float64Field, learned);
  });
  return PANELS.map(({ of }) => {
    const [ours, theirs] = [solution, simulated].map(curve => curve.map(blocks => of(blocks, start.sigmaYX)));
    const apart = ours!.map((value, k) => frobeniusNorm(float64Field, subtract(float64Field, value, theirs![k]!)));
    return Math.max(...apart) / Math.max(...ours!.map(value => frobeniusNorm(float64Field, value)));
  });
}

interface Gaps {
  /** Per panel, for η = RATE and half of it. */
  readonly coarse: readonly number[];
  readonly fine: readonly number[];
}

const remembered = new WeakMap<LazyFormula, ReturnType<typeof remember<Gaps>>>();

function gapsOf(given: Case, formula: LazyFormula, look: Look): Gaps {
  const known = remembered.get(formula) ?? remember<Gaps>(200);
  remembered.set(formula, known);
  return known(look, caseHash(given), heard => {
    heard.onAsked?.({ oracle: 'gradient descent', arithmetic: 'float64' });
    const solution = blocksOver(formula, given, heard);
    return { coarse: gaps(given, solution, RATE), fine: gaps(given, solution, RATE / 2) };
  });
}

/** Whether every panel's gap is at most `most` and becomes at most `share` of itself with half the learning rate. */
const match =
  (most: number, share: number, formula: LazyFormula = analytical): Judge =>
  (given, effort) => {
    const { coarse, fine } = gapsOf(given, formula, effort);
    const worst = coarse.indexOf(Math.max(...coarse));
    const shares = fine.map((gap, panel) => gap / coarse[panel]!);
    return trueOrNot(coarse.every(gap => gap <= most) && shares.every(found => found <= share), {
      quantity: 'gap between simulation and solution',
      reason: `largest: ${PANELS[worst]!.name}, ${(100 * coarse[worst]!).toPrecision(3)} % of its curve; with half the learning rate the gaps become ${Math.min(...shares).toPrecision(3)} to ${Math.max(...shares).toPrecision(3)} of themselves`,
      certain: 10,
    });
  };

/** What a plot would still pass as one line, and the order of Euler's method with a little room for its next term. */
const MOST_GAP = 0.05;
const HALF = 0.51;

function measured(judged: readonly Case[], truth: Truth): string {
  const found = judged.map(given => gapsOf(given, analytical, { truth }));
  const largest = PANELS.map(({ name }, panel) => {
    const gap = Math.max(...found.map(({ coarse }) => coarse[panel]!));
    return `${name} ${(100 * gap).toPrecision(2)} %`;
  });
  return `Largest gap at η = ${RATE}, of the largest value of each curve: ${largest.join(', ')}.`;
}

export const fig1: Claim = {
  id: 'domine2025/fig-1',
  topic: 'The Riccati equation and its closed forms',
  section: 'B.3',
  title: 'Simulations of a 3-2-3 bottleneck are matched by the solution for λ = 1, 0, −1',
  place: 'figure 1, with the settings of B.3',
  note: 'The solution is theorem A.3 with its sizes mended; as printed it has no value here (thm-a.3). Exactly is read as: up to what gradient descent with η = 0.01 leaves, at most 5 % of a curve, half of it with η/2. The caption has λ = −1, 0, −1, B.3 has 1, 0, −1: the latter is taken. σ = √0.1 is read as the deviation of the targets, the 0.0001 of the zero-balanced weights as a variance; 10 000 steps and all random numbers are our choice. Ni = No leaves every term in λ⊥ empty, so the figure cannot show what is wrong in them.',
  restsOn: ['domine2025/thm-a.3'],
  readings: [
    {
      name: 'as printed',
      costly: true,
      statement: String.raw`N_i=N_o=3,\;N_h=2,\;\lambda\in\{1,0,-1\}:\quad\mathcal L,\;\mathbf W_2\mathbf W_1,\;\mathbf W_1^\top\mathbf W_1,\;\mathbf W_2\mathbf W_2^\top,\;\mathrm{NTK}\text{ simulated}=\text{those of theorem A.3}`,
      formula: domine2025ThmA3Fitting,
      hypotheses: [whitened, balancedToRounding],
      evidence: 'simulated',
      cases,
      judge: match(MOST_GAP, HALF),
      measured,
    },
  ],
  mutants: [
    { name: 'H̃ → −H̃', judge: match(MOST_GAP, HALF, mirrored) },
    { name: 'within a thousandth of the curve', judge: match(0.001, HALF) },
    { name: 'a gap of second order in η', judge: match(MOST_GAP, 0.3) },
  ],
};
