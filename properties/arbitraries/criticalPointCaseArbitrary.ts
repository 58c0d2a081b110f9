import fc from 'fast-check';
import type { Case } from '../../src/judge/case.ts';
import { withDegenerate } from '../../src/judge/degenerate.ts';
import { timeOfPhase } from '../../src/judge/regime.ts';
import type { Architecture } from '../../src/network/architecture.ts';
import { planesOfTurns } from '../../src/network/initialisations/rationalOrthogonal.ts';
import { problem } from '../../src/network/problem.ts';
import { product } from '../../src/numbers/linearAlgebra.ts';
import { Matrix } from '../../src/numbers/matrix.ts';
import { Rational } from '../../src/numbers/rational.ts';
import { rationalField } from '../../src/numbers/rationalField.ts';
import { architectureIndex } from './architectureIndex.ts';
import { type OrthogonalDraw, orthogonalDraw, orthogonalFrom } from './orthogonalDraw.ts';
import { drawRecord, draws, indexInto, table } from './table.ts';
import { timeArbitrary } from './timeArbitrary.ts';

const MAX_WIDTH = 3;
/** Roots of the values of the task, among which are ties and zeros. */
const ROOTS = table('1', '2', '1/2', '0', '3');
const FACTORS = table('1', '2', '-1', '1/3', '-2');
const TAUS = table('1', '2', '1/2', '3');

interface CriticalDraw {
  readonly network: number;
  readonly roots: readonly number[];
  /** Which modes have been learned, as far as there are hidden units. */
  readonly learned: readonly boolean[];
  readonly U: OrthogonalDraw;
  readonly V: OrthogonalDraw;
  /** The basis in which the hidden units are seen. */
  readonly R: OrthogonalDraw;
  /** Of each hidden unit: what its outgoing weights are multiplied by, and its incoming ones divided by. */
  readonly factors: readonly number[];
  /** Of a hidden unit that has learned nothing: none of its weights, outgoing ones alone or incoming ones alone, along which mode. */
  readonly idle: readonly { readonly side: number; readonly mode: number; readonly factor: number }[];
  readonly tau: number;
  readonly phase: Rational;
}

export interface CriticalPointOptions {
  readonly accepts: (widths: Architecture) => boolean;
  /** Only λ-balanced weights: then λ = 0. */
  readonly balanced: boolean;
}

/** The origin; a saddle that has learned the smaller mode; the end; a task of zero with one layer. */
function degenerateDraws(networks: readonly Architecture[]): CriticalDraw[] {
  const none: OrthogonalDraw = {
    turns: new Array<number>(planesOfTurns(MAX_WIDTH).length).fill(0),
    flips: new Array<number>(MAX_WIDTH).fill(0),
  };
  const widest = networks.length - 1;
  const draw = (learned: readonly boolean[], roots: readonly number[], side: number): CriticalDraw => ({
    ...{ network: widest, roots, learned, U: none, V: none, R: none, factors: [0, 0, 0] },
    ...{ idle: [0, 1, 2].map(mode => ({ side, mode, factor: 0 })), tau: 0, phase: Rational.ONE },
  });
  return [
    draw([false, false, false], [1, 0, 2], 0),
    draw([false, true, false], [1, 0, 2], 0),
    draw([true, true, true], [1, 0, 2], 0),
    draw([false, false, false], [3, 3, 3], 1),
  ];
}

/**
 * Starts at which the flow rests: with Σyx = U S Vᵀ some modes I are learned, W2 = U_I √S_I F Rᵀ and W1 = R F⁻¹ √S_I V_Iᵀ for an orthogonal R and a diagonal F, so
 * that W2W1 = U_I S_I V_Iᵀ and what is left, E, meets neither U_I nor V_I. A hidden unit that has learned nothing may have outgoing weights
 * along modes on which nothing is left, or incoming ones. Modes may tie or have no value. Balanced ones have F = I and no such units: λ = 0. Moderate
 * sizes, any time. Undefined where no network up to 3-3-3 is accepted. Shrinks to 1-1-1 at σ = 1, with nothing learned.
 */
export function criticalPointCaseArbitrary({
  accepts,
  balanced,
}: CriticalPointOptions): fc.Arbitrary<Case> | undefined {
  const widths = [1, 2, 3];
  const networks = widths
    .flatMap(Ni => widths.flatMap(Nh => widths.map(No => ({ Ni, Nh, No }))))
    .filter(accepts)
    .sort((a, b) => a.Ni + a.Nh + a.No - (b.Ni + b.Nh + b.No));
  if (networks.length === 0) return undefined;
  const drawn: fc.Arbitrary<CriticalDraw> = drawRecord<CriticalDraw>({
    network: architectureIndex(networks),
    roots: draws(MAX_WIDTH, indexInto(ROOTS)),
    learned: draws(MAX_WIDTH, fc.boolean()),
    U: orthogonalDraw(MAX_WIDTH),
    V: orthogonalDraw(MAX_WIDTH),
    R: orthogonalDraw(MAX_WIDTH),
    factors: draws(MAX_WIDTH, indexInto(FACTORS)),
    idle: draws(MAX_WIDTH, drawRecord({ side: fc.nat(2), mode: fc.nat(MAX_WIDTH - 1), factor: indexInto(FACTORS) })),
    tau: indexInto(TAUS),
    phase: timeArbitrary({ extremes: false }),
  });
  return withDegenerate(drawn, degenerateDraws(networks)).map(draw => caseOf(networks[draw.network]!, draw, balanced));
}

function caseOf({ Ni, Nh, No }: Architecture, draw: CriticalDraw, balanced: boolean): Case {
  const m = Math.min(Ni, No);
  const [U, V, R] = [orthogonalFrom(draw.U, No), orthogonalFrom(draw.V, Ni), orthogonalFrom(draw.R, Nh)];
  const roots = draw.roots.slice(0, m).map(index => ROOTS[index]!);
  const S = Matrix.generate(No, Ni, (i, j) => (i === j ? roots[i]!.mul(roots[i]!) : Rational.ZERO));
  const learned = roots.flatMap((_, mode) => (draw.learned[mode]! ? [mode] : [])).slice(0, Nh);
  /** Modes of one side on which nothing is left. */
  const done = (count: number): number[] =>
    Array.from({ length: count }, (_, mode) => mode).filter(
      mode => learned.includes(mode) || mode >= m || roots[mode]!.sign() === 0,
    );
  const outer: Rational[][] = Array.from({ length: No }, () => new Array<Rational>(Nh).fill(Rational.ZERO));
  const inner: Rational[][] = Array.from({ length: Nh }, () => new Array<Rational>(Ni).fill(Rational.ZERO));
  for (let unit = 0; unit < Nh; unit++) {
    const mode = learned[unit];
    if (mode !== undefined) {
      const factor = balanced ? Rational.ONE : FACTORS[draw.factors[unit]!]!;
      outer[mode]![unit] = roots[mode]!.mul(factor);
      inner[unit]![mode] = roots[mode]!.div(factor);
      continue;
    }
    const { side, mode: index, factor } = draw.idle[unit]!;
    const modes = done(side === 1 ? No : Ni);
    if (balanced || side === 0 || modes.length === 0) continue;
    const along = modes[index % modes.length]!;
    if (side === 1) outer[along]![unit] = FACTORS[factor]!;
    else inner[unit]![along] = FACTORS[factor]!;
  }
  const start = problem({
    W1: product(rationalField, R, Matrix.fromRows(inner), V.transpose()),
    W2: product(rationalField, U, Matrix.fromRows(outer), R.transpose()),
    sigmaYX: product(rationalField, U, S, V.transpose()),
    tau: TAUS[draw.tau]!,
  });
  return { problem: start, lambda: Rational.ZERO, time: timeOfPhase(start, Rational.ZERO, draw.phase), extra: {} };
}
