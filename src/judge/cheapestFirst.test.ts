import { expect, it } from 'vitest';
import { exactProblem } from '../network/exactProblem.ts';
import { flow } from '../network/flow.ts';
import { Matrix } from '../numbers/matrix.ts';
import { Rational } from '../numbers/rational.ts';
import type { AnyCase } from './case.ts';
import { cheapestFirst, workOn } from './cheapestFirst.ts';

const scalar = (weight: string, tau = 1) => exactProblem({ W1: [[weight]], W2: [[weight]], sigmaYX: [[2]], tau });
const caseOf = (problem: ReturnType<typeof scalar>, time: number): AnyCase => ({
  problem,
  lambda: Rational.ZERO,
  time: Rational.of(time),
  extra: {},
});

it('puts few weights that change little before many that change much, and short numbers before long', () => {
  const one = Matrix.fromRows([[Rational.ONE]]);
  const three: AnyCase = {
    flow: flow({ layers: [one, one, one], sigmaYX: Matrix.fromRows([[Rational.of(3)]]) }),
    time: Rational.ONE,
    extra: {},
  };
  const wide = caseOf(
    exactProblem({
      W1: [[1, 1]],
      W2: [[1], [1]],
      sigmaYX: [
        [1, 0],
        [0, 1],
      ],
    }),
    1,
  );
  const [plain, late] = [caseOf(scalar('1'), 1), caseOf(scalar('1'), 8)];
  const long = caseOf(scalar('1', 1_234_567), 1_234_567);
  expect(cheapestFirst([late, three, wide, long, plain])).toEqual([plain, long, wide, three, late]);
  // Weights times e-folds: s + q² = 3 and 2 for two layers, q(s + q³) = 4 for three; no less than a step.
  expect([plain, wide, three, late, caseOf(scalar('1'), 0)].map(workOn)).toEqual([6, 8, 12, 48, 2]);
});
