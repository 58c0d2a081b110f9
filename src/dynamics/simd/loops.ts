import { add, type Code, constant, get, isBelow, multiply, repeatWhile, set, tee } from './assembler.ts';

/** Bytes of a float64 number. Kernels take addresses and distances in bytes. */
export const NUMBER = 8;

/** for (counter = first; counter < end; counter += step), at least once. */
export function forEach(counter: number, step: number, end: Code, body: Code, first: Code = constant(0)): Code {
  return [
    ...[...first, ...set(counter)],
    ...repeatWhile([
      ...body,
      ...[...get(counter), ...constant(step), ...add, ...tee(counter)],
      ...[...end, ...isBelow],
    ]),
  ];
}

export function advance(address: number, by: Code): Code {
  return [...get(address), ...by, ...add, ...set(address)];
}

export function scaled(local: number, by: Code): Code {
  return [...get(local), ...by, ...multiply];
}
