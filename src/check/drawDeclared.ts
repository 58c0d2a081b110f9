import fc from 'fast-check';
import type { Declaration } from '../formula/declarations.ts';
import type { Environment } from '../formula/environment.ts';
import { shapeOfSymbol } from '../formula/inferShapes.ts';
import { constantOfSize, substitute } from '../formula/size.ts';
import { diagonalValue, matrixValue, scalarValue, type Value } from '../formula/value.ts';
import { numbersWorld } from '../formula/world.ts';
import type { AnyCase } from '../judge/case.ts';
import { planesOfTurns, rationalOrthogonal } from '../network/initialisations/rationalOrthogonal.ts';
import type { Field } from '../numbers/field.ts';
import { convert } from '../numbers/linearAlgebra.ts';
import { Matrix } from '../numbers/matrix.ts';
import { Rational } from '../numbers/rational.ts';
import { sizesOfCase } from './sizesOfCase.ts';

// What a file declares is drawn with its cases and travels in them, under its name: a stored counterexample has it, exactly.

/** Of scalars; the first are those that a case shrinks to. */
const POSITIVE = ['1', '2', '1/2', '3', '1/3', '10', '1/10', '1000', '1/1000'].map(text => Rational.of(text));

/** Of entries, and of scalars of any sign. */
const ENTRIES = ['0', '1', '-1', '2', '-2', '1/2', '-1/2', '3', '-3'].map(text => Rational.of(text));

/** Singular values of a task. */
const VALUES = ['1', '2', '3', '3/2', '1/2', '1'].map(text => Rational.of(text));

/** Tangents of half an angle: no turn, a quarter turn, and turns with the sides 3, 4, 5. */
const HALF_TANGENTS = ['0', '1', '1/2', '1/3', '-1/2', '-1/3'].map(text => Rational.of(text));

/** Rows and columns of what is declared, at most. */
const MOST = 9;

interface Draw {
  readonly scalar: number;
  readonly entries: readonly number[];
  readonly turns: readonly number[];
  readonly flips: readonly boolean[];
}

const DRAW: fc.Arbitrary<Draw> = fc.record({
  scalar: fc.nat(POSITIVE.length - 1),
  entries: fc.array(fc.nat(ENTRIES.length - 1), { minLength: MOST * MOST, maxLength: MOST * MOST }),
  turns: fc.array(fc.nat(HALF_TANGENTS.length - 1), {
    minLength: planesOfTurns(MOST).length,
    maxLength: planesOfTurns(MOST).length,
  }),
  flips: fc.array(fc.boolean(), { minLength: MOST, maxLength: MOST }),
});

/** The cases with a value for each declared symbol. A case that shrinks, shrinks in them too. */
export function withDeclared(
  all: fc.Arbitrary<AnyCase>,
  declarations: readonly Declaration[],
  symbols: Environment,
): fc.Arbitrary<AnyCase> {
  const drawn = declarations.filter(({ random }) => random === undefined);
  if (drawn.length === 0) return all;
  return fc.tuple(all, ...drawn.map(() => DRAW)).map(([given, ...draws]) => {
    const values = drawn.map((one, k): [string, Matrix<Rational>] => {
      const [rows, cols] = sizesOfDeclared(one, symbols, given);
      return [one.name, drawnValue(one, draws[k]!, rows, cols)];
    });
    return { ...given, extra: { ...given.extra, ...Object.fromEntries(values) } };
  });
}

/** Rows and columns of a declared symbol for the network of a case. */
export function sizesOfDeclared(
  { name, spec }: Pick<Declaration, 'name' | 'spec'>,
  symbols: Environment,
  given: AnyCase,
): [number, number] {
  const shape = shapeOfSymbol(symbols, name, spec);
  if (shape.kind === 'scalar') return [1, 1];
  const sizes = sizesOfCase(given);
  const last = sizes.h === undefined ? {} : { 'd{h}': sizes[`d${sizes.h}`]! };
  const world = numbersWorld(new Map(Object.entries({ ...sizes, ...last })));
  const inNumbers = (size: typeof shape.rows): number =>
    constantOfSize(substitute(size, world.values))?.toNumber() ?? 0;
  return [inNumbers(shape.rows), inNumbers(shape.cols)];
}

/** Whether there is such a matrix: one with orthonormal columns has no more of them than rows, a white one no more rows than columns, whose number has a whole root. */
export function isPossible(declaration: Declaration, symbols: Environment, given: AnyCase): boolean {
  const [rows, cols] = sizesOfDeclared(declaration, symbols, given);
  if (rows > MOST || cols > MOST || rows < 0 || cols < 0) return false;
  if (declaration.property === 'white') return rows <= cols && Number.isInteger(Math.sqrt(cols));
  return declaration.property !== 'orthonormal' || cols <= rows;
}

function drawnValue({ spec, property }: Declaration, draw: Draw, rows: number, cols: number): Matrix<Rational> {
  if (!('rows' in spec)) return new Matrix(1, 1, [scalarOf(property, draw)]);
  const entry = (i: number, j: number): Rational => ENTRIES[draw.entries[(i % MOST) * MOST + (j % MOST)]!]!;
  const plain = Matrix.generate(Math.max(0, rows), Math.max(0, cols), entry);
  switch (property) {
    case 'orthonormal': {
      if (rows < 1) return plain;
      const whole = rationalOrthogonal(
        rows,
        draw.turns.map(turn => HALF_TANGENTS[turn]!),
        draw.flips,
      );
      return whole.slice(0, rows, 0, Math.min(rows, cols));
    }
    case 'task': {
      // Of full rank, with singular values that are neither far apart nor always different.
      const turned = (size: number, from: number): Matrix<Rational> =>
        rationalOrthogonal(
          size,
          draw.turns.map((_, k) => HALF_TANGENTS[draw.turns[(k + from) % draw.turns.length]!]!),
          draw.flips.slice(from % MOST),
        );
      if (rows < 1 || cols < 1) return plain;
      const [U, V] = [turned(rows, 0), turned(cols, 5)];
      const values = Array.from({ length: Math.min(rows, cols) }, (_, k) => VALUES[draw.entries[k]! % VALUES.length]!);
      return Matrix.generate(rows, cols, (i, j) =>
        values.reduce((sum, s, k) => sum.add(U.at(i, k).mul(s).mul(V.at(j, k))), Rational.ZERO),
      );
    }
    case 'white': {
      // Rows of an orthogonal matrix times the root of the number of samples.
      const samples = Math.max(1, cols);
      const whole = rationalOrthogonal(
        samples,
        draw.turns.map(turn => HALF_TANGENTS[turn]!),
        draw.flips,
      );
      const size = Rational.of(Math.floor(Math.sqrt(samples)));
      return whole.slice(0, Math.min(rows, samples), 0, cols).map(entry => entry.mul(size));
    }
    case 'symmetric':
      return Matrix.generate(rows, cols, (i, j) => entry(Math.min(i, j), Math.max(i, j)));
    case 'antisymmetric':
      return Matrix.generate(rows, cols, (i, j) => (i === j ? Rational.ZERO : i < j ? entry(i, j) : entry(j, i).neg()));
    case 'diagonal':
      return Matrix.generate(rows, cols, (i, j) => (i === j ? entry(i, j) : Rational.ZERO));
    case 'semidefinite':
    case 'definite': {
      // A Gram matrix, and the identity with it.
      const added = property === 'definite' ? Rational.ONE : Rational.ZERO;
      return Matrix.generate(rows, cols, (i, j) => {
        const products = Array.from({ length: rows }, (_, k) => entry(k, i).mul(entry(k, j)));
        return products.reduce((a, b) => a.add(b), i === j ? added : Rational.ZERO);
      });
    }
    default:
      return plain;
  }
}

function scalarOf(property: Declaration['property'], { scalar, flips }: Draw): Rational {
  const size = POSITIVE[scalar]!;
  if (property === 'positive') return size;
  if (property === 'negative' || flips[0]) return size.neg();
  // Of any sign: zero too.
  return property === undefined && flips[1] ? Rational.ZERO : size;
}

/** The value of a declared symbol on a case; undefined where it has none there. */
export function declaredValue<T>(
  field: Field<T>,
  { name, spec }: Declaration,
  { extra }: AnyCase,
): Value<T> | undefined {
  const matrix = Object.hasOwn(extra, name) ? extra[name] : undefined;
  if (matrix === undefined) return undefined;
  const value = convert(field, matrix);
  if (!('rows' in spec)) return scalarValue(value.data[0]!);
  if (spec.kind === 'diagonal') return diagonalValue(Array.from({ length: value.rows }, (_, i) => value.at(i, i)));
  return matrixValue(value);
}
