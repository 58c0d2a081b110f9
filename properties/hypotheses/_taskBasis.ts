import { type TaskSvd, taskSvd } from '../../src/judge/taskSvd.ts';
import type { Matrix } from '../../src/numbers/matrix.ts';
import type { Rational } from '../../src/numbers/rational.ts';
import { onceFor } from '../../src/once.ts';

/**
 * The decomposition in which conditions on singular vectors are decided, worked out once for a task. By decimal.js, as it must be had
 * where that is the only arithmetic.
 */
export const taskBasis: (sigmaYX: Matrix<Rational>) => TaskSvd = onceFor(sigmaYX => taskSvd(sigmaYX, 60));
