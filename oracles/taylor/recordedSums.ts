import type { Recording } from './kernel.ts';
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
    instead: Recording | undefined,
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
  let cannotRecord = false;
  const restarts: Series[] = [];

  return {
    table: () => table,
    isRecording: () => table !== direct,
    indexOf(k) {
      if (table === direct) return k;
      cannotRecord ||= Math.abs(k - ANY_K) > 1;
      return k - ANY_K;
    },
    restart(series) {
      // The terms of a sum that is not formed yet may still need it.
      if (table.isEmpty()) restart(series);
      else restarts.push(series);
    },
    finish(target, k, divisor, scale) {
      const { factor, moved } = scale === undefined ? UNSCALED : inLimbs(scale);
      const isMovedHere = moved >= 0 && moved <= SUMS;
      cannotRecord ||= !isMovedHere;
      const perCoefficient = table !== direct && divisor > ANY_K ? 1 : 0;
      close(target, k, divisor - perCoefficient * ANY_K, perCoefficient, factor, isMovedHere ? moved : 0);
      if (table !== direct) return;
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
    record(formAll, instead, phasesOf) {
      const own = (instead && recordings.get(instead)) ?? newTable();
      if (instead) recordings.delete(instead);
      own.clear();
      table = own;
      cannotRecord = false;
      try {
        formAll(ANY_K);
      } finally {
        table = direct;
      }
      if (cannotRecord) return undefined;
      const phases = phasesOf();
      const recording = (k: number, last = k): void => {
        if (!recordings.has(recording)) throw new Error('another recording stands instead of this one');
        form(own, k, last, phases);
      };
      recordings.set(recording, own);
      return recording;
    },
  };
}
