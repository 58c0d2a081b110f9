/**
 * The few words of WebAssembly that the kernels are written in. Code is a sequence of bytes; values stand on a stack, so that
 * `[...get(x), ...get(y), ...add]` leaves x + y. Source: WebAssembly core specification 2.0 with fixed-width SIMD.
 */
export type Code = readonly number[];

export type ValueType = 'i32' | 'f64' | 'v128';

const TYPES: Readonly<Record<ValueType, number>> = { i32: 0x7f, f64: 0x7c, v128: 0x7b };

export const get = (local: number): Code => [0x20, ...unsigned(local)];
export const set = (local: number): Code => [0x21, ...unsigned(local)];
/** Sets the local and leaves its value. */
export const tee = (local: number): Code => [0x22, ...unsigned(local)];
export const constant = (value: number): Code => [0x41, ...signed(value)];
export const add: Code = [0x6a];
export const multiply: Code = [0x6c];
export const subtract: Code = [0x6b];
export const isBelow: Code = [0x49];
/** Takes two values and a condition: the first value where it is not 0, else the second. */
export const select: Code = [0x1b];
export const drop: Code = [0x1a];

/** An i32 number, `offset` bytes behind the address. */
export const loadInteger = (offset: number): Code => [0x28, 2, ...unsigned(offset)];

/** One float64 number, `offset` bytes behind the address. */
export const loadNumber = (offset: number): Code => [0x2b, 3, ...unsigned(offset)];
/** Takes an address and a number. */
export const storeNumber = (offset: number): Code => [0x39, 3, ...unsigned(offset)];
export const one: Code = [0x44, ...new Uint8Array(Float64Array.of(1).buffer)];
export const addNumbers: Code = [0xa0];
export const subtractNumbers: Code = [0xa1];
export const multiplyNumbers: Code = [0xa2];
export const divideNumbers: Code = [0xa3];
export const squareRoot: Code = [0x9f];

/** Takes an address to copy to, one to copy from, and how many bytes. They may overlap. */
export const copyBytes: Code = [0xfc, ...unsigned(10), 0, 0];

/** Two float64 numbers side by side, `offset` bytes behind the address. */
export const loadPair = (offset: number): Code => vector(0x00, 3, ...unsigned(offset));
/** One float64 number in both places. */
export const loadBoth = (offset: number): Code => vector(0x0a, 3, ...unsigned(offset));
/** Takes an address and a pair. */
export const storePair = (offset: number): Code => vector(0x0b, 3, ...unsigned(offset));
/** A number in both places of a pair. */
export const inBoth: Code = vector(0x14);
/** A given number in both places of a pair. */
export const numberInBoth = (value: number): Code => {
  const bytes = new Uint8Array(Float64Array.of(value).buffer);
  return vector(0x0c, ...bytes, ...bytes);
};
export const zeroPair: Code = vector(0x0c, ...new Array<number>(16).fill(0));
export const addPairs: Code = vector(0xf0);
export const subtractPairs: Code = vector(0xf1);
export const multiplyPairs: Code = vector(0xf2);
/** Of two pairs their first numbers, and their second ones. */
export const firstOfPairs: Code = shuffle(0, 2);
export const secondOfPairs: Code = shuffle(1, 3);
export const dividePairs: Code = vector(0xf3);
export const rootOfPair: Code = vector(0xef);
/**
 * Takes two pairs of numbers, and multiplies each of the first by 2ᵏ for k in the last bits of the one of the second: adds k to its
 * exponent, which neither over- nor underflows.
 */
export const addPowers: Code = [...constant(52), ...vector(0xcb), ...vector(0xce)];
export const absolutePair: Code = vector(0xec);
/** Of a number and the one above it on the stack the larger, in both places. */
export const largerOfPairs: Code = vector(0xf7);
/** A number and a 0 beside it. */
export const loadFirst = (offset: number): Code => vector(0x5d, 3, ...unsigned(offset));
/** Takes an address and a pair, and stores the first of its numbers. */
export const storeFirst = (offset: number): Code => vector(0x5b, 3, ...unsigned(offset), 0);
/** Whether the first of a pair's numbers is not 0. */
export const isFirstNotZero = (pair: number): Code => [
  ...[...get(pair), ...vector(0x21, 0)],
  ...[0x44, 0, 0, 0, 0, 0, 0, 0, 0, 0x62],
];
/** Takes an address and stores the sum of a pair's two numbers, */
export const storeSum = (pair: number, offset: number): Code => storeOfBoth(pair, 0xa0, offset);
/** or the larger one. */
export const storeLarger = (pair: number, offset: number): Code => storeOfBoth(pair, 0xa5, offset);

/** Runs the body, and again while what it leaves is not 0. */
export const repeatWhile = (body: Code): Code => [0x03, 0x40, ...body, 0x0d, 0, 0x0b];
/** Runs the body where the condition is not 0. */
export const when = (condition: Code, body: Code): Code => [...condition, 0x04, 0x40, ...body, 0x0b];

export interface KernelCode {
  readonly name: string;
  /** All parameters are i32; they are the first locals. */
  readonly parameters: number;
  readonly locals: readonly ValueType[];
  readonly body: Code | ((call: Call) => Code);
}

/** Calls another kernel of the module, with these arguments. */
export type Call = (name: string, ...parameters: readonly Code[]) => Code;

/** A module that exports the kernels by name and imports its memory as `memory.numbers`. */
export function assemble(kernels: readonly KernelCode[]): Uint8Array<ArrayBuffer> {
  const call: Call = (name, ...parameters) => [
    ...parameters.flat(),
    0x10,
    ...unsigned(kernels.findIndex(kernel => kernel.name === name)),
  ];
  const section = (id: number, items: readonly Code[]): Code => [id, ...sized(list(items))];
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(
      1,
      kernels.map(({ parameters }) => [0x60, ...list(new Array<Code>(parameters).fill([TYPES.i32])), 0]),
    ),
    ...section(2, [[...text('memory'), ...text('numbers'), 0x02, 0x00, 1]]),
    ...section(
      3,
      kernels.map((_, index) => unsigned(index)),
    ),
    ...section(
      7,
      kernels.map(({ name }, index) => [...text(name), 0x00, ...unsigned(index)]),
    ),
    ...section(
      10,
      kernels.map(({ locals, body }) => {
        const code = typeof body === 'function' ? body(call) : body;
        return sized([...list(locals.map(type => [1, TYPES[type]])), ...code, 0x0b]);
      }),
    ),
  ]);
}

function vector(operation: number, ...rest: number[]): Code {
  return [0xfd, ...unsigned(operation), ...rest];
}

/** Two of the four numbers in two pairs. */
function shuffle(first: number, second: number): Code {
  const bytes = (place: number): number[] => Array.from({ length: 8 }, (_, k) => 8 * place + k);
  return vector(0x0d, ...bytes(first), ...bytes(second));
}

function storeOfBoth(pair: number, operation: number, offset: number): Code {
  return [
    ...[...get(pair), ...vector(0x21, 0)],
    ...[...get(pair), ...vector(0x21, 1)],
    ...[operation, 0x39, 3, ...unsigned(offset)],
  ];
}

function list(items: readonly Code[]): Code {
  // `flat` would take a fifth of the time that assembling does.
  return [...unsigned(items.length)].concat(...items);
}

function sized(code: Code): Code {
  return [...unsigned(code.length), ...code];
}

function text(ascii: string): Code {
  return list([...ascii].map(letter => [letter.charCodeAt(0)]));
}

/** LEB128: seven bits a byte, the lowest first. */
function unsigned(value: number): Code {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...unsigned(value >>> 7)];
}

function signed(value: number): Code {
  return value >= -0x40 && value < 0x40 ? [value & 0x7f] : [(value & 0x7f) | 0x80, ...signed(value >> 7)];
}
