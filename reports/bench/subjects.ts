import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import type { Question } from '../../src/gate/subject.ts';
import { problem } from '../../src/network/problem.ts';
import { Matrix } from '../../src/numbers/matrix.ts';
import { Rational } from '../../src/numbers/rational.ts';
import { openSubject } from '../../src/subjects/openSubject.ts';
import { median } from './measure.ts';
import type { BenchSettings } from './settings.ts';
import { duration, type Section } from './table.ts';

/** Questions between two looks at the clock. */
const COUNT = 500;

const TRIVIAL: string = fileURLToPath(new URL('peers/trivialSubject.mjs', import.meta.url));

/** What a question costs beside the subject's own work: asked of a process that has none. */
export async function subjectsSections({ quick, rounds }: BenchSettings): Promise<Section[]> {
  const rows: string[][] = [];
  for (const width of quick ? [3] : [1, 3, 8]) {
    for (const validate of [false, true]) {
      const costs = await costsPerQuestion(questionOf(width), validate, rounds);
      const [wall, cpu] = [median(costs.map(cost => cost.wall)), median(costs.map(cost => cost.cpu))];
      rows.push([`${width}-${width}-${width}`, validate ? 'yes' : 'no', duration(wall), duration(cpu)]);
    }
  }
  return [
    {
      title: 'Harness overhead per question',
      note: `A Node process that answers at once, asked for the weights at 3 times: from the question to its checked, exact answer, and the processor time of the harness in it. Median of ${rounds} rounds of ${COUNT}.`,
      columns: ['network', '--validate', 'time', 'processor'],
      rows,
      ours: { named: ['network', '--validate'], figures: ['time', 'processor'] },
    },
  ];
}

interface Cost {
  readonly wall: number;
  readonly cpu: number;
}

async function costsPerQuestion(question: Question, validate: boolean, rounds: number): Promise<Cost[]> {
  const command = JSON.stringify([process.execPath, TRIVIAL]);
  const subject = await openSubject(`cmd:${command}`, { secondsPerQuestion: 60, validate });
  try {
    const costs: Cost[] = [];
    // The first round warms up.
    for (let round = 0; round <= rounds; round++) {
      const [begin, used] = [performance.now(), process.cpuUsage()];
      for (let k = 0; k < COUNT; k++) {
        const { kind } = await subject.ask(question);
        if (kind !== 'answered') throw new Error(`the trivial subject must answer, got ${kind}`);
      }
      const { user, system } = process.cpuUsage(used);
      if (round > 0)
        costs.push({ wall: (performance.now() - begin) / 1e3 / COUNT, cpu: (user + system) / 1e6 / COUNT });
    }
    return costs;
  } finally {
    await subject.close();
  }
}

/** Entries that take all the digits of a float64. */
function questionOf(width: number): Question {
  const entries = (shift: number) =>
    Matrix.generate(width, width, (i, j) => Rational.of(Math.sin(1 + shift + i * width + j)));
  return {
    problem: problem({ W1: entries(0), W2: entries(100), sigmaYX: entries(200) }),
    lambda: Rational.ZERO,
    times: ['1/4', '1', '4'].map(time => Rational.of(time)),
    quantities: ['weights'],
  };
}
