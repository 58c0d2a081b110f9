// A subject that computes nothing: its answer at every time is the start. What a question to it takes is the harness's.
import { createInterface } from 'node:readline';

const HELLO = { type: 'hello', protocol: 1, name: 'trivial', capabilities: { quantities: ['weights'] } };

createInterface({ input: process.stdin }).on('line', line => {
  const { type, sequence, problem, times } = JSON.parse(line);
  if (type === 'stop') process.exit(0);
  const answer =
    type === 'hello'
      ? HELLO
      : { type: 'values', sequence, values: times.map(() => ({ W1: problem.W1, W2: problem.W2 })) };
  process.stdout.write(`${JSON.stringify(answer)}\n`);
});
