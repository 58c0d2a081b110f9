import type { PartName } from '../../../src/gate/parts.ts';
import { type Split, transposed } from '../../../src/gate/split.ts';
import type { Stated } from '../../../src/gate/stated.ts';
import type { SubjectClaim } from '../../../src/gate/subjectClaim.ts';
import { problem } from '../../../src/network/problem.ts';
import { Matrix } from '../../../src/numbers/matrix.ts';
import { everyMoment, relation } from './image.ts';

// The loss ½‖Σ − W2W1‖² is that of Σᵀ − W1ᵀW2ᵀ: the network read backwards has W1' = W2ᵀ, W2' = W1ᵀ, λ' = −λ.

const BECOMES: Readonly<Record<PartName, PartName>> = {
  W1: 'W2',
  W2: 'W1',
  W1ᵀW1: 'W2W2ᵀ',
  W2W1: 'W1ᵀW2ᵀ',
  W1ᵀW2ᵀ: 'W2W1',
  W2W2ᵀ: 'W1ᵀW1',
  loss: 'loss',
  NTK: 'NTK',
};

export const transposition: SubjectClaim = relation({
  id: 'relation:transposition',
  title: 'The network read backwards, W1 ↔ W2ᵀ with Σyxᵀ and −λ, has the same trajectory read backwards',
  image: trial => {
    const { problem: given, lambda } = trial.given;
    const [Ni, No] = [given.W1.cols, given.W2.rows];
    return {
      problem: problem({
        W1: given.W2.transpose(),
        W2: given.W1.transpose(),
        sigmaYX: given.sigmaYX.transpose(),
        tau: given.tau,
      }),
      lambda: lambda.neg(),
      ...everyMoment(trial),
      back: (part, parts, stated) => {
        if (part === 'NTK') {
          // Rows over inputs, then outputs: entry (o, i), (p, j) stands at (i, o), (j, p).
          const there = parts.NTK;
          const place = (k: number) => (k % Ni) * No + Math.floor(k / Ni);
          const back = (a: Matrix<number>) => Matrix.generate(a.rows, a.cols, (k, l) => a.at(place(k), place(l)));
          return there && { hi: back(there.hi), lo: back(there.lo) };
        }
        if (part === 'W1' || part === 'W2') {
          const value = parts[BECOMES[part]];
          return value && transposed(value);
        }
        if (part === 'loss') return parts.loss;
        // W1ᵀW1 is what the second calls W2W2ᵀ: another quantity, unless QQᵀ holds both.
        const other = BECOMES[part];
        const value = parts[other] ?? byItself(other, stated);
        if (value !== undefined) return value;
        return part === 'W2W1' && parts.W2W1 ? transposed(parts.W2W1) : undefined;
      },
    };
  },
});

/** W1ᵀW1 or W2W2ᵀ where it was asked for by itself. */
function byItself(part: PartName, stated: Stated): Split | undefined {
  if (part === 'W1ᵀW1') return stated.given('W1W1')?.[part];
  return part === 'W2W2ᵀ' ? stated.given('W2W2')?.[part] : undefined;
}
