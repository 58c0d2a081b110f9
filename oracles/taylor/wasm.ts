/** WebAssembly code, in parts that are joined once a module. An expression leaves one value on the stack, a statement none. */
export type Code = readonly (number | Code)[];

export type ValueType = 'i32' | 'i64' | 'f64' | 'v128';

export interface WasmFunction {
  readonly name: string;
  readonly params: readonly ValueType[];
  readonly locals: readonly ValueType[];
  /** Leaves the result on the stack, where there is one. */
  readonly body: Code;
  readonly result?: ValueType;
}

// Opcodes and module layout: WebAssembly Core Specification 2.0, chapter 5 (binary format).

const TYPE = { i32: 0x7f, i64: 0x7e, f64: 0x7c, v128: 0x7b } as const;
const SIMD = 0xfd;
const NO_RESULT = 0x40;
const END = 0x0b;

type Constant = (value: number) => Code;
type Unary = (a: Code) => Code;
type BinaryOperation = (a: Code, b: Code) => Code;
/** Loads and stores at address + offset. */
type Load = (address: Code, offset?: number) => Code;
type Store = (address: Code, value: Code, offset?: number) => Code;

const unary =
  (...opcode: number[]): Unary =>
  a => [a, ...opcode];
const binary =
  (...opcode: number[]): BinaryOperation =>
  (a, b) => [a, b, ...opcode];
/** `log2Alignment` is a hint only. */
const load =
  (log2Alignment: number, ...opcode: number[]): Load =>
  (address, offset = 0) => [address, ...opcode, log2Alignment, ...unsigned(offset)];
const store =
  (log2Alignment: number, ...opcode: number[]): Store =>
  (address, value, offset = 0) => [address, value, ...opcode, log2Alignment, ...unsigned(offset)];

export const i32: {
  readonly const: Constant;
  readonly leadingZeros: Unary;
  /** Of a float64 that is whole and in range. */
  readonly ofF64: Unary;
  /** The lower half. */
  readonly ofI64: Unary;
  readonly load: Load;
  readonly store: Store;
} & Readonly<
  Record<'add' | 'sub' | 'mul' | 'div' | 'shl' | 'shr' | 'and' | 'or' | 'equal' | 'notEqual' | 'less', BinaryOperation>
> = {
  const: value => [0x41, ...signed(value)],
  leadingZeros: unary(0x67),
  ofF64: unary(0xaa),
  ofI64: unary(0xa7),
  div: binary(0x6d),
  add: binary(0x6a),
  sub: binary(0x6b),
  mul: binary(0x6c),
  shl: binary(0x74),
  shr: binary(0x75),
  and: binary(0x71),
  or: binary(0x72),
  equal: binary(0x46),
  notEqual: binary(0x47),
  less: binary(0x48),
  load: load(2, 0x28),
  store: store(2, 0x36),
};

export const i64: {
  readonly const: Constant;
  readonly ofI32: Unary;
  /** Of a float64 that is whole and in range. */
  readonly ofF64: Unary;
} & Readonly<Record<'add' | 'sub' | 'mul' | 'shl' | 'shr', BinaryOperation>> = {
  const: value => [0x42, ...signed(value)],
  ofI32: unary(0xac),
  ofF64: unary(0xb0),
  add: binary(0x7c),
  sub: binary(0x7d),
  mul: binary(0x7e),
  shl: binary(0x86),
  shr: binary(0x87),
};

export const f64: {
  readonly const: Constant;
  /** To the nearest integer, ties to even. */
  readonly nearest: Unary;
  readonly abs: Unary;
  readonly ofI32: Unary;
  readonly ofI64: Unary;
  readonly load: Load;
  readonly store: Store;
} & Readonly<Record<'add' | 'sub' | 'mul' | 'div' | 'equal' | 'notEqual' | 'less', BinaryOperation>> = {
  const: value => [0x44, ...new Uint8Array(new Float64Array([value]).buffer)],
  add: binary(0xa0),
  sub: binary(0xa1),
  mul: binary(0xa2),
  div: binary(0xa3),
  equal: binary(0x61),
  notEqual: binary(0x62),
  less: binary(0x63),
  abs: unary(0x99),
  ofI32: unary(0xb7),
  ofI64: unary(0xb9),
  nearest: unary(0x9e),
  load: load(3, 0x2b),
  store: store(3, 0x39),
};

/** Two float64 side by side. */
export const f64x2: {
  readonly zero: Code;
  readonly lane: (value: Code, lane: 0 | 1) => Code;
  readonly load: Load;
  /** One float64 and a zero. */
  readonly loadOne: Load;
  readonly twice: Unary;
  readonly store: Store;
  /** To the nearest integers, ties to even. */
  readonly nearest: Unary;
  readonly abs: Unary;
  /** Of the two lower int32. */
  readonly ofLowerI32: Unary;
} & Readonly<Record<'add' | 'sub' | 'mul' | 'less', BinaryOperation>> = {
  zero: [SIMD, 12, ...new Array<number>(16).fill(0)],
  add: binary(SIMD, 0xf0, 1),
  sub: binary(SIMD, 0xf1, 1),
  mul: binary(SIMD, 0xf2, 1),
  less: binary(SIMD, 0x49),
  abs: unary(SIMD, 0xec, 1),
  ofLowerI32: unary(SIMD, 0xfe, 1),
  nearest: unary(SIMD, 0x94, 1),
  lane: (value, lane) => [value, SIMD, 33, lane],
  twice: unary(SIMD, 20),
  load: load(3, SIMD, 0),
  loadOne: load(3, SIMD, 93),
  store: store(3, SIMD, 11),
};

/** Four int32 side by side. */
export const i32x4: {
  readonly const: (...values: readonly [number, number, number, number]) => Code;
  readonly splat: Unary;
  /** Four times the int32 that stands there. */
  readonly loadSplat: Load;
  /** By so many bits. */
  readonly shl: BinaryOperation;
  /** Of int16 two by two: in each lane the sum of two products. */
  readonly dot: BinaryOperation;
  /** The larger of two, signed, lane by lane. */
  readonly larger: BinaryOperation;
  /** All bits of the lanes in which it holds, signed. */
  readonly lessOrEqual: BinaryOperation;
  /** The int16 of both, one after the other; they must be in range. */
  readonly narrow: BinaryOperation;
  /** Of a local: the two int16 of each lane change places. */
  readonly swapHalves: (local: number) => Code;
} & Readonly<Record<'add' | 'sub' | 'mul', BinaryOperation>> = {
  const: (...values) => [SIMD, 12, ...new Uint8Array(Int32Array.from(values).buffer)],
  splat: unary(SIMD, 17),
  loadSplat: load(2, SIMD, 9),
  shl: binary(SIMD, 0xab, 1),
  add: binary(SIMD, 0xae, 1),
  sub: binary(SIMD, 0xb1, 1),
  mul: binary(SIMD, 0xb5, 1),
  dot: binary(SIMD, 0xba, 1),
  narrow: binary(SIMD, 0x85, 1),
  swapHalves: local => [get(local), get(local), SIMD, 13, 2, 3, 0, 1, 6, 7, 4, 5, 10, 11, 8, 9, 14, 15, 12, 13],
  larger: binary(SIMD, 0xb8, 1),
  lessOrEqual: binary(SIMD, 0x3d),
};

/** Four float32 side by side. */
export const f32x4: {
  readonly const: Constant;
  readonly ofI32x4: Unary;
  /** The lower two as float64. */
  readonly lowerToF64x2: Unary;
} & Readonly<Record<'add' | 'mul', BinaryOperation>> = {
  const: value => [SIMD, 12, ...new Uint8Array(new Float32Array(4).fill(value).buffer)],
  ofI32x4: unary(SIMD, 0xfa, 1),
  lowerToF64x2: unary(SIMD, 0x5f),
  add: binary(SIMD, 0xe4, 1),
  mul: binary(SIMD, 0xe6, 1),
};

/** 128 bits, whatever they stand for. */
export const v128: {
  readonly load: Load;
  readonly store: Store;
  /** Whether any bit is set: 1 or 0. */
  readonly anyTrue: Unary;
  /** The lower float64 of both, or the upper ones. */
  readonly lower: BinaryOperation;
  readonly upper: BinaryOperation;
  /** Stores one float64 of two. */
  readonly storeLane: (address: Code, value: Code, lane: 0 | 1, offset?: number) => Code;
} & Readonly<Record<'and' | 'or' | 'xor', BinaryOperation>> = {
  load: load(3, SIMD, 0),
  store: store(3, SIMD, 11),
  anyTrue: unary(SIMD, 0x53),
  and: binary(SIMD, 0x4e),
  or: binary(SIMD, 0x50),
  xor: binary(SIMD, 0x51),
  lower: binary(SIMD, 13, ...[0, 16].flatMap(eightBytes)),
  upper: binary(SIMD, 13, ...[8, 24].flatMap(eightBytes)),
  storeLane: (address, value, lane, offset = 0) => [address, value, SIMD, 91, 3, ...unsigned(offset), lane],
};

function eightBytes(first: number): number[] {
  return Array.from({ length: 8 }, (_, byte) => first + byte);
}

export const get = (local: number): Code => [0x20, ...unsigned(local)];
export const set = (local: number, value: Code): Code => [value, 0x21, ...unsigned(local)];
export const select = (condition: Code, yes: Code, no: Code): Code => [yes, no, condition, 0x1b];
export const smaller = (a: Code, b: Code): Code => select(i32.less(a, b), a, b);
export const larger = (a: Code, b: Code): Code => select(i32.less(a, b), b, a);
export const when = (condition: Code, ...body: Code[]): Code => [condition, 0x04, NO_RESULT, ...body, END];
export const choose = (condition: Code, yes: readonly Code[], no: readonly Code[]): Code => [
  condition,
  0x04,
  NO_RESULT,
  ...yes,
  0x05,
  ...no,
  END,
];
/** Calls the function that is so many-th in the module. */
export const call = (index: number, ...args: Code[]): Code => [...args, 0x10, ...unsigned(index)];
export const leave = (result: Code): Code => [result, 0x0f];
/** Runs the body as long as the condition holds before it. */
export const loopWhile = (condition: Code, ...body: Code[]): Code => when(condition, repeatWhile(condition, ...body));
/** Runs the body once, and again as long as the condition holds after it. */
export const repeatWhile = (condition: Code, ...body: Code[]): Code => [
  0x03,
  NO_RESULT,
  ...body,
  condition,
  0x0d,
  0,
  END,
];

/** What `branch` leaves by its end; so do `when`, `choose` and the body of a loop, which a branch begins anew. */
export const block = (...body: Code[]): Code => [0x02, NO_RESULT, ...body, END];
/** Leaves so many blocks that stand one in the other, and the one around them. */
export const branch = (blocks: number): Code => [0x0c, ...unsigned(blocks)];
export const branchIf = (condition: Code, blocks: number): Code => [condition, 0x0d, ...unsigned(blocks)];
/** A branch by the entry of that index, which must be there. */
export const branchTo = (index: Code, blocks: readonly number[]): Code => {
  const [last, ...others] = [...blocks].reverse();
  return [index, 0x0e, list(others.reverse().map(unsigned)), ...unsigned(last!)];
};

/** Numbers the parameters and locals of a function in the order of their names. */
export function numbered<P extends string, L extends string>(
  params: Readonly<Record<P, ValueType>>,
  locals: Readonly<Record<L, ValueType>>,
): { index: Record<P | L, number>; params: ValueType[]; locals: ValueType[] } {
  const names = [...Object.keys(params), ...Object.keys(locals)] as (P | L)[];
  const index = Object.fromEntries(names.map((name, at) => [name, at])) as Record<P | L, number>;
  return { index, params: Object.values(params), locals: Object.values(locals) };
}

export function all<N extends string>(type: ValueType, ...names: readonly N[]): Record<N, ValueType> {
  return Object.fromEntries(names.map(name => [name, type])) as Record<N, ValueType>;
}

export const increment = (local: number, by: Code): Code => set(local, i32.add(get(local), by));

/** What is used of WebAssembly, which TypeScript describes for browsers only. */
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object, imports?: object) => { readonly exports: unknown };
};

/** `wasmModule`, compiled. */
export function compiledModule(...given: Parameters<typeof wasmModule>): object {
  return new WebAssembly.Module(wasmModule(...given));
}

/** The exports of a module, in memory of its own or in that of its imports. */
export function instance<Exports>(module: object, imports?: object): Exports {
  return new WebAssembly.Instance(module, imports).exports as Exports;
}

/**
 * A module that exports its functions, and one memory under the name "memory": its own, or one that it is given (`memory` of the
 * imports "host").
 */
export function wasmModule(
  functions: readonly WasmFunction[],
  { isMemoryGiven = false }: { isMemoryGiven?: boolean } = {},
): Uint8Array {
  const types = functions.map(({ params, result }) => [
    0x60,
    list(params.map(type => [TYPE[type]])),
    list(result === undefined ? [] : [[TYPE[result]]]),
  ]);
  const exports = functions.map(({ name }, index) => [text(name), 0, ...unsigned(index)]);
  const bodies = functions.map(({ locals, body }) => {
    const declared = list(locals.map(type => [1, TYPE[type]]));
    return sized([declared, body, END]);
  });
  return Uint8Array.from(
    joined([
      ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
      section(1, list(types)),
      isMemoryGiven ? section(2, list([[text('host'), text('memory'), 2, 0, 1]])) : [],
      section(3, list(functions.map((_, index) => unsigned(index)))),
      isMemoryGiven ? [] : section(5, list([[0, 1]])),
      section(7, list([...exports, [text('memory'), 2, 0]])),
      section(10, list(bodies)),
    ]),
  );
}

function section(id: number, content: Code): Code {
  return [id, sized(content)];
}

function sized(content: Code): Code {
  const bytes = joined(content);
  return [unsigned(bytes.length), bytes];
}

function list(items: readonly Code[]): Code {
  return [unsigned(items.length), ...items];
}

function joined(code: Code, bytes: number[] = []): number[] {
  for (const part of code) {
    if (typeof part === 'number') bytes.push(part);
    else joined(part, bytes);
  }
  return bytes;
}

function text(value: string): Code {
  return sized([...new TextEncoder().encode(value)]);
}

/** LEB128. */
function unsigned(value: number): number[] {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...unsigned(value >>> 7)];
}

function signed(value: number): number[] {
  return value >= -0x40 && value < 0x40 ? [value & 0x7f] : [(value & 0x7f) | 0x80, ...signed(value >> 7)];
}
