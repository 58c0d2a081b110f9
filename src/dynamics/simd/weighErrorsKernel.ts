import {
  add,
  addPairs,
  type Code,
  constant,
  dividePairs,
  get,
  inBoth,
  type KernelCode,
  largerOfPairs,
  loadBoth,
  loadPair,
  multiplyPairs,
  one,
  set,
  storeLarger,
  storePair,
  storeSum,
  tee,
  zeroPair,
} from './assembler.ts';
import { forEach, NUMBER, scaled } from './loops.ts';

export const weighErrorsKernel: KernelCode = (() => {
  const [weights, cols, sizes, ofColumns, scales, sizeScales, rowWeights, rows, ofStart, ofRounding, squares] = [
    0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10,
  ];
  const [k, offset, kicks, pair, sum, largest] = [11, 12, 13, 14, 15, 16];
  const at = (list: number): Code => [...get(list), ...get(offset), ...add];
  const load = (list: number): Code => [...at(list), ...loadPair(0)];
  /** Of squares that each turn finds. */
  const sumAndLargest = (count: number, square: Code, place: number): Code => [
    ...[...zeroPair, ...set(sum), ...zeroPair, ...set(largest)],
    ...forEach(k, 2, get(count), [
      ...[...scaled(k, constant(NUMBER)), ...set(offset)],
      ...[...square, ...tee(pair), ...get(sum), ...addPairs, ...set(sum)],
      ...[...get(pair), ...get(largest), ...largerOfPairs, ...set(largest)],
    ]),
    ...[...get(squares), ...storeSum(sum, place * NUMBER)],
    ...[...get(squares), ...storeLarger(largest, (place + 1) * NUMBER)],
  ];
  return {
    name: 'weighErrors',
    parameters: 11,
    locals: ['i32', 'i32', ...new Array(4).fill('v128')],
    body: [
      ...[...get(squares), ...loadBoth(0), ...set(kicks)],
      ...sumAndLargest(
        rows,
        [
          ...[...load(rowWeights), ...tee(pair), ...get(pair), ...multiplyPairs],
          ...[...load(ofStart), ...get(kicks), ...multiplyPairs, ...load(ofRounding), ...addPairs, ...multiplyPairs],
        ],
        0,
      ),
      ...sumAndLargest(
        cols,
        [
          ...[...one, ...inBoth, ...load(weights), ...dividePairs, ...set(pair)],
          ...[...at(scales), ...get(pair), ...storePair(0)],
          ...[...at(sizeScales), ...get(pair), ...load(sizes), ...multiplyPairs, ...storePair(0)],
          ...[...get(pair), ...load(ofColumns), ...multiplyPairs, ...tee(pair), ...get(pair), ...multiplyPairs],
        ],
        2,
      ),
    ],
  };
})();
