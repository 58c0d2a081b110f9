import fc from 'fast-check';
import type { FlowCase } from '../../../src/judge/case.ts';
import { caseHash } from '../../../src/judge/caseJson.ts';
import { flow, MOST_UNITS } from '../../../src/network/flow.ts';
import { Matrix } from '../../../src/numbers/matrix.ts';
import { Rational } from '../../../src/numbers/rational.ts';
import { distinctShrinks } from '../../arbitraries/distinctShrinks.ts';
import { type OrthogonalDraw, orthogonalDraw, orthogonalFrom } from '../../arbitraries/orthogonalDraw.ts';
import { drawRecord, draws, indexInto, table } from '../../arbitraries/table.ts';
import { times } from '../_exact.ts';
import { asExtra, type M } from './_network.ts';
import { requireSizes, within } from './_requireSizes.ts';

export interface NetworkOptions {
  /** Default 1 to 4 layers. */
  readonly minDepth?: number;
  readonly maxDepth?: number;
  /** Default 3 units. */
  readonly maxWidth?: number;
  /**
   * true, the default: assumptions 1 and 2, d_i ≥ d_y everywhere and Σ with distinct singular values whose squares have distinct partial
   * sums, the largest first. false: any widths, and any matrix for Σ, zero among them.
   */
  readonly assumptions?: boolean;
  /** What a case has besides: V1 … Vh of the shapes of the layers, P1 … P(h−1) invertible, O1 … O(h−1) orthogonal. */
  readonly with?: readonly ('V' | 'P' | 'O')[];
}

const ENTRIES = table('1', '0', '-1', '2', '3', '-2', '1/2');
const OFF = table('0', '1', '-1');
const ON = table('1', '2', '-1', '1/2');
/** Squares with distinct partial sums, rising: a narrow task has the first of them. */
const TASKS = [table('1', '2', '3'), table('2', '3', '5'), table('1/2', '1', '2'), table('1', '3', '4')] as const;
/** Of `silent` draws, one in two silences a layer. */
const SILENT = 2;

export interface BasisDraw {
  readonly lower: readonly number[];
  readonly middle: readonly number[];
  readonly upper: readonly number[];
}

/** L·D·U with triangular factors of small whole numbers; the identity where all draws are 0. */
export function basisDraw(size: number): fc.Arbitrary<BasisDraw> {
  return drawRecord({
    lower: draws(size * size, indexInto(OFF)),
    middle: draws(size, indexInto(ON)),
    upper: draws(size * size, indexInto(OFF)),
  });
}

/** Of a draw for as many units or more, else RANGE. */
export function basisFrom({ lower, middle, upper }: BasisDraw, size: number): M {
  within('size', size, 1, middle.length);
  const unit = (entry: (i: number, j: number) => Rational | undefined): M =>
    Matrix.generate(size, size, (i, j) => (i === j ? Rational.ONE : (entry(i, j) ?? Rational.ZERO)));
  const L = unit((i, j) => (i > j ? OFF[lower[i * size + j]!] : undefined));
  const U = unit((i, j) => (i < j ? OFF[upper[i * size + j]!] : undefined));
  const D = Matrix.generate(size, size, (i, j) => (i === j ? ON[middle[i]!]! : Rational.ZERO));
  return times(L, D, U);
}

const MOST_OUTPUTS = TASKS[0].length;

/** Σ of equation 6 that meets assumption 2, of the table `index`: 1 to 3 outputs and no fewer inputs, else RANGE. */
export function taskOf(index: number, dy: number, dx: number): M {
  within('index', index, 0, TASKS.length - 1);
  within('dy', dy, 1, MOST_OUTPUTS);
  within('dx', dx, dy, MOST_UNITS);
  const values = TASKS[index]!.slice(0, dy).reverse();
  return Matrix.generate(dy, dx, (i, j) => (i === j ? values[i]! : Rational.ZERO));
}

export const taskIndex: fc.Arbitrary<number> = indexInto(TASKS);

/**
 * Networks in small fractions without a time, τ = 1: every depth about as often, scalars and layers of zeros among them. Shrinks to
 * ones, the fewest layers and one unit each.
 */
export function networkCases({
  minDepth = 1,
  maxDepth = 4,
  maxWidth = 3,
  assumptions = true,
  with: extras = [],
}: NetworkOptions = {}): fc.Arbitrary<FlowCase> {
  requireSizes({ minDepth, maxDepth, maxWidth });
  // Σ of assumption 2 comes from tables.
  if (assumptions) within('maxWidth', maxWidth, 1, MOST_OUTPUTS);
  const perLayer = maxWidth * maxWidth;
  const drawn = drawRecord({
    depth: fc.noBias(fc.integer({ min: minDepth, max: maxDepth })),
    widths: draws(maxDepth + 1, fc.noBias(fc.integer({ min: 1, max: maxWidth }))),
    entries: draws(maxDepth * perLayer, indexInto(ENTRIES)),
    silent: fc.noBias(fc.nat(SILENT * maxDepth - 1)),
    task: taskIndex,
    free: draws(perLayer, indexInto(ENTRIES)),
    directions: draws(extras.includes('V') ? maxDepth * perLayer : 1, indexInto(ENTRIES)),
    bases: draws(maxDepth, extras.includes('P') ? basisDraw(maxWidth) : fc.constant(undefined)),
    turns: draws(maxDepth, extras.includes('O') ? orthogonalDraw(maxWidth) : fc.constant(undefined)),
  }).map(({ depth, widths, entries, silent, task, free, directions, bases, turns }): FlowCase => {
    const last = widths[depth]!;
    const d = widths.slice(0, depth + 1).map(width => (assumptions ? Math.max(width, last) : width));
    const layersFrom = (indices: readonly number[], isSilent: (j: number) => boolean): M[] =>
      d
        .slice(1)
        .map((rows, j) =>
          Matrix.generate(rows, d[j]!, (row, col) =>
            isSilent(j) ? Rational.ZERO : ENTRIES[indices[(j * maxWidth + row) * maxWidth + col]!]!,
          ),
        );
    const hidden = d.slice(1, -1);
    const sigmaYX = assumptions
      ? taskOf(task, last, d[0]!)
      : Matrix.generate(last, d[0]!, (i, j) => ENTRIES[free[i * maxWidth + j]!]!);
    return {
      flow: flow({ layers: layersFrom(entries, j => silent === j + 1), sigmaYX }),
      time: Rational.ZERO,
      extra: {
        ...(extras.includes('V') &&
          asExtra(
            'V',
            layersFrom(directions, () => false),
          )),
        ...(extras.includes('P') &&
          asExtra(
            'P',
            hidden.map((size, j) => basisFrom(bases[j] as BasisDraw, size)),
          )),
        ...(extras.includes('O') &&
          asExtra(
            'O',
            hidden.map((size, j) => orthogonalFrom(turns[j] as OrthogonalDraw, size)),
          )),
      },
    };
  });
  return distinctShrinks(drawn, caseHash);
}
