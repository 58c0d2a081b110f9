import { DloError } from '../errors.ts';
import type { Arithmetic } from '../numbers/decimal/arithmetic.ts';
import type { AnyCase } from './case.ts';
import type { Claim, Judge } from './claim.ts';

/** What `--arithmetic` or DLO_ARITHMETIC says, for whoever puts a run together; the kernel where nothing is said. */
export function readArithmetic(name: string, text: string | undefined): Arithmetic {
  if (text === undefined || text === '' || text === 'bigint') return 'bigint';
  if (text === 'decimal') return 'decimal';
  throw new DloError('RANGE', name, 'must be bigint or decimal', text);
}

/** The same claim, judged in this arithmetic throughout: its readings, its mutants and what is measured besides. */
export function withArithmetic(claim: Claim, arithmetic: Arithmetic): Claim {
  if (arithmetic === 'bigint') return claim;
  const [first, ...others] = claim.readings.map(reading => ({
    ...reading,
    judge: judgeIn(arithmetic, reading.judge),
    ...(reading.measured && { measured: (judged: readonly AnyCase[]) => reading.measured!(judged, arithmetic) }),
    ...(reading.trend && { trend: (judged: readonly AnyCase[]) => reading.trend!(judged, arithmetic) }),
  }));
  return {
    ...claim,
    readings: [first!, ...others],
    mutants: claim.mutants.map(mutant => ({ ...mutant, judge: judgeIn(arithmetic, mutant.judge) })),
  };
}

export function judgeIn(arithmetic: Arithmetic, judge: Judge<AnyCase>): Judge<AnyCase> {
  return (given, effort) => judge(given, { ...effort, arithmetic });
}
