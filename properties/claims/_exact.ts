import { add, identity, multiply, scale, subtract } from '../../src/numbers/linearAlgebra.ts';
import { Matrix } from '../../src/numbers/matrix.ts';
import { Rational } from '../../src/numbers/rational.ts';
import { rationalField } from '../../src/numbers/rationalField.ts';

// Exact matrix arithmetic under short names: claims read like the formulas they transcribe.

type M = Matrix<Rational>;

export const times = (first: M, ...rest: readonly M[]): M =>
  rest.reduce((a, b) => multiply(rationalField, a, b), first);
export const plus = (first: M, ...rest: readonly M[]): M => rest.reduce((a, b) => add(rationalField, a, b), first);
export const minus = (a: M, b: M): M => subtract(rationalField, a, b);
export const scaled = (factor: Rational | number, a: M): M => scale(rationalField, Rational.of(factor), a);
export const T = (a: M): M => a.transpose();
export const I = (size: number): M => identity(rationalField, size);
export const scalar = (value: Rational): M => new Matrix(1, 1, [value]);
