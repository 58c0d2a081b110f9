import type { Field } from '../../numbers/field.ts';
import { multiply, squaredNorm, subtract } from '../../numbers/linearAlgebra.ts';
import type { Matrix } from '../../numbers/matrix.ts';
import type { Weights } from '../problem.ts';
import type { Task } from '../task.ts';

/** The loss ½‖Σyx − W2W1‖²_F + c of a network map W2W1 (No×Ni) on a task with white inputs. */
export function lossOfMap<T>(field: Field<T>, task: Task<T>, map: Matrix<T>): T {
  const toLearn = squaredNorm(field, subtract(field, task.sigmaYX, map));
  return field.add(field.div(toLearn, field.of(2)), task.irreducibleLoss);
}

/** The loss ½‖Σyx − W2W1‖²_F + c on a task with white inputs. */
export function loss<T>(field: Field<T>, task: Task<T>, { W1, W2 }: Weights<T>): T {
  return lossOfMap(field, task, multiply(field, W2, W1));
}

/** The loss from its definition, ½/P ‖W2W1X − Y‖²_F, for any inputs X (Ni×P), white or not, and targets Y (No×P). */
export function lossFromData<T>(field: Field<T>, X: Matrix<T>, Y: Matrix<T>, { W1, W2 }: Weights<T>): T {
  const error = subtract(field, multiply(field, W2, multiply(field, W1, X)), Y);
  return field.div(squaredNorm(field, error), field.of(2 * X.cols));
}
