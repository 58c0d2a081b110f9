// Ends the process groups that are still there when the process that started this one has ended, in whatever way: its end
// closes stdin. Knows them by lines: +PID for one that started, -PID for one that ended.
import { createInterface } from 'node:readline';

const groups = new Set();

createInterface({ input: process.stdin })
  .on('line', line => {
    if (line.startsWith('+')) groups.add(Number(line.slice(1)));
    else groups.delete(Number(line.slice(1)));
  })
  .on('close', () => {
    for (const group of groups) {
      try {
        process.kill(-group, 'SIGKILL');
      } catch {
        // It has ended already.
      }
    }
  });
