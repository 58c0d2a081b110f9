import { FormulaError } from '../formula/formulaError.ts';
import { type Formula, parseFormula } from '../formula/parseFormula.ts';
import type { Case } from '../judge/case.ts';
import type { Claim } from '../judge/claim.ts';
import type { ClaimRecord, PlotRecord, PlotSeries, ReadingName } from '../judge/runRecord.ts';
import { shownOverTime } from '../judge/valueOfFormula.ts';
import type { Truth } from '../network/truth.ts';
import type { Decimal } from '../numbers/decimal/decimalField.ts';
import { frobeniusNorm, subtract } from '../numbers/linearAlgebra.ts';
import { Matrix } from '../numbers/matrix.ts';
import type { Rational } from '../numbers/rational.ts';
import { descentOn } from './descent.ts';
import {
  alongDescent,
  alongFlow,
  entryQuantity,
  lossQuantity,
  type PlottedQuantity,
  qqt,
  round10,
} from './quantity.ts';
import { captionOf, counterexampleCase, type Drawn, showcaseOf } from './showcase.ts';
import { timeGrid } from './timeGrid.ts';
import { FORMULA_CERTAIN_DIGITS, flowAt, ORACLE_DIGITS, plotField } from './trajectory.ts';

interface StatedFormula {
  readonly reading: ReadingName;
  readonly formula: Formula;
}

type ValuesInTime = readonly (Matrix<Decimal> | undefined)[];

/**
 * One case by the formula of each reading, the oracle and gradient descent, and the relative error of QQᵀ over time. The case is
 * the counterexample where the printed formula has a value on it.
 */
export function formulaPlot(
  claim: Claim,
  record: Pick<ClaimRecord, 'counterexample'>,
  truth: Truth,
): PlotRecord | undefined {
  const stated = distinctFormulas(claim);
  if (stated[0] === undefined) return undefined;
  const chosen = chooseCase(claim, record, stated[0].formula, truth);
  if (chosen === undefined) return undefined;
  const { problem, lambda } = chosen.given;
  const grid = timeGrid(truth, problem, lambda);
  const flow = flowAt(truth, problem, grid.times);
  const correlations = flow.map(weights => qqt(plotField, weights));
  const lines = stated.map(({ reading, formula }) => {
    const valueAt = correlationBy(formula, chosen.given);
    const values = grid.times.map(time => valueAt(time.mul(problem.tau)));
    return { reading, values, errors: relativeErrors(values, correlations) };
  });
  const quantity = telling(chosen.given, lines, correlations);
  const descent = descentOn(problem, grid, flow);
  const oracle = alongFlow(quantity, flow);
  const frame = around(oracle);
  const withValue = lines.filter(({ values }) => values.some(value => value !== undefined));
  const missing = lines.filter(line => !withValue.includes(line)).map(({ reading }) => reading);
  const cut = withValue.some(({ values }) =>
    values.some(value => value !== undefined && !frame(plotField.toNumber(quantity.of(plotField, value)))),
  );
  const drawn = withValue
    .map(
      ({ reading, values }): PlotSeries => ({
        label: `formula, ${reading}`,
        kind: 'formula',
        values: values.map(value => {
          const height = value && plotField.toNumber(quantity.of(plotField, value));
          return height === undefined || !frame(height) ? null : round10(height);
        }),
      }),
    )
    // Of one that is far off at all times there is nothing to draw but its error.
    .filter(({ values }) => values.some(value => value !== null));
  return {
    caption: [
      captionOf(chosen),
      ...missing.map(name => `The formula ${name} has no value here.`),
      ...(cut ? ['Where a formula is far off, only its error is drawn.'] : []),
      FLOOR_NOTE,
    ].join(' '),
    quantity: quantity.name,
    times: grid.times.map(time => time.toNumber()),
    series: [
      ...drawn,
      { label: 'oracle', kind: 'oracle', values: oracle.map(round10) },
      {
        label: descent.label,
        kind: 'gradient-descent',
        values: alongDescent(quantity, descent.weights).map(round10),
      },
    ],
    errorOf: 'QQᵀ',
    errors: withValue.map(({ reading, errors }) => ({ label: reading, values: errors })),
  };
}

const FLOOR = 10 ** -ORACLE_DIGITS;
const FLOOR_NOTE = `Errors below 1e−${ORACLE_DIGITS}, the oracle’s own, are drawn at 1e−${ORACLE_DIGITS}.`;

/** Whether a value lies near enough to the oracle's curve to be drawn with it: a formula that explodes would flatten all else. */
function around(oracle: readonly number[]): (value: number) => boolean {
  const [low, high] = [Math.min(...oracle), Math.max(...oracle)];
  const margin = 2 * (high - low) + Math.abs(high) / 1e6;
  return value => value >= low - margin && value <= high + margin;
}

/** The formulas of the readings, the printed one first; one that stands in two readings counts once. */
function distinctFormulas({ readings }: Claim): StatedFormula[] {
  const texts = new Map<string, StatedFormula>();
  for (const { name, formula: text } of readings) {
    // Between what is printed and what is right.
    if (name === 'fair reading' || name === 'with earlier definitions mended') continue;
    const formula = text === undefined || texts.has(text) ? undefined : correlationFormula(text);
    if (text !== undefined && formula !== undefined) texts.set(text, { reading: name, formula });
  }
  return [...texts.values()];
}

/** Formulas of other things than QQᵀ, or in symbols of their own, are not drawn. */
function correlationFormula(text: string): Formula | undefined {
  try {
    const formula = parseFormula(text);
    return formula.definitions.at(-1)!.name === 'QQ' ? formula : undefined;
  } catch (error) {
    if (error instanceof FormulaError) return undefined;
    throw error;
  }
}

function chooseCase(
  claim: Claim,
  record: Pick<ClaimRecord, 'counterexample'>,
  printed: Formula,
  truth: Truth,
): Drawn<Case> | undefined {
  const found = counterexampleCase(record);
  if (found !== undefined && correlationBy(printed, found)(found.time) !== undefined)
    return { given: found, shows: 'counterexample' };
  const given = showcaseOf(claim, truth);
  return given && { given };
}

/** QQᵀ by a formula; undefined where it has no value or not the shape of QQᵀ. */
function correlationBy(formula: Formula, given: Case): (time: Rational) => Matrix<Decimal> | undefined {
  const N = given.problem.sigmaYX.rows + given.problem.sigmaYX.cols;
  const valueAt = shownOverTime(formula, given, FORMULA_DIGITS, FORMULA_CERTAIN_DIGITS);
  return time => {
    try {
      const value = valueAt(time).map(plotField.cross);
      const usable = value.rows === N && value.cols === N && value.data.every(entry => entry.isFinite());
      return usable ? value : undefined;
    } catch (error) {
      if (error instanceof FormulaError) return undefined;
      throw error;
    }
  };
}

/** Some of them are lost where a formula takes differences of growing exponentials. */
const FORMULA_DIGITS = 40;

function relativeErrors(values: ValuesInTime, truth: readonly Matrix<Decimal>[]): (number | null)[] {
  return values.map((value, k) => {
    if (value === undefined) return null;
    const size = frobeniusNorm(plotField, truth[k]!);
    const error = frobeniusNorm(plotField, subtract(plotField, value, truth[k]!));
    const relative = plotField.toNumber(plotField.isZero(size) ? error : plotField.div(error, size));
    return round10(Math.max(FLOOR, relative));
  });
}

/** Wrong enough to be seen in a drawing. */
const VISIBLE = 1e-3;

/** The entry of QQᵀ that both moves and is wrong most, by the first formula that is wrong; else the loss. */
function telling(
  { problem }: Case,
  lines: readonly { readonly values: ValuesInTime; readonly errors: readonly (number | null)[] }[],
  truth: readonly Matrix<Decimal>[],
): PlottedQuantity {
  const wrong = lines.find(({ errors }) => errors.some(error => error !== null && error > VISIBLE));
  if (wrong === undefined) return lossQuantity(problem);
  const N = truth[0]!.rows;
  const merit = Matrix.generate(N, N, (i, j) => {
    const [path, drawn] = [truth, wrong.values].map(line => line.map(at => at && plotField.toNumber(at.at(i, j))));
    const moved = Math.max(...(path as number[])) - Math.min(...(path as number[]));
    const off = Math.max(...drawn!.map((value, k) => (value === undefined ? 0 : Math.abs(value - path![k]!))));
    return Math.min(moved, off);
  });
  const best = merit.data.indexOf(Math.max(...merit.data));
  return entryQuantity(problem, Math.floor(best / N), best % N);
}
