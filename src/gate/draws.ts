import type fc from 'fast-check';
import type { Case } from '../judge/case.ts';
import type { Capabilities } from './subject.ts';

/** All integers behind a case, nested as whoever draws them has them; every number nearer to 0 makes a case too, and a simpler one. */
export type GateDraw = object;

export interface DrawnCase {
  readonly draw: GateDraw;
  readonly given: Case;
  readonly random: fc.Random;
}

/** How cases of the gate are drawn, moved and made simpler. What one method returns the others take. */
export interface GateDraws {
  /** The draw number `index` of a run for a purpose, which with the seed decides all; undefined where the subject can do nothing. */
  drawCase(purpose: string, seed: number, index: number, capabilities: Capabilities): DrawnCase | undefined;
  /** Any draw of any regime. */
  freshDraw(random: fc.Random): GateDraw;
  /** The draw somewhere else on one of its axes: those integers that are logarithms of a size, a time or a distance. */
  movedAlong(draw: GateDraw, random: fc.Random): GateDraw;
  /** Its case, in numbers that float64 holds; undefined where there are none or where the subject cannot do it. */
  caseOfDraw(draw: GateDraw, capabilities: Capabilities): Case | undefined;
  /** The same in the simplest numbers, which some relations cannot turn without rounding. */
  plainCaseOfDraw(draw: GateDraw, capabilities: Capabilities): Case | undefined;
  /** Whether a value read from a file is a draw. */
  isGateDraw(value: unknown): boolean;
}

/** The purpose of the cases that a run draws at random. */
export const RANDOM = 'random';
/** The integers of a draw, in the order in which they are shrunk. */
export function integersOf(draw: object): number[] {
  const found: number[] = [];
  const walk = (part: unknown): void => {
    if (typeof part === 'number') found.push(part);
    else for (const value of Object.values(part as object)) walk(value);
  };
  walk(draw);
  return found;
}

/** A draw of the same form with other integers. */
export function withIntegers<D extends object>(draw: D, integers: readonly number[]): D {
  let next = 0;
  const walk = (part: unknown): unknown => {
    if (typeof part === 'number') return integers[next++]!;
    if (Array.isArray(part)) return part.map(walk);
    return Object.fromEntries(Object.entries(part as object).map(([name, value]) => [name, walk(value)]));
  };
  return walk(draw) as D;
}
