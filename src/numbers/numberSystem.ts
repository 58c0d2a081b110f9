import { onceFor } from '../once.ts';
import type { Field } from './field.ts';
import { float64Field } from './float64Field.ts';
import { float64Svd } from './float64Svd.ts';
import type { Matrix } from './matrix.ts';
import { type FullSvd, svd } from './svd.ts';

/** A field together with the one decomposition that is not plain arithmetic. Everything else is in linearAlgebra.ts. */
export interface NumberSystem<T> {
  readonly field: Field<T>;
  svd(a: Matrix<T>): FullSvd<T>;
  /** Of a field with error bounds: its numbers without them, and arithmetic that is rounded and carries none. */
  readonly midpoints?: { readonly field: Field<T>; readonly of: (value: T) => T };
}

export const float64System: NumberSystem<number> = { field: float64Field, svd: float64Svd };

/** Any field with roots, with the Jacobi SVD: one system for each field, so that what is kept for a system is found again. */
export const jacobiSystem: <T>(field: Field<T>) => NumberSystem<T> = onceFor(
  <T>(field: Field<T>): NumberSystem<T> => ({ field, svd: a => svd(field, a) }),
) as <T>(field: Field<T>) => NumberSystem<T>;
