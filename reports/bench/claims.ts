import { performance } from 'node:perf_hooks';
import { truthIn } from '../../oracles/truth.ts';
import { CLAIMS } from '../../properties/claims/index.ts';
import type { Claim, Reading } from '../../src/judge/claim.ts';
import { Interrupted } from '../../src/judge/drawCases.ts';
import { judgeReading } from '../../src/judge/judgeReading.ts';
import { readLedger } from '../../src/judge/ledger.ts';
import { median } from './measure.ts';
import type { BenchSettings } from './settings.ts';
import { duration, type Section } from './table.ts';

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
      ours: { named: ['claim', 'reading'], figures: ['cases/s'] },
    },
    await casesSection(quick ? [10, 20] : [20, 40, 80, 160], { seed, digits, rounds }),
  ];
}

/** How the cost of a verdict grows with its cases, on the first claim of each paper. */
async function casesSection(counts: readonly number[], { seed, digits, rounds }: Settings): Promise<Section> {
  const paperOf = ({ id }: Claim): string => id.split('/')[0]!;
  const first = CLAIMS.filter((claim, k) => CLAIMS.findIndex(other => paperOf(other) === paperOf(claim)) === k);
  const rows: string[][] = [];
  for (const { id, readings } of first) {
    for (const runs of counts) {
      const seconds: number[] = [];
      for (let round = 0; round < rounds; round++)
        seconds.push((await timed(readings[0]!, { seed: seed + round, digits, runs })).seconds);
      rows.push([id, `${runs}`, duration(median(seconds))]);
    }
  }
  return {
    title: 'Claims: growth with the number of cases',
    note: `The first reading of a claim, until its last case is judged, at ${digits} digits. Median of ${rounds}.`,
    columns: ['claim', 'cases', 'time'],
    rows,
    ours: { named: ['claim', 'cases'], figures: ['time'] },
    growth: [{ of: 'time', along: 'cases', power: 1, because: 'cases are judged one by one' }],
  };
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
    for (let round = 0; round < rounds; round++)
      timings.push(await timed(reading, { seed: seed + round, digits, runs: RUNS, budget: BUDGET }));
    const rate = median(timings.map(({ cases, seconds }) => (cases === 0 ? 0 : cases / seconds)));
    return [`${median(timings.map(({ cases }) => cases))}`, rate.toPrecision(3)];
  } catch (error) {
    return ['-', (error as Error).message];
  }
}

interface Timed {
  readonly seed: number;
  readonly digits: number;
  readonly runs: number;
  readonly budget?: number;
}

interface Timing {
  readonly cases: number;
  /** Until the last of these cases was judged. */
  readonly seconds: number;
}

/** A few cases of a reading: no more than `runs`, and none begun after the budget where there is one. */
async function timed(
  reading: Reading,
  { seed, digits, runs, budget = Number.POSITIVE_INFINITY }: Timed,
): Promise<Timing> {
  const begin = performance.now();
  let last = begin;
  let cases = 0;
  const onCase = (): void => {
    cases += 1;
    last = performance.now();
  };
  const shouldStop = (): boolean => cases >= runs || performance.now() - begin > 1000 * budget;
  try {
    await judgeReading(reading, { seed, runs, digits, truth: truthIn('bigint'), onCase, shouldStop });
  } catch (error) {
    if (!(error instanceof Interrupted)) throw error;
  }
  return { cases, seconds: (last - begin) / 1000 };
}
