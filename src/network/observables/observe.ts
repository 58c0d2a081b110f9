import type { Decimal, DecimalField } from '../../numbers/decimal/decimalField.ts';
import { convert } from '../../numbers/linearAlgebra.ts';
import type { Matrix } from '../../numbers/matrix.ts';
import { Rational } from '../../numbers/rational.ts';
import { balance } from '../balance.ts';
import type { Problem, Weights } from '../problem.ts';
import { blocksOf, qqtOf } from './blocks.ts';
import { lossOfMap } from './loss.ts';

/** What can be seen of a network at one time, all numbers in the field they were observed in. */
export interface Observation {
  /** QQᵀ, (Ni+No)×(Ni+No), Q = [W1ᵀ; W2]. */
  readonly QQ: Matrix<Decimal>;
  /** W2W1, No×Ni. */
  readonly output: Matrix<Decimal>;
  /** ½‖Σyx − W2W1‖²_F plus the irreducible loss: the loss on white inputs. */
  readonly loss: Decimal;
  /** W2ᵀW2 − W1W1ᵀ, Nh×Nh. */
  readonly balance: Matrix<Decimal>;
}

/** Observes the weights of an oracle's answer, which may come from another decimal field. The inputs are taken as white. */
export function observe(
  field: DecimalField,
  { sigmaYX }: Pick<Problem, 'sigmaYX'>,
  answer: Weights<Decimal>,
  irreducibleLoss: Rational = Rational.ZERO,
): Observation {
  const weights = { W1: answer.W1.map(entry => field.cross(entry)), W2: answer.W2.map(entry => field.cross(entry)) };
  const blocks = blocksOf(field, weights);
  const task = { sigmaYX: convert(field, sigmaYX), irreducibleLoss: field.of(irreducibleLoss) };
  return {
    QQ: qqtOf(blocks),
    output: blocks.map,
    loss: lossOfMap(field, task, blocks.map),
    balance: balance(field, weights),
  };
}
