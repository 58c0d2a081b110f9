import { isFloat64 } from '../../../src/gate/exactInFloat64.ts';
import type { PartName } from '../../../src/gate/parts.ts';
import type { Split } from '../../../src/gate/split.ts';
import type { SubjectClaim } from '../../../src/gate/subjectClaim.ts';
import type { Trial } from '../../../src/gate/trial.ts';
import { rationalOrthogonal } from '../../../src/network/initialisations/rationalOrthogonal.ts';
import { problem } from '../../../src/network/problem.ts';
import { float64Field } from '../../../src/numbers/float64Field.ts';
import { convert, identity, kronecker, product } from '../../../src/numbers/linearAlgebra.ts';
import { Matrix } from '../../../src/numbers/matrix.ts';
import { Rational } from '../../../src/numbers/rational.ts';
import { rationalField } from '../../../src/numbers/rationalField.ts';
import { everyMoment, type Image, relation } from './image.ts';

// Gradient flow does not know the basis: with orthogonal Ri (Ni×Ni), Rh (Nh×Nh), Ro (No×No) the flow of
// (Rh W1 Riᵀ, Ro W2 Rhᵀ) on Ro Σyx Riᵀ is that of (W1, W2) on Σyx, seen in the other basis.

interface Bases {
  readonly inputs: Matrix<Rational>;
  readonly hidden: Matrix<Rational>;
  readonly outputs: Matrix<Rational>;
}

function inBases(trial: Trial, { inputs, hidden, outputs }: Bases): Image | undefined {
  const { problem: given, lambda } = trial.given;
  const image = problem({
    W1: product(rationalField, hidden, given.W1, inputs.transpose()),
    W2: product(rationalField, outputs, given.W2, hidden.transpose()),
    sigmaYX: product(rationalField, outputs, given.sigmaYX, inputs.transpose()),
    tau: given.tau,
  });
  // Rounded once more it would be another problem, balanced no longer.
  if (![image.W1, image.W2, image.sigmaYX].every(matrix => matrix.data.every(isFloat64))) return undefined;
  const [Ri, Rh, Ro] = [inputs, hidden, outputs].map(matrix => convert(float64Field, matrix)) as [
    Matrix<number>,
    Matrix<number>,
    Matrix<number>,
  ];
  const kernel = kronecker(float64Field, Ro, Ri);
  const sides: Record<PartName, readonly [Matrix<number>, Matrix<number>] | undefined> = {
    W1: [Rh, Ri],
    W2: [Ro, Rh],
    W1ᵀW1: [Ri, Ri],
    W2W1: [Ro, Ri],
    W1ᵀW2ᵀ: [Ri, Ro],
    W2W2ᵀ: [Ro, Ro],
    loss: undefined,
    NTK: [kernel, kernel],
  };
  return {
    problem: image,
    lambda,
    ...everyMoment(trial),
    back: (part, parts) => {
      const value = parts[part];
      const side = sides[part];
      if (value === undefined || side === undefined) return value;
      const turned = (a: Matrix<number>) => product(float64Field, side[0].transpose(), a, side[1]);
      return { hi: turned(value.hi), lo: turned(value.lo) } satisfies Split;
    },
  };
}

/** A turn by 3-4-5 in the plane of the first two axes; where there is one axis only, its reflection. */
function turn(size: number): Matrix<Rational> {
  return size === 1 ? reflection(1) : rationalOrthogonal(size, [Rational.of(1, 2)]);
}

function reflection(size: number): Matrix<Rational> {
  return identity(rationalField, size).map(entry => entry.neg());
}

/** The axes one place on. */
function cycle(size: number): Matrix<Rational> {
  return Matrix.generate(size, size, (i, j) => (i === (j + 1) % size ? Rational.ONE : Rational.ZERO));
}

const same = (size: number): Matrix<Rational> => identity(rationalField, size);

function widths({
  given: {
    problem: { W1, W2 },
  },
}: Trial) {
  return { Ni: W1.cols, Nh: W1.rows, No: W2.rows };
}

export const rotation: SubjectClaim = relation({
  id: 'relation:rotation',
  title: 'A rotation of the hidden units, (RW1, W2Rᵀ), rotates the weights and changes nothing else',
  image: trial => {
    const { Ni, Nh, No } = widths(trial);
    return inBases(trial, { inputs: same(Ni), hidden: turn(Nh), outputs: same(No) });
  },
});

export const basisChange: SubjectClaim = relation({
  id: 'relation:basis-change',
  title: 'An orthogonal change of the bases of inputs and outputs changes the basis of the trajectory',
  image: trial => {
    const { Ni, Nh, No } = widths(trial);
    // Turned against each other, so that a square product and its transpose come out differently.
    return inBases(trial, { inputs: turn(Ni), hidden: same(Nh), outputs: turn(No).transpose() });
  },
});

export const permutation: SubjectClaim = relation({
  id: 'relation:permutation',
  title: 'Inputs, hidden units and outputs in another order give the trajectory in that order',
  hypotheses: [
    {
      name: 'something to permute',
      meaning: 'Ni, Nh or No is above 1',
      holds: ({ problem: { W1, W2 } }) => Math.max(W1.cols, W1.rows, W2.rows) > 1,
    },
  ],
  image: trial => {
    const { Ni, Nh, No } = widths(trial);
    return inBases(trial, { inputs: cycle(Ni), hidden: cycle(Nh), outputs: cycle(No) });
  },
});
