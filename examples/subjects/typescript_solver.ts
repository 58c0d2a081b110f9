// A solver of one's own, untouched, as a subject: npx dlo gate module:examples/subjects/typescript_solver.ts
import type { SubjectDefinition } from 'deep-linear-oracle/subjects';
import { type Network, rungeKutta, type Task } from '../own-project/src/rungeKutta.ts';

/** The solver takes 500 steps for any time: it is asked for this many time constants at once, at most. */
const SPAN = 4;

function advance(task: Task, from: Network, time: number): Network {
  const size = [...from.W1, ...from.W2, ...task.sigmaYX].flat().reduce((sum, entry) => sum + entry * entry, 1);
  const pieces = Math.ceil((time / task.tau) * (size / SPAN));
  let now = from;
  for (let piece = 0; piece < pieces; piece++) now = rungeKutta({ ...task, ...now }, time / pieces);
  return now;
}

export default {
  name: 'Runge-Kutta in TypeScript',
  capabilities: { quantities: ['weights'], largestTime: 8 },
  trajectory(problem, times) {
    let [now, reached]: [Network, number] = [problem, 0];
    return times.map(time => {
      const { W1, W2 } = advance(problem, now, time - reached);
      [now, reached] = [{ W1, W2 }, time];
      return now;
    });
  },
} satisfies SubjectDefinition;
