import { DloError } from '../errors.ts';
import { alignedMode } from './alignedMode.ts';
import { type DoubleDouble, dd, ddAdd, ddDiv, ddMul, ddSub } from './doubleDouble.ts';
import { equalLayersMode } from './equalLayersMode.ts';
import { monotoneRoot } from './monotoneRoot.ts';
import { unequalLayersMode } from './unequalLayersMode.ts';

/** How the values of a mode are had. */
export type ModeMethod = 'at rest' | 'closed form' | 'implicit closed form' | 'integrated';

/** One mode of the task: its strength s ≥ 0, the values of the layers in it, and the time constant τ > 0. */
export interface DeepModeStart {
  readonly s: DoubleDouble;
  /** u_1, …, u_h, of any sign. */
  readonly layers: readonly DoubleDouble[];
  readonly tau: DoubleDouble;
}

export interface DeepMode {
  readonly method: ModeMethod;
  /** u_1(t), …, u_h(t) for 0 ≤ t ≤ Infinity. */
  at(t: number): number[];
}

/** Sizes that differ by less are equal: below what 30 digits of a rotated start tell. */
const TIE = 2 ** -90;

/**
 * The layers of one mode, τ du_j/dt = Π_{k≠j} u_k (s − Π u_k). The differences of the squares stay, so that one value moves them all.
 * At rest with two zeros among them, or a zero and s = 0; closed forms for one layer and two (`alignedMode`); layers of one size by
 * the implicit closed form (`equalLayersMode`); others integrated (`unequalLayersMode`). At t = Infinity u₁⋯u_h = s, or 0 where the
 * product is negative, or s is 0, and two layers are as small as the smallest: these never change their sign.
 */
export function deepMode({ s, layers, tau }: DeepModeStart): DeepMode {
  const start = layers.map(layer => layer.hi);
  const zeros = start.filter(value => value === 0).length;
  if (zeros > 1 || (zeros === 1 && s.hi === 0)) return { method: 'at rest', at: () => start };
  if (layers.length === 1) {
    const rate = (t: number): number => t / tau.hi;
    return {
      method: 'closed form',
      at: t => [t === Number.POSITIVE_INFINITY ? s.hi : start[0]! * Math.exp(-rate(t)) - s.hi * Math.expm1(-rate(t))],
    };
  }
  const least = start.reduce((best, value, index) => (Math.abs(value) < Math.abs(start[best]!) ? index : best), 0);
  const signs = start.map(value => (value < 0 ? -1 : 1));
  // The smallest layer carries the sign of the product; the others never change theirs.
  const others = signs.reduce<number>((sign, own, index) => (index === least ? sign : sign * own), 1);
  const smallest = ddMul(dd(others), layers[least]!);
  const above = layers.map((layer, index) => {
    const [own, small] = [absolute(layer), absolute(smallest)];
    const gap = ddSub(own, small);
    return index === least || gap.hi <= TIE * own.hi ? dd(0) : ddMul(gap, ddAdd(own, small));
  });
  const values = (w: number): number[] =>
    above.map((excess, index) => (index === least ? others * w : signs[index]! * Math.hypot(w, Math.sqrt(excess.hi))));

  if (layers.length === 2) {
    const [first, second] = above as [DoubleDouble, DoubleDouble];
    const mode = alignedMode({
      s: s.hi,
      start: ddMul(layers[0]!, layers[1]!).hi,
      lambda: ddSub(second, first).hi,
      tau: tau.hi,
    });
    return {
      method: 'closed form',
      at: t => {
        const { w1, w2 } = mode(t);
        return values(least === 0 ? w1 : w2);
      },
    };
  }

  // In units of a power of two near the largest size, and of its time, so that powers stay inside float64.
  const depth = layers.length;
  const exponent = Math.ceil(Math.log2(Math.max(s.hi ** (1 / depth), ...start.map(Math.abs))));
  const unit = 2 ** exponent;
  const inUnits = (value: DoubleDouble, power: number): DoubleDouble => ddMul(value, dd(2 ** (-power * exponent)));
  const clock = (t: number): DoubleDouble => ddMul(ddDiv(dd(t), tau), dd(2 ** ((2 * depth - 2) * exponent)));
  const rest = above.filter((_excess, index) => index !== least);
  const scaled = {
    s: inUnits(s, depth),
    smallest: inUnits(smallest, 1),
    above: rest.map(excess => inUnits(excess, 2)),
  };
  const limit = unit * limitOf(scaled);
  const areEqual = rest.every(excess => excess.hi === 0);
  const size = areEqual
    ? equalLayersMode({ depth, s: scaled.s, size: absolute(scaled.smallest), sign: smallest.hi < 0 ? -1 : 1 })
    : undefined;
  const moving = size === undefined ? unequalLayersMode(scaled) : undefined;
  return {
    method: areEqual ? 'implicit closed form' : 'integrated',
    at(t) {
      if (t === Number.POSITIVE_INFINITY) return values(limit);
      const w = size === undefined ? moving!(clock(t)).hi : Math.sign(smallest.hi) * size(clock(t));
      return values(unit * w);
    },
  };
}

interface ScaledMode {
  readonly s: DoubleDouble;
  readonly smallest: DoubleDouble;
  readonly above: readonly DoubleDouble[];
}

/** Where the smallest layer ends. */
function limitOf({ s, smallest, above }: ScaledMode): number {
  const isTied = above.some(excess => excess.hi === 0);
  if (s.hi === 0 || (isTied && smallest.hi < 0)) return 0;
  // ln of w Π √(w² + above) = s, which rises with ln w at least as fast.
  const f = (log: number) => {
    const w = Math.exp(log);
    const sizes = above.map(excess => Math.hypot(w, Math.sqrt(excess.hi)));
    return {
      value: Math.log(s.hi) - log - sizes.reduce((sum, size) => sum + Math.log(size), 0),
      slope: -1 - sizes.reduce((sum, size) => sum + (w / size) ** 2, 0),
    };
  };
  const highest = Math.log(s.hi) / (above.length + 1);
  const lowest =
    Math.log(s.hi) -
    above.reduce((sum, excess) => sum + Math.log(Math.hypot(Math.exp(highest), Math.sqrt(excess.hi))), 0);
  if (!Number.isFinite(lowest)) throw new DloError('PRECISION', 's', 'must not be that small beside the layers', s.hi);
  return Math.exp(monotoneRoot(f, lowest, highest, highest));
}

function absolute(a: DoubleDouble): DoubleDouble {
  return a.hi < 0 ? { hi: -a.hi, lo: -a.lo } : a;
}
