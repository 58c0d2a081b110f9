import { performance } from 'node:perf_hooks';
import { truthIn } from '../../oracles/truth.ts';
import { CLAIMS } from '../../properties/claims/index.ts';
import type { Reading } from '../../src/judge/claim.ts';
import { Interrupted } from '../../src/judge/drawCases.ts';
import { judgeReading } from '../../src/judge/judgeReading.ts';
import { readLedger } from '../../src/judge/ledger.ts';
import { median } from './measure.ts';
import type { BenchSettings } from './settings.ts';
import type { Section } from './table.ts';

const RUNS = 10;

/** Seconds after which no further case of a reading is begun. */
const BUDGET = 2;

/** How fast every reading of every claim is judged; a reading that throws gets its message in place of figures. */
export async function claimsSections({ quick }: BenchSettings): Promise<Section[]> {
  const rounds = quick ? 1 : 3;
  const { seed, digits } = (await readLedger()).defaults;
  const rows: string[][] = [];
  for (const { id, readings } of CLAIMS) {
    for (const reading of readings)
      rows.push([id, reading.name, ...(await figures(reading, { seed, digits, rounds }))]);
  }
  return [
    {
      title: 'Claims',
      note: `Cases judged per second, drawing included and shrinking not, at ${digits} digits, seed ${seed} and the next ones: up to ${RUNS} cases, none begun after ${BUDGET} s. Median of ${rounds}.`,
      columns: ['claim', 'reading', 'cases', 'cases/s'],
      rows,
    },
  ];
}

interface Settings {
  readonly seed: number;
  readonly digits: number;
  readonly rounds: number;
}

async function figures(reading: Reading, { seed, digits, rounds }: Settings): Promise<readonly string[]> {
  try {
    const timings: Timing[] = [];
    // Cases of its own for every round: oracle answers are remembered within a process.
    for (let round = 0; round < rounds; round++) timings.push(await timed(reading, seed + round, digits));
    const rate = median(timings.map(({ cases, seconds }) => (cases === 0 ? 0 : cases / seconds)));
    return [`${median(timings.map(({ cases }) => cases))}`, rate.toPrecision(3)];
  } catch (error) {
    return ['-', (error as Error).message];
  }
}

interface Timing {
  readonly cases: number;
  /** Until the last of these cases was judged. */
  readonly seconds: number;
}

async function timed(reading: Reading, seed: number, digits: number): Promise<Timing> {
  const begin = performance.now();
  let last = begin;
  let cases = 0;
  const onCase = (): void => {
    cases += 1;
    last = performance.now();
  };
  const shouldStop = (): boolean => cases >= RUNS || performance.now() - begin > 1000 * BUDGET;
  try {
    await judgeReading(reading, { seed, runs: RUNS, digits, truth: truthIn('bigint'), onCase, shouldStop });
  } catch (error) {
    if (!(error instanceof Interrupted)) throw error;
  }
  return { cases, seconds: (last - begin) / 1000 };
}
