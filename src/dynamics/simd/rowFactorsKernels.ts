import {
  add,
  addPairs,
  addPowers,
  type Code,
  constant,
  dividePairs,
  firstOfPairs,
  get,
  isBelow,
  type KernelCode,
  loadBoth,
  loadPair,
  multiplyPairs,
  numberInBoth,
  rootOfPair,
  secondOfPairs,
  set,
  storeFirst,
  storePair,
  subtractPairs,
  when,
} from './assembler.ts';
import { advance, forEach, NUMBER, scaled } from './loops.ts';

/** The lists that the kernels read, one number a mode, as `Mode` has them. */
export const MODE_LISTS = { rate: 0, rateLow: 1, s: 2, inPlus: 3, inMinus: 4, outPlus: 5, outMinus: 6 } as const;

/** ln 2 in two parts, the first so short that its multiples here are exact. */
const LN2_HIGH = 0.6931471803691238;
const LN2_LOW = 1.9082149292705877e-10;

/** Added to a number it leaves the nearest integer in the last bits. */
const ROUNDING = 1.5 * 2 ** 52;

const SPLIT = 2 ** 27 + 1;

const sum = (...[first, ...rest]: readonly Code[]): Code => [
  ...first!,
  ...rest.flatMap(each => [...each, ...addPairs]),
];
const difference = (a: Code, b: Code): Code => [...a, ...b, ...subtractPairs];
const product = (a: Code, b: Code): Code => [...a, ...b, ...multiplyPairs];
const quotient = (a: Code, b: Code): Code => [...a, ...b, ...dividePairs];
const ONE: Code = numberInBoth(1);

/** 1/k! */
function inverseFactorial(k: number): Code {
  let factorial = 1;
  for (let i = 2; i <= k; i++) factorial *= i;
  return numberInBoth(1 / factorial);
}

const [weights, mixing, mixingRow, lists, listsRow, times, first, end] = [0, 1, 2, 3, 4, 5, 6, 7];
const [k, offset, address, row] = [8, 9, 10, 11];
const [t, turnTime, rate, x, growth, root, decay, cosh] = [12, 13, 14, 15, 16, 17, 18, 19];
const [y, y2, y4, turn, push, highT, lowT, high, low, shifted, power] = [20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30];

/** Of two modes; behind the last one of a list stands a number that has no say. */
const list = (name: keyof typeof MODE_LISTS): Code => [
  ...[...get(lists), ...scaled(listsRow, constant(MODE_LISTS[name])), ...add, ...get(offset), ...add],
  ...loadPair(0),
];

/**
 * For two modes at a time, from `first` to `end`: the weights of both rows of each, and its number (`mixed`) in each list of `MIXING`,
 * in their order. Nothing is written behind the last mode.
 */
function forModes(name: string, before: Code, each: Code, mixed: readonly Code[]): KernelCode {
  const plus: Code = product(get(growth), get(root));
  const store = (count: 1 | 2): Code => [
    ...mixed.flatMap(pair => [
      ...[...get(address), ...pair, ...(count === 2 ? storePair(0) : storeFirst(0))],
      ...advance(address, get(mixingRow)),
    ]),
    ...[...get(row), ...plus, ...get(root), ...firstOfPairs, ...storePair(0)],
    ...(count === 2 ? [...get(row), ...plus, ...get(root), ...secondOfPairs, ...storePair(2 * NUMBER)] : []),
  ];
  const isPair: Code = [...get(k), ...constant(1), ...add, ...get(end), ...isBelow];
  const isSingle: Code = [...get(end), ...get(k), ...constant(2), ...add, ...isBelow];
  return {
    name,
    parameters: 8,
    locals: [...new Array(4).fill('i32'), ...new Array(19).fill('v128')],
    body: when(
      [...get(first), ...get(end), ...isBelow],
      [
        ...[...get(times), ...loadBoth(0), ...set(t), ...get(times), ...loadBoth(NUMBER), ...set(turnTime)],
        ...before,
        ...forEach(
          k,
          2,
          get(end),
          [
            ...[...scaled(k, constant(NUMBER)), ...set(offset)],
            ...[...get(mixing), ...get(offset), ...add, ...set(address)],
            ...[...get(weights), ...scaled(offset, constant(2)), ...add, ...set(row)],
            ...[...list('rate'), ...set(rate), ...product(get(rate), get(t)), ...set(x)],
            ...each,
            ...when(isPair, store(2)),
            ...when(isSingle, store(1)),
          ],
          get(first),
        ),
      ],
    ),
  };
}

/**
 * Σ yⁱ/kᵢ! for i from 1 to 3, or from 0 on where four are given. Polynomials are summed in pairs of pairs of terms, which do not wait
 * for each other, and nothing cancels in them.
 */
function series(k: readonly number[]): Code {
  const [k1, k2, k3] = k.slice(-3) as [number, number, number];
  return sum(
    ...k.slice(0, -3).map(inverseFactorial),
    product(get(y), inverseFactorial(k1)),
    product(get(y2), sum(inverseFactorial(k2), product(get(y), inverseFactorial(k3)))),
  );
}

/** After y is set. */
const powersOfY: Code = [...product(get(y), get(y)), ...set(y2), ...product(get(y2), get(y2)), ...set(y4)];

/** x = S_λ t ≤ 1: e^{Ft} = cosh(x) I + sinh(x)/x Ft. */
export const restingFactorsKernel: KernelCode = (() => {
  const ofX = power;
  const even = (near: readonly number[], far: readonly number[], farthest: Code): Code =>
    sum(ONE, sum(series(near), product(get(y4), sum(series(far), product(get(y4), farthest)))));
  return forModes(
    'setRestingFactors',
    [],
    [
      ...[...product(get(x), get(x)), ...set(y), ...powersOfY],
      ...[...even([3, 5, 7], [9, 11, 13, 15], inverseFactorial(17)), ...set(ofX)],
      ...even([2, 4, 6], [8, 10, 12, 14], sum(inverseFactorial(16), product(get(y), inverseFactorial(18)))),
      ...set(cosh),
      ...[...sum(get(cosh), product(get(x), get(ofX))), ...set(growth)],
      // (1 − e^{−2x})/(2x) = sinh(x)/x e^{−x}
      ...[...quotient(product(get(t), get(ofX)), get(growth)), ...rootOfPair, ...set(root)],
      ...[...product(get(ofX), get(turnTime)), ...set(turn)],
      ...[...product(get(ofX), product(list('s'), get(t))), ...set(push)],
    ],
    [difference(get(cosh), get(turn)), get(push), get(push), sum(get(cosh), get(turn)), numberInBoth(0)],
  );
})();

/** x > 1: both eigenvectors by themselves, e^{(rate + rateLow)·t} to an ulp or two also where the exponent is in the hundreds. */
export const movingFactorsKernel: KernelCode = (() => {
  const r = y;
  /** Sets two pairs to a pair in halves of 26 bits (Dekker, 1971). */
  const split = (a: number, upper: number, lower: number): Code => [
    ...[...product(numberInBoth(SPLIT), get(a)), ...set(lower)],
    ...[...difference(get(lower), difference(get(lower), get(a))), ...set(upper)],
    ...[...difference(get(a), get(upper)), ...set(lower)],
  ];
  /** What the rounded rate·t lacks. */
  const rest: Code = difference(
    product(get(low), get(lowT)),
    difference(
      difference(difference(get(x), product(get(high), get(highT))), product(get(low), get(highT))),
      product(get(high), get(lowT)),
    ),
  );
  const higherTerms: Code = sum(
    series([2, 3, 4, 5]),
    product(get(y4), sum(series([6, 7, 8, 9]), product(get(y4), series([10, 11, 12, 13])))),
  );
  return forModes(
    'setMovingFactors',
    split(t, highT, lowT),
    [
      ...split(rate, high, low),
      ...[...sum(product(get(x), numberInBoth(Math.LOG2E)), numberInBoth(ROUNDING)), ...set(shifted)],
      ...[...difference(get(shifted), numberInBoth(ROUNDING)), ...set(power)],
      ...sum(
        difference(
          difference(get(x), product(get(power), numberInBoth(LN2_HIGH))),
          product(get(power), numberInBoth(LN2_LOW)),
        ),
        sum(rest, product(list('rateLow'), get(t))),
      ),
      ...[...set(r), ...powersOfY],
      ...sum(ONE, sum(get(r), product(get(y2), higherTerms))),
      ...[...get(shifted), ...addPowers, ...set(growth)],
      ...[...quotient(ONE, get(growth)), ...set(decay)],
      ...quotient(difference(ONE, product(get(decay), get(decay))), sum(get(rate), get(rate))),
      ...[...rootOfPair, ...set(root)],
    ],
    [
      product(list('inPlus'), get(growth)),
      product(list('inMinus'), get(decay)),
      product(list('outPlus'), get(growth)),
      product(list('outMinus'), get(decay)),
      get(decay),
    ],
  );
})();
