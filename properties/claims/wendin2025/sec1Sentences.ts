import fc from 'fast-check';
import type { FlowCase } from '../../../src/judge/case.ts';
import type { Claim } from '../../../src/judge/claim.ts';
import { flow } from '../../../src/network/flow.ts';
import { Matrix } from '../../../src/numbers/matrix.ts';
import { Rational } from '../../../src/numbers/rational.ts';
import { isSo } from '../_exactly.ts';
import { surveyClaim } from './_claim.ts';
import { rational } from './_network.ts';
import { variations } from './_variations.ts';

// x⁴/4 is half of the loss of two equal scalars on a task of 0: L(x, x) = ½x⁴. No λ, no width comes in: x is what is drawn.

const scalars = fc
  .tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 }), fc.constantFrom(1, -1))
  .map(([n, over, sign]): FlowCase => {
    const x = new Matrix(1, 1, [rational(sign * n, over)]);
    return {
      flow: flow({ layers: [x, x], sigmaYX: new Matrix(1, 1, [Rational.ZERO]) }),
      time: Rational.ZERO,
      extra: {},
    };
  });

/** The expansion of x⁴/4 about 0 and about x, and the sign of −x³ against x. */
const atZero = (says: (found: { hessian: Rational; isMinimum: boolean; returns: boolean }) => boolean) =>
  isSo(given => {
    const x = given.flow.layers[0]!;
    const half = rational(1, 2);
    const origin = { ...given.flow, layers: given.flow.layers.map(layer => layer.map(() => Rational.ZERO)) };
    const about = variations(origin, [x, x], 4).map(part => part.mul(half));
    const slope = variations(given.flow, [x, x], 1)[0]!.mul(half);
    return {
      isSo: says({ hessian: about[1]!, isMinimum: about[3]!.sign() > 0, returns: slope.sign() > 0 }),
      quantity: 'x⁴/4 about 0',
      reason: `its coefficients are ${about.join(', ')}, it rises away from 0 at x with the slope ${slope}`,
    };
  });

const quartic = surveyClaim({
  id: 'sec-1:quartic',
  topic: 'Loss landscape',
  section: '1',
  title: 'At x = 0 of x⁴/4 the Hessian vanishes, and 0 is the global minimum and asymptotically stable',
  place: 'section 1, on the Hessian',
  statement: String.raw`\mathcal L(x)=x^4/4:\quad\mathcal L''(0)=0,\ \mathcal L(x)>\mathcal L(0),\ x\dot x<0\text{ for }x\ne0`,
  cases: scalars,
  judge: atZero(({ hessian, isMinimum, returns }) => hessian.sign() === 0 && isMinimum && returns),
  wrong: {
    'a Hessian that is not 0': atZero(({ hessian }) => hessian.sign() !== 0),
    'a maximum': atZero(({ isMinimum }) => !isMinimum),
  },
});

export const sec1Sentences: readonly Claim<FlowCase>[] = [quartic];
