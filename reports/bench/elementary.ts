import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { Binary } from '../../src/numbers/binary/binary.ts';
import { type BinaryField, binaryField } from '../../src/numbers/binary/binaryField.ts';
import { type Decimal, decimalField } from '../../src/numbers/decimal/decimalField.ts';
import { fixedPointToDecimal, toFixedPoint } from '../../src/numbers/decimal/fixedPoint.ts';
import { Matrix } from '../../src/numbers/matrix.ts';
import { integerSqrt, Rational } from '../../src/numbers/rational.ts';
import { type Contender, type ContestResult, contest } from './contest.ts';
import { agreedDigitsOfTexts, disagreement } from './disagreement.ts';
import { leastSeconds, secondsPerCall, timed } from './measure.ts';
import { forGmpy2, forMpmath, startPython } from './peers/interpreters.ts';
import { type Peer, secondsIn } from './peers/peer.ts';
import type { BenchSettings } from './settings.ts';
import { RATIO_MEANING, ratio, type Section, type ShortRow, time } from './table.ts';

/** Different operands per loop. */
const COUNT = 1000;

const DIGITS = [25, 50, 100, 200, 400];
const QUICK_DIGITS = [50];

/** A sum of a thousand results loses this many digits to rounding at most. */
const GUARD_DIGITS = 4;

const OPERATIONS = ['product', 'sum', 'quotient', 'sqrt', 'exp'] as const;
type Operation = (typeof OPERATIONS)[number];

/** The numbers that every system computes with, as decimal text. */
interface Operands {
  readonly digits: number;
  readonly a: readonly string[];
  readonly b: readonly string[];
}

interface Peers {
  readonly mpmath: Peer | undefined;
  readonly gmpy2: Peer | undefined;
}

/** Our number systems, mpmath and gmpy2 on the same operands. */
export async function elementarySections(settings: BenchSettings): Promise<Section[]> {
  const [mpmath, gmpy2] = [forMpmath, forGmpy2].map(choose => {
    const interpreter = choose(settings.interpreters);
    return interpreter === undefined ? undefined : startPython(interpreter, 'elementary.py');
  });
  try {
    return await sectionsWith({ mpmath, gmpy2 }, settings);
  } finally {
    mpmath?.close();
    gmpy2?.close();
  }
}

/** Our systems side by side, and the oracles' own against the peers, from the same rounds. */
export async function sectionsWith(peers: Peers, { quick, rounds, atLeast }: BenchSettings): Promise<Section[]> {
  const own: string[][] = [];
  const against: string[][] = [];
  const short: ShortRow[] = [];
  for (const operation of OPERATIONS) {
    for (const digits of quick ? QUICK_DIGITS : DIGITS) {
      const outcomes = await contest(contendersFor(operation, operandsOf(digits), peers, atLeast), rounds);
      const [ours, plain, fixed, decimal, mpmath, gmpy2] = outcomes as [
        ContestResult,
        ContestResult,
        ContestResult,
        ContestResult,
        ContestResult,
        ContestResult,
      ];
      const cells = (theirs: ContestResult): [string, string] => [time(theirs), ratio(ours, theirs)];
      own.push([operation, `${digits}`, time(ours), time(plain), time(fixed), ...cells(decimal)]);
      against.push([operation, `${digits}`, time(ours), ...cells(mpmath), ...cells(gmpy2)]);
      if (digits === 50 && (operation === 'product' || operation === 'sum' || operation === 'exp')) {
        short.push([`${operation}, 50 digits`, time(ours), 'mpmath', ...cells(mpmath)]);
        short.push([`${operation}, 50 digits`, time(ours), 'gmpy2', ...cells(gmpy2)]);
      }
    }
  }
  const note = `Over ${COUNT} pairs of different operands between 1 and 10; the least time of an equal loop that keeps its first operand instead is taken off, in JavaScript and in Python alike.`;
  return [
    {
      title: 'Elementary operations: our number systems',
      note: `${note} binaryField bounds the error of every result where not said otherwise; fixed-point BigInt is the bare integers, without any care. ${RATIO_MEANING}`,
      columns: ['operation', 'digits', 'binaryField', 'without bounds', 'fixed-point BigInt', 'decimal.js', 'ratio'],
      rows: own,
      ours: {
        named: ['operation', 'digits'],
        figures: ['binaryField', 'without bounds', 'fixed-point BigInt', 'decimal.js'],
      },
    },
    {
      title: 'Elementary operations: binaryField against mpmath and gmpy2',
      note: `${note} binaryField carries a bound of its error, the peers do not. ${RATIO_MEANING}`,
      columns: ['operation', 'digits', 'binaryField', 'mpmath', 'ratio', 'gmpy2', 'ratio'],
      rows: against,
      short,
    },
  ];
}

function contendersFor(operation: Operation, operands: Operands, peers: Peers, atLeast: number): Contender[] {
  const { digits, a, b } = operands;
  const { operations, parse, total } = decimals(digits);
  const reference = total(results(operations[operation]!, a.map(parse), b.map(parse)));
  const task = { operation, operands, reference, atLeast };
  return [
    own('binaryField', binaries(binaryField(digits)), task),
    own('without bounds', binaries(binaryField(digits, { bounds: false })), task),
    own('fixed-point BigInt', fixedPoint(digits), task),
    own('decimal.js', decimals(digits), task),
    theirs('mpmath', peers.mpmath, task),
    theirs('gmpy2', peers.gmpy2, task),
  ];
}

interface TimedFunction {
  readonly operation: Operation;
  readonly operands: Operands;
  /** The sum of all results by decimal.js. */
  readonly reference: Decimal;
  readonly atLeast: number;
}

function own<T>(name: string, { parse, operations, total }: OwnSystem<T>, task: TimedFunction): Contender {
  const { operation, operands, reference, atLeast } = task;
  const work = operations[operation];
  const [a, b] = [operands.a.map(parse), operands.b.map(parse)];
  const once = (apply: (x: T, y: T) => T) => (): number => timed(() => results(apply, a, b));
  return {
    name,
    async check() {
      if (work === undefined) return '–';
      secondsPerCall(once(work), atLeast);
      return disagreementOf(total(results(work, a, b)).toString(), reference, operands.digits);
    },
    seconds: () =>
      (secondsPerCall(once(work!), atLeast) -
        leastSeconds(
          once(x => x),
          atLeast / 4,
        )) /
      COUNT,
  };
}

function theirs(name: 'mpmath' | 'gmpy2', peer: Peer | undefined, task: TimedFunction): Contender {
  const { operation, operands, reference, atLeast } = task;
  const request = { system: name, operation, bits: bitsOf(operands.digits), ...operands };
  return {
    name,
    async check() {
      if (peer === undefined) return 'not installed';
      const { results: sum } = await peer.ask({ ...request, results: true });
      return disagreementOf(sum, reference, operands.digits);
    },
    seconds: async () => secondsIn(await peer!.ask({ ...request, at_least: atLeast })),
  };
}

function disagreementOf(sum: unknown, reference: Decimal, digits: number): string | undefined {
  const agreed = agreedDigitsOfTexts([new Matrix(1, 1, [reference])], [[sum]]);
  return disagreement(10 ** -agreed, 10 ** (GUARD_DIGITS - digits));
}

function results<T>(apply: (x: T, y: T) => T, a: readonly T[], b: readonly T[]): T[] {
  const all: T[] = new Array(a.length);
  for (let i = 0; i < a.length; i++) all[i] = apply(a[i]!, b[i]!);
  return all;
}

/** One of our number systems at some precision, with the operations that it has. */
interface OwnSystem<T> {
  readonly operations: Readonly<Partial<Record<Operation, (x: T, y: T) => T>>>;
  parse(text: string): T;
  /** The sum of all results, to compare with other systems. */
  total(results: readonly T[]): Decimal;
}

function decimals(digits: number): OwnSystem<Decimal> {
  const field = decimalField(digits);
  return {
    operations: { product: field.mul, sum: field.add, quotient: field.div, sqrt: field.sqrt, exp: field.exp },
    parse: field.parse,
    total: all => all.reduce(field.add, field.zero),
  };
}

function binaries(field: BinaryField): OwnSystem<Binary> {
  return {
    operations: { product: field.mul, sum: field.add, quotient: field.div, sqrt: field.sqrt, exp: field.exp },
    parse: text => field.of(Rational.of(text)),
    total: all => field.toDecimal(decimalField(field.digits), all.reduce(field.add, field.zero)),
  };
}

/** Integers for n·2^−bits, cut off as the shift does. */
function fixedPoint(digits: number): OwnSystem<bigint> {
  const bits = bitsOf(digits);
  const shift = BigInt(bits);
  return {
    operations: {
      product: (x, y) => (x * y) >> shift,
      sum: (x, y) => x + y,
      quotient: (x, y) => (x << shift) / y,
      sqrt: x => integerSqrt(x << shift),
    },
    parse: text => toFixedPoint(Rational.of(text), shift),
    total: all =>
      fixedPointToDecimal(
        decimalField(digits),
        all.reduce((sum, x) => sum + x, 0n),
        bits,
      ),
  };
}

/** What mpmath takes for so many digits. */
function bitsOf(digits: number): number {
  return Math.round((digits + 1) * Math.log2(10));
}

function operandsOf(digits: number): Operands {
  const generator = xoroshiro128plus(digits);
  const digit = (least: number): number => least + Math.floor((10 - least) * uniformFloat64(generator));
  const number = (): string => `${digit(1)}.${Array.from({ length: digits - 1 }, () => digit(0)).join('')}`;
  const numbers = (): string[] => Array.from({ length: COUNT }, number);
  return { digits, a: numbers(), b: numbers() };
}
