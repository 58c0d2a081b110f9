import type fc from 'fast-check';
import type { Case } from '../../../src/judge/case.ts';
import type { Claim, Judge } from '../../../src/judge/claim.ts';
import { AT_THE_END } from '../../../src/judge/instant.ts';
import type { Look } from '../../../src/judge/look.ts';
import { remember } from '../../../src/judge/remember.ts';
import { problem } from '../../../src/network/problem.ts';
import { Rational } from '../../../src/numbers/rational.ts';
import { indexInto } from '../../arbitraries/table.ts';
import { scalar } from '../_exact.ts';
import type { PaperClaim } from '../_paperClaim.ts';
import { trueOrNot } from '../_trueOrNot.ts';
import { type Average, average, ERRORS, shownMeans, TOLD_APART } from './_averages.ts';
import { thesisClaim } from './_claim.ts';
import { type FittedBalance, trained, type UnitsName, type UnitsSetting } from './_trainedUnits.ts';

// Figure 4.8 and what is read off it, of averages over trials.

const TRIALS = 100;
/** Of what holds in every one. */
const FEWER_TRIALS = 10;
const STANDS = 0.01;
/** Of the trials. */
const MOST_MISSING = 10;

/** One for each trial in turn: every width with either time. */
const SETTINGS: readonly UnitsSetting[] = [
  { width: 2, taskTime: 2 },
  { width: 3, taskTime: 4 },
  { width: 4, taskTime: 2 },
  { width: 2, taskTime: 4 },
  { width: 3, taskTime: 2 },
  { width: 4, taskTime: 4 },
];

/** λ as s2² − s1² of the smallest start that has it; the trials draw theirs. */
const STARTS = [
  { s1: '3/20', s2: '7/20' },
  { s1: '9/2', s2: '11/2' },
  { s1: '11/2', s2: '9/2' },
].map(({ s1, s2 }) => [s1, s2].map(text => Rational.of(text)) as [Rational, Rational]);

const cases: fc.Arbitrary<Case> = indexInto(STARTS).map(at => {
  const [s1, s2] = STARTS[at]!;
  return {
    problem: problem({ W1: scalar(s1), W2: scalar(s2), sigmaYX: scalar(Rational.ZERO) }),
    lambda: s2.mul(s2).sub(s1.mul(s1)),
    time: Rational.ZERO,
    extra: {},
  };
});

/** Those that stood; undefined for the others, which are left out. */
type Trials = readonly (FittedBalance | undefined)[];

const kept = remember<FittedBalance | undefined>(2 ** 12);

function trials(name: UnitsName, { lambda }: Case, look: Look, count: number = TRIALS): Trials {
  return Array.from({ length: count }, (_, trial) =>
    kept(look, `${name} ${lambda} ${trial} ${look.again}`, ({ onAsked }) => {
      onAsked?.({ oracle: 'gradient descent', arithmetic: 'float64' });
      const setting = SETTINGS[trial % SETTINGS.length]!;
      return trained(name, lambda.toNumber(), 2 * trial, look.again ? STANDS / 2 : STANDS, setting);
    }),
  );
}

/** What is said to be above 0 on average, and what it is called. */
type Quantities = (
  of: (name: UnitsName) => Trials,
) => readonly (readonly [name: string, values: readonly (number | undefined)[]])[];

const inWords = (name: string, { mean, error }: Average): string =>
  `${name} ${mean.toPrecision(3)} ± ${error.toPrecision(1)}`;

const above =
  (quantities: Quantities): Judge<Case> =>
  (given, effort) => {
    const found = quantities(name => trials(name, given, effort)).map(([name, values]) => ({
      name,
      ...average(values.filter(value => value !== undefined)),
      missing: values.filter(value => value === undefined).length,
    }));
    const areMany = found.some(({ missing }) => missing > MOST_MISSING);
    const isSure = found.every(({ mean, error }) => mean > ERRORS * error);
    const isFalse = found.some(({ mean, error }) => mean < -ERRORS * error);
    return trueOrNot(areMany ? undefined : isFalse ? false : isSure ? true : undefined, {
      quantity: `means over ${TRIALS} trials`,
      reason: found.map(one => `${inWords(one.name, one)} (${one.missing} did not stand)`).join('; '),
      certain: 2,
      at: AT_THE_END,
      truth: shownMeans(found),
    });
  };

const claim = (parts: Omit<PaperClaim<Case>, 'section' | 'topic' | 'cases'>): Claim =>
  thesisClaim({ section: '4.5', topic: 'Nonlinear units', evidence: 'simulated', cases, ...parts });

const SETTING = `Our settings, one for each trial in turn: square networks of 2, 3 and 4 units a layer, 2 or 4 τ on each of two tasks of two Gaussian samples a unit, starts of algorithm 1 with σ = 1; λ = 10, 0.1 and −10 as in the text, 100 trials of each where it has 50, means over all settings. Descent, with the step halved until no weight changes by more than 1 %; trials that do not stand are left out, and with more than ${MOST_MISSING} of them nothing is decided. ${TOLD_APART} A case shows the smallest network of its λ; the trials draw theirs.`;

const grown = (task: 1 | 2, { distance }: FittedBalance): number => distance[task] - distance[task - 1]!;

const growsIn =
  (sign: 1 | -1, ...names: readonly UnitsName[]): Quantities =>
  of =>
    names.flatMap(name =>
      ([1, 2] as const).map(
        task => [`${name}, task ${task}: grown by`, of(name).map(trial => trial && sign * grown(task, trial))] as const,
      ),
    );

const distanceGrows = claim({
  id: 'fig-4.8:distance-grows',
  title: 'In ReLU and tanh networks the balance leaves λ*I farther with each task',
  place: 'figure 4.8, and section 4.5 on it',
  note: SETTING,
  statement: String.raw`\bigl\langle\lVert\mathbf W_2^\top\mathbf W_2-\mathbf W_1\mathbf W_1^\top-\lambda^*\mathbb I\rVert_F\bigr\rangle\text{ grows with each task}`,
  judge: above(growsIn(1, 'relu', 'tanh')),
  wrong: {
    'it falls': above(growsIn(-1, 'relu', 'tanh')),
    'by more than 2 with each task': above(of =>
      growsIn(1, 'relu', 'tanh')(of).map(([name, values]) => [name, values.map(value => value && value - 2)] as const),
    ),
  },
});

const slower =
  (...tasks: readonly (1 | 2)[]): Quantities =>
  of => {
    const relu = of('relu');
    return tasks.map(
      task =>
        [
          `task ${task}: tanh grown by more than ReLU by`,
          of('tanh').map((trial, k) => {
            const other = relu[k];
            return trial && other && grown(task, trial) - grown(task, other);
          }),
        ] as const,
    );
  };

const lessFar: Quantities = of => {
  const relu = of('relu');
  return ([1, 2] as const).map(
    task =>
      [
        `after task ${task}: tanh farther than ReLU by`,
        of('tanh').map((trial, k) => {
          const other = relu[k];
          return trial && other && trial.distance[task] - other.distance[task];
        }),
      ] as const,
  );
};

const ONE_BELOW = String.raw`\bigl\langle\lVert\mathbf W_2^\top\mathbf W_2-\mathbf W_1\mathbf W_1^\top-\lambda^*\mathbb I\rVert_F\bigr\rangle_{\mathrm{ReLU}}<\bigl\langle\lVert\cdot\rVert_F\bigr\rangle_{\tanh}\text{ after each task}`;

const reluSlower = claim({
  id: 'fig-4.8:slower-in-relu',
  title: 'The distance from λ*I grows more slowly in ReLU networks than in tanh networks',
  place: 'section 4.5, on figure 4.8',
  note: `${SETTING} The figure's own setting may show what it says. As printed: with each task, from one start and on one set of data, which is so of the first task for all three λ; with the second ReLU networks leave λ*I faster for λ = 10, and for λ = 0.1 and −10 the trials tell no difference. Fair: from the start on, so that after each task the distance is smaller in ReLU networks.`,
  grade: 'wording',
  statement: String.raw`\bigl\langle\Delta_{\mathrm{ReLU}}\bigr\rangle<\bigl\langle\Delta_{\tanh}\bigr\rangle\text{ with each task}`,
  judge: above(slower(1, 2)),
  fair: { statement: ONE_BELOW, judge: above(lessFar) },
  corrected: { statement: ONE_BELOW, judge: above(lessFar) },
  wrong: { 'with the second task': above(slower(2)) },
});

const falls =
  (name: UnitsName, sign: 1 | -1 = 1): Quantities =>
  of =>
    ([1, 2] as const).map(
      task =>
        [
          `${name}: λ* fallen after task ${task} by`,
          of(name).map(trial => trial && sign * (trial.lambda[0] - trial.lambda[task])),
        ] as const,
    );

const tanhFalls = claim({
  id: 'fig-4.8:tanh-lambda-falls',
  title: 'In tanh networks λ* is lower after training than before, on average',
  place: 'figure 4.8, and section 4.5 on it',
  note: `${SETTING} That it falls all the time is refuted: sec-4.5:tanh-lambda-falls.`,
  statement: String.raw`\langle\lambda^*\rangle\big|_{\text{after each task}}<\lambda`,
  judge: above(falls('tanh')),
  wrong: { 'it rises': above(falls('tanh', -1)), 'in ReLU networks, too': above(falls('relu')) },
});

/** Every trial, not their mean: the largest |λ* − λ|, and of linear networks the largest distance, relative to 1 + |λ|. */
const keeps =
  (...names: readonly UnitsName[]): Judge<Case> =>
  (given, effort) => {
    const size = 1 + Math.abs(given.lambda.toNumber());
    const off = names.map(name => {
      const found = trials(name, given, effort, FEWER_TRIALS).flatMap(trial =>
        trial === undefined
          ? []
          : [...trial.lambda.map(fit => Math.abs(fit - trial.lambda[0])), ...(name === 'linear' ? trial.distance : [])],
      );
      return [name, Math.max(...found) / size] as const;
    });
    return trueOrNot(
      off.every(([, most]) => most < PRESERVED),
      {
        quantity: 'largest change of λ*, relative to 1 + |λ|',
        reason: off.map(([name, most]) => `${name} ${most.toPrecision(2)}`).join(', '),
        certain: 2,
        at: AT_THE_END,
      },
    );
  };

/** Some times what halving the step may still change of the weights, which are squared. */
const PRESERVED = 0.05;

const preserved = claim({
  id: 'fig-4.8:lambda-is-preserved',
  title: 'λ* is preserved by descent in ReLU, linear and mixed networks; in linear ones it is the balance itself',
  place: 'figure 4.8, and section 4.5 on it',
  note: `${SETTING} Preserved is read as: to 5 % of 1 + |λ| in each of the first ten trials, for descent. Every bound from 3.8 % to 26 % tells the same: the largest change is 3.7 %, which is that of the linear networks and of first order in the step; in tanh networks λ* moves by 26 % at least. Of the flow it is exact (sec-4.5:relu-keeps-the-diagonal, sec-4.5:mixed-units-keep-the-trace, thm-2.2.1).`,
  statement: String.raw`\lambda^*\big|_{\text{after each task}}\approx\lambda\text{ (ReLU, linear, both)},\quad\mathbf W_2^\top\mathbf W_2-\mathbf W_1\mathbf W_1^\top\approx\lambda\mathbb I\text{ (linear)}`,
  judge: keeps('relu', 'linear', 'mixed'),
  wrong: { 'in tanh networks, too': keeps('relu', 'linear', 'mixed', 'tanh') },
});

export const fig48: readonly Claim[] = [distanceGrows, reluSlower, tanhFalls, preserved];
