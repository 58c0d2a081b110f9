import { type Recording, type RecordingOptions, repeated } from './kernel.ts';
import { PHASE, SUMS } from './limbPrograms.ts';
import { inLimbs } from './limbs.ts';
import type { TermTable } from './termTable.ts';
import type { TimeScale } from './timeScale.ts';

/** A k that no coefficient has: what a recording finds near it depends on k. */
const ANY_K = 2 ** 20;

/** Sums of terms in tables: each is formed when it is finished, or recorded and formed for any k. */
export interface RecordedSums<Series> {
  /** Where terms go. */
  readonly table: () => TermTable;
  readonly isRecording: () => boolean;
  /** A coefficient as the table counts it. */
  readonly indexOf: (k: number) => number;
  /** TaylorKernel.restart, finish and record; a recording is formed in these phases, asked for when all is recorded. */
  readonly restart: (series: Series) => void;
  readonly finish: (target: Series, k: number, divisor: number, scale: TimeScale | undefined) => void;
  readonly record: (
    formAll: (k: number) => void,
    options: RecordingOptions | undefined,
    phases: () => number,
  ) => Recording | undefined;
}

/** How a kernel of fixed-point numbers does its part. */
export interface SumsOfKernel<Series> {
  readonly direct: TermTable;
  readonly newTable: () => TermTable;
  readonly form: (from: TermTable, k: number, last: number, phases: number) => void;
  readonly restart: (series: Series) => void;
  /** Moves the sum in `out` by whole limbs that the table cannot move. */
  readonly moveSum: (moved: number) => void;
  /** Ends the sum in the table, as TermTable.close. */
  readonly close: (
    target: Series,
    k: number,
    divisor: number,
    perCoefficient: number,
    factor: number,
    moved: number,
  ) => void;
}

const UNSCALED = { factor: 1, moved: 0 } as const;

/** A time scale that sums are recorded in. It may change: the mantissa and exponent that stand in the table are those here. */
interface RecordedScale {
  readonly scale: TimeScale;
  mantissa: number;
  exponent: number;
  isWithinReach: boolean;
}

export function recordedSums<Series>({
  direct,
  newTable,
  form,
  restart,
  moveSum,
  close,
}: SumsOfKernel<Series>): RecordedSums<Series> {
  const recordings = new Map<Recording, TermTable>();
  let table = direct;
  /** The k for which sums are recorded. */
  let base = 0;
  let cannotRecord = false;
  let scales: RecordedScale[] = [];
  const restarts: Series[] = [];

  const recordScaled = (target: Series, k: number, divisor: number, scale: TimeScale | undefined): void => {
    let index = scales.findIndex(recorded => recorded.scale === scale);
    if (scale !== undefined && index < 0)
      index = scales.push({ scale, mantissa: 0, exponent: 0, isWithinReach: false }) - 1;
    const perCoefficient = divisor > ANY_K ? 1 : 0;
    close(target, k, divisor - perCoefficient * ANY_K, perCoefficient, 1, scale === undefined ? 0 : -1 - index);
  };

  /** Writes a scale that has changed into the table; whether the table can move sums by it. */
  const bringIn = (own: TermTable, recorded: RecordedScale, index: number): boolean => {
    const { mantissa, exponent } = recorded.scale;
    if (mantissa !== recorded.mantissa || exponent !== recorded.exponent) {
      const { factor, moved } = inLimbs(recorded.scale);
      recorded.isWithinReach = moved >= 0 && moved <= SUMS;
      if (recorded.isWithinReach) own.setScale(-1 - index, factor, moved);
      [recorded.mantissa, recorded.exponent] = [mantissa, exponent];
    }
    return recorded.isWithinReach;
  };

  return {
    table: () => table,
    isRecording: () => table !== direct,
    indexOf(k) {
      cannotRecord ||= base > 0 && Math.abs(k - base) > 1;
      return k - base;
    },
    restart(series) {
      cannotRecord ||= table !== direct;
      // The terms of a sum that is not formed yet may still need it.
      if (table.isEmpty()) restart(series);
      else restarts.push(series);
    },
    finish(target, k, divisor, scale) {
      if (table !== direct) {
        recordScaled(target, k, divisor, scale);
        return;
      }
      const { factor, moved } = scale === undefined ? UNSCALED : inLimbs(scale);
      const isMovedHere = moved >= 0 && moved <= SUMS;
      close(target, k, divisor, 0, factor, isMovedHere ? moved : 0);
      try {
        if (isMovedHere && restarts.length === 0) {
          form(direct, 0, 0, PHASE.sum | PHASE.store);
        } else {
          form(direct, 0, 0, PHASE.sum);
          if (!isMovedHere) moveSum(moved);
          for (const series of restarts) restart(series);
          form(direct, 0, 0, PHASE.store);
        }
      } finally {
        direct.clear();
        restarts.length = 0;
      }
    },
    record(formAll, { instead, at } = {}, phasesOf) {
      const own = (instead && recordings.get(instead)) ?? newTable();
      if (instead) recordings.delete(instead);
      own.clear();
      [table, base, cannotRecord, scales] = [own, at === undefined ? ANY_K : 0, false, []];
      try {
        formAll(at ?? ANY_K);
      } finally {
        [table, base] = [direct, 0];
      }
      if (cannotRecord) return undefined;
      const [ownScales, phases] = [scales, phasesOf()];
      const recording = (k: number, last = k): void => {
        if (!recordings.has(recording)) throw new Error('another recording stands instead of this one');
        if (at !== undefined && (k !== at || last !== at)) throw new Error(`recorded at ${at}, formed at ${k}`);
        let isWithinReach = true;
        for (let index = 0; index < ownScales.length; index++)
          isWithinReach = bringIn(own, ownScales[index]!, index) && isWithinReach;
        if (!isWithinReach) repeated(formAll)(k, last);
        else if (at === undefined) form(own, k, last, phases);
        else form(own, 0, 0, phases);
      };
      recordings.set(recording, own);
      return recording;
    },
  };
}
