// A subject that does what a script says for each sequence number: node player.mjs SCRIPT.json. Bytes are in base64.
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

const { hello, steps } = JSON.parse(readFileSync(process.argv[2], 'utf8'));

createInterface({ input: process.stdin }).on('line', line => {
  const { type, sequence } = JSON.parse(line);
  if (type === 'hello') process.stdout.write(`${JSON.stringify(hello)}\n`);
  if (type !== 'run') return;
  const { bytes, after, exits } = steps[Number(sequence) - 1];
  const play = () => process.stdout.write(Buffer.from(bytes, 'base64'), () => exits && process.exit(0));
  if (after === 0) play();
  else setTimeout(play, 1000 * after);
});
