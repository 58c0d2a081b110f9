// For suite-times.mjs: after the tests of a file, says how much CPU time its process has taken since the file before, children that ended included.
import { appendFileSync, readFileSync } from 'node:fs';
import { afterAll, expect } from 'vitest';

const TICKS = 100; // a second, on Linux
const LAST = Symbol.for('suite-times');

afterAll(() => {
  const cpu = cpuSeconds();
  const file = expect.getState().testPath;
  appendFileSync(process.env.SUITE_TIMES, `${JSON.stringify({ file, cpu: cpu - (process[LAST] ?? 0) })}\n`);
  process[LAST] = cpu;
});

function cpuSeconds() {
  // utime, stime, cutime, cstime: fields 14 to 17 of proc(5), counted behind the name, which may hold blanks.
  const fields = readFileSync('/proc/self/stat', 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ');
  return fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks), 0) / TICKS;
}
