import { architecture } from '../../../src/network/architecture.ts';
import { exactProblem } from '../../../src/network/exactProblem.ts';
import { balanced } from '../../../src/network/initialisations/balanced.ts';
import { gaussian } from '../../../src/network/initialisations/gaussian.ts';
import { type Problem, problem } from '../../../src/network/problem.ts';
import { diagonal, product } from '../../../src/numbers/linearAlgebra.ts';
import { Matrix } from '../../../src/numbers/matrix.ts';
import { Rational } from '../../../src/numbers/rational.ts';
import { rationalField } from '../../../src/numbers/rationalField.ts';
import type { FigureSettings } from '../panels/figureSettings.ts';

// Four items of a tree: all are living things, two are animals and two are plants, and each differs from its neighbour. The columns of V are those
// distinctions, over lengths that are no fractions; the task is Ũ S̃ Ṽᵀ with them, one output for each.

/** Rows: all, animals or plants, two animals, two plants; each of length 2. */
const DISTINCTIONS = [
  [1, 1, 1, 1],
  [1, 1, -1, -1],
  [1, -1, 1, -1],
  [1, -1, -1, 1],
];

export const ITEMS = 4;

/** Σyx = S̃Ṽᵀ of the tree: distinctions as they are learned, the coarsest with the largest value. */
export function semanticTask(values: readonly Rational[]): Matrix<Rational> {
  const Vt = Matrix.fromRows(DISTINCTIONS.map(row => row.map(entry => Rational.of(entry, 2))));
  return product(rationalField, diagonal(rationalField, values), Vt);
}

/** Ṽ S̃ Ṽᵀ, or with powers of S̃. */
export function ofItems(values: readonly number[]): Matrix<number> {
  return Matrix.generate(ITEMS, ITEMS, (i, j) =>
    values.reduce((sum, value, k) => sum + (value * DISTINCTIONS[k]![i]! * DISTINCTIONS[k]![j]!) / 4, 0),
  );
}

/** A start by its name in the settings: "λ = …", or Gaussian of a size. */
export type SemanticStart = { readonly lambda: number } | { readonly gaussian: number };

export const nameOf = (start: SemanticStart): string =>
  'lambda' in start ? `λ = ${String(start.lambda).replace('-', '−')}` : `Gaussian, σ = ${start.gaussian}`;

/** The problem of the task from a start. Balanced starts share W2W1. */
export function semanticProblem(start: SemanticStart, settings: FigureSettings): Problem {
  const sigmaYX = semanticTask(settings.rationals('values'));
  const widths = architecture(ITEMS, ITEMS, ITEMS);
  const seed = settings.number('seed');
  const weights =
    'lambda' in start
      ? balanced(widths, { lambda: start.lambda, sigma: settings.number('sigma'), seed })
      : gaussian(widths, { sigma1: start.gaussian, seed });
  const { W1, W2 } = exactProblem({ ...weights, sigmaYX: sigmaYX.map(entry => entry.toNumber()) });
  return problem({ W1, W2, sigmaYX });
}
