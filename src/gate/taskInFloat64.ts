import type { Case } from '../judge/case.ts';
import { float64Field } from '../numbers/float64Field.ts';
import { convert } from '../numbers/linearAlgebra.ts';
import type { Matrix } from '../numbers/matrix.ts';

/** Σyx as subjects have it. */
export function taskInFloat64({ problem }: Case): Matrix<number> {
  return convert(float64Field, problem.sigmaYX);
}
