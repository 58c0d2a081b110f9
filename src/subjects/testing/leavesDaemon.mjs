// A subject that starts a daemon in a session of its own, which holds all its streams and outlives it: node leavesDaemon.mjs HOW.
// "answers" skips every question and says who the daemon is; "exits" ends after the first, "forks" at once, the daemon staying.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

const how = process.argv[2];
const daemon = spawn('sleep', ['120'], { detached: true, stdio: 'inherit' });
daemon.unref();
const write = (message, then = () => {}) => process.stdout.write(`${JSON.stringify(message)}\n`, then);

if (how === 'forks') {
  process.stderr.write(`daemon ${daemon.pid}\n`, () => process.exit(5));
} else {
  createInterface({ input: process.stdin })
    .on('line', line => {
      const { type, sequence } = JSON.parse(line);
      if (type === 'hello')
        write({ type, protocol: 1, name: 'leaves a daemon', capabilities: { quantities: ['output'] } });
      if (type === 'run')
        write({ type: 'skipped', sequence, reason: `daemon ${daemon.pid}` }, () => how === 'exits' && process.exit(3));
    })
    .on('close', () => process.exit(0));
}
