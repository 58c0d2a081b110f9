import fc from 'fast-check';
import { descendEach } from '../../../oracles/descendInFloat64.ts';
import type { Case } from '../../../src/judge/case.ts';
import { caseHash } from '../../../src/judge/caseJson.ts';
import type { Claim, Judge } from '../../../src/judge/claim.ts';
import type { Look } from '../../../src/judge/look.ts';
import { remember } from '../../../src/judge/remember.ts';
import type { Architecture } from '../../../src/network/architecture.ts';
import { balanced } from '../../../src/network/initialisations/balanced.ts';
import { blocksOf } from '../../../src/network/observables/blocks.ts';
import { kernelDistanceFromBlocks } from '../../../src/network/observables/kernelDistance.ts';
import { problem } from '../../../src/network/problem.ts';
import type { Truth } from '../../../src/network/truth.ts';
import { float64Field } from '../../../src/numbers/float64Field.ts';
import { convert } from '../../../src/numbers/linearAlgebra.ts';
import type { Matrix } from '../../../src/numbers/matrix.ts';
import { Rational } from '../../../src/numbers/rational.ts';
import { drawRecord, indexInto } from '../../arbitraries/table.ts';
import { whitened } from '../../hypotheses/whitened.ts';
import { scalar } from '../_exact.ts';
import { trueOrNot } from '../_trueOrNot.ts';
import { regressionTask } from './_regressionDraw.ts';

// Both panels show S after training over λ in [−9, 9]. One random start says little: S(9)/S(0) of a 3-2-3 network lies between 0.02
// and 3.5 over 200 draws, depending on how far its span has to turn. So a curve is the mean over starts on one task. What the text
// calls lazy is then S(±9) ≈ 0.01 to 0.1 of S(0), what it calls rich about S(0) or more; a quarter of S(0) tells them apart.
// The end of training counts: at t = 5τ the bottleneck has S(±9) ≈ 0.2 S(0) and looks lazy (sec-5:bottleneck-stays-rich-at-fixed-time).

/** Five of the eleven values of panel B, of the twenty-one of panel C. */
const LAMBDAS = [-9, -3.6, 0, 3.6, 9] as const;
const AT_ZERO = 2;
const STARTS = 8;
const SAMPLES = 10;
const SIGMA = Math.sqrt(3);
const RATE = 0.009;
/** t = 90τ. The text does not say how long it trains. */
const STEPS = 10_000;

const LAZY_SHARE = 1 / 4;
const LEAST_AT_ZERO = 1 / 20;

/** A task; its first start at λ = 0, rounded, stands for all of them, which the seed makes. */
const casesOf = (architectures: readonly Architecture[]): fc.Arbitrary<Case> =>
  drawRecord({
    widths: indexInto(architectures),
    seed: fc.noBias(fc.integer({ min: 0, max: 2 ** 30 })),
  }).map(({ widths: index, seed }) => {
    const widths = architectures[index]!;
    const { W1, W2 } = balanced(widths, { lambda: 0, seed: seed + 1 });
    const rounded = (a: Matrix<number>): Matrix<Rational> =>
      a.map(entry => Rational.of(Math.round(1000 * entry), 1000));
    const sigmaYX = regressionTask({ ...widths, samples: SAMPLES, sigma: SIGMA, seed });
    return {
      problem: problem({ W1: rounded(W1), W2: rounded(W2), sigmaYX }),
      lambda: Rational.ZERO,
      time: Rational.of(Math.round(STEPS * RATE)),
      extra: { seed: scalar(Rational.of(seed)) },
    };
  });

const remembered = remember<readonly number[]>(500);

/** S after training, a mean over starts for each λ. */
function curveOf(given: Case, look: Look): readonly number[] {
  return remembered(look, caseHash(given), ({ onAsked }) => {
    onAsked?.({ oracle: 'gradient descent', arithmetic: 'float64' });
    const { W1, W2, sigmaYX } = given.problem;
    const widths = { Ni: W1.cols, Nh: W1.rows, No: W2.rows };
    const task = convert(float64Field, sigmaYX);
    const seed = given.extra.seed!.at(0, 0).toNumber();
    const starts = LAMBDAS.flatMap(lambda =>
      Array.from({ length: STARTS }, (_, k) => balanced(widths, { lambda, seed: seed + 1 + k })),
    );
    const ends = descendEach(
      starts.map(start => ({ ...start, sigmaYX: task, tau: 1 })),
      RATE,
      STEPS,
    );
    const distances = starts.map((start, at) =>
      kernelDistanceFromBlocks(float64Field, blocksOf(float64Field, start), blocksOf(float64Field, ends[at]!)),
    );
    return LAMBDAS.map(
      (_, at) => distances.slice(at * STARTS, (at + 1) * STARTS).reduce((sum, distance) => sum + distance) / STARTS,
    );
  });
}

type LearningRegime = 'lazy' | 'rich';

/** What is stated of the ends of the curve and of all of it. */
interface StatedRegimes {
  readonly negative: LearningRegime;
  readonly positive: LearningRegime;
}

const isLazy = (curve: readonly number[], at: number): boolean => curve[at]! < LAZY_SHARE * curve[AT_ZERO]!;

/** Rich at λ = 0; at λ = −9 and 9 as stated; and where both are rich, nowhere lazy in between. */
function shows(curve: readonly number[], { negative, positive }: StatedRegimes): boolean {
  const last = curve.length - 1;
  const alwaysRich = negative === 'rich' && positive === 'rich';
  return (
    curve[AT_ZERO]! >= LEAST_AT_ZERO &&
    isLazy(curve, 0) === (negative === 'lazy') &&
    isLazy(curve, last) === (positive === 'lazy') &&
    (!alwaysRich || curve.every((_, at) => !isLazy(curve, at)))
  );
}

const judgeBy =
  (stated: (widths: Architecture) => StatedRegimes): Judge =>
  (given, effort) => {
    const { W1, W2 } = given.problem;
    const curve = curveOf(given, effort);
    const { negative, positive } = stated({ Ni: W1.cols, Nh: W1.rows, No: W2.rows });
    return trueOrNot(shows(curve, { negative, positive }), {
      quantity: `mean S over ${STARTS} starts at λ = ${LAMBDAS.join(', ')}`,
      reason: `${curve.map(S => S.toPrecision(3)).join(', ')}; stated is ${negative} for λ → −∞, ${positive} for λ → ∞`,
      certain: 6,
    });
  };

function measured(judged: readonly Case[], truth: Truth): string {
  const byWidths = new Map<string, (readonly number[])[]>();
  for (const given of judged) {
    const { W1, W2 } = given.problem;
    const name = `${W1.cols}-${W1.rows}-${W2.rows}`;
    byWidths.set(name, [...(byWidths.get(name) ?? []), curveOf(given, { truth })]);
  }
  const lines = [...byWidths]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, curves]) => {
      const mean = LAMBDAS.map((_, at) => curves.reduce((sum, curve) => sum + curve[at]!, 0) / curves.length);
      return `${name}: ${mean.map(S => S.toFixed(3)).join(' ')}`;
    });
  return `Mean S at λ = ${LAMBDAS.join(', ')}, ${STEPS} steps: ${lines.join('; ')}.`;
}

const FUNNEL = { Ni: 4, Nh: 2, No: 2 };
const SQUARE = { Ni: 4, Nh: 4, No: 4 };
const INVERTED = { Ni: 2, Nh: 2, No: 4 };
const BOTTLENECK = { Ni: 4, Nh: 2, No: 4 };

const bySection5 = ({ Ni, Nh, No }: Architecture): StatedRegimes => ({
  negative: Nh === Ni ? 'lazy' : 'rich',
  positive: Nh === No ? 'lazy' : 'rich',
});

const always = (negative: LearningRegime, positive: LearningRegime) => (): StatedRegimes => ({ negative, positive });

const SETTINGS =
  'Tasks of N = 10 samples, σ = √3 read as the deviation of the targets; η = 0.009; starts by algorithm 1 from layers of deviation 1. The text gives neither the length of training nor the seeds: 10 000 steps, eight starts on each task, and their mean. Lazy is a mean S(±9) below a quarter of S(0).';

const common = { topic: 'Lazy and rich kernels', section: 'B.4' } as const;
const reading = { name: 'as printed', costly: true, hypotheses: [whitened], evidence: 'simulated', measured } as const;

export const fig2: readonly Claim[] = [
  {
    ...common,
    id: 'domine2025/fig-2b',
    title: 'S over λ: funnel lazy for λ → ∞, inverted funnel for λ → −∞, square for both, bottleneck for neither',
    place: 'figure 2B, with the settings of B.4',
    note: `${SETTINGS} B.4 calls it figure 5.`,
    readings: [
      {
        ...reading,
        statement: String.raw`4\text{-}2\text{-}2:\;S(9)\ll S(0);\quad2\text{-}2\text{-}4:\;S(-9)\ll S(0);\quad4\text{-}4\text{-}4:\;S(\pm9)\ll S(0);\quad4\text{-}2\text{-}4:\;\text{neither}`,
        cases: casesOf([FUNNEL, SQUARE, INVERTED, BOTTLENECK]),
        judge: judgeBy(bySection5),
      },
    ],
    mutants: [
      { name: 'signs of λ exchanged', judge: judgeBy(({ Ni, Nh, No }) => bySection5({ Ni: No, Nh, No: Ni })) },
      { name: 'always rich', judge: judgeBy(always('rich', 'rich')) },
      { name: 'always lazy', judge: judgeBy(always('lazy', 'lazy')) },
    ],
  },
  {
    ...common,
    id: 'domine2025/fig-2c',
    title: 'Bottlenecks with Nh = 2 and Ni = No = 3, 4, 5, 6 stay rich for every λ in [−9, 9]',
    place: 'figure 2C, with the settings of B.4; last sentence of section 5',
    note: `${SETTINGS} How S depends on the bottleneck proportion is not said in words; see what is measured: it rises with Ni = No.`,
    readings: [
      {
        ...reading,
        statement: String.raw`N\text{-}2\text{-}N,\;N=3,4,5,6:\quad S(\lambda)\not\ll S(0)\quad\text{for all }\lambda\in[-9,9]`,
        cases: casesOf([3, 4, 5, 6].map(N => ({ Ni: N, Nh: 2, No: N }))),
        judge: judgeBy(always('rich', 'rich')),
      },
    ],
    mutants: [
      { name: 'lazy for λ → ∞', judge: judgeBy(always('rich', 'lazy')) },
      { name: 'always lazy', judge: judgeBy(always('lazy', 'lazy')) },
    ],
  },
];
