// Where the time of the suite goes: `node .ci/suite-times.mjs [--max-workers N] [--keep] [FILTER…]`. Needs `npm ci` before. Runs the
// tests and prints, for the slowest files, the CPU time of the file and of the processes that it started (which means something
// on a busy machine too), the wall time until its tests began (start and imports) and that of its tests; then the slowest tests
// and the sums. --keep writes the slow files to slow-files.json: they run first, and `npm run test:quick` leaves them out.
// CPU times need Linux. Exits with 1 where a test failed.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { startVitest } from 'vitest/node';

/** Rows of a table. */
const SHOWN = 40;
/** Seconds of CPU time from which on a file is slow. */
const SLOW = 1.5;

const { values: options, positionals: filters } = parseArgs({
  options: { 'max-workers': { type: 'string' }, keep: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const folder = mkdtempSync(join(tmpdir(), 'suite-times-'));
process.env.SUITE_TIMES = join(folder, 'cpu.ndjson');
const begin = performance.now();
const vitest = await startVitest('test', filters, {
  watch: false,
  reporters: ['dot'],
  ...(options['max-workers'] && { maxWorkers: options['max-workers'] }),
});
const wall = (performance.now() - begin) / 1000;
const modules = vitest.state.getTestModules();
await vitest.close();
const cpuOf = new Map();
for (const line of readFileSync(process.env.SUITE_TIMES, 'utf8').trimEnd().split('\n')) {
  const { file, cpu } = JSON.parse(line);
  cpuOf.set(file, cpu);
}
rmSync(folder, { recursive: true });

const seconds = milliseconds => milliseconds / 1000;
const files = modules.map(module => {
  const { environmentSetupDuration, prepareDuration, collectDuration, setupDuration, duration } = module.diagnostic();
  const start = environmentSetupDuration + prepareDuration + collectDuration + setupDuration;
  const name = relative(process.cwd(), module.moduleId);
  return { name, cpu: cpuOf.get(module.moduleId) ?? Number.NaN, start: seconds(start), tests: seconds(duration) };
});
const slowest = files.toSorted((a, b) => b.cpu - a.cpu);
const tests = modules.flatMap(module =>
  [...module.children.allTests()].map(test => ({
    name: `${relative(process.cwd(), module.moduleId)} > ${test.fullName}`,
    duration: seconds(test.diagnostic()?.duration ?? 0),
  })),
);
const sum = key => files.reduce((total, file) => total + file[key], 0);
const fixed = value => value.toFixed(1).padStart(8);
const say = text => process.stdout.write(`${text}\n`);
const row = ({ name, cpu, start, tests }) => say(`${fixed(cpu)}${fixed(start)}${fixed(tests)}  ${name}`);

say(`\n     CPU   start   tests  file (seconds; the ${SHOWN} with the most CPU time)`);
for (const file of slowest.slice(0, SHOWN)) row(file);
row({ name: `all ${files.length} files`, cpu: sum('cpu'), start: sum('start'), tests: sum('tests') });
const { userCPUTime, systemCPUTime } = process.resourceUsage();
say(`${fixed((userCPUTime + systemCPUTime) / 1e6)}${' '.repeat(16)}  what starts them and compiles them`);
say(`\n   tests  slowest tests (seconds of wall time)`);
for (const { name, duration } of tests.toSorted((a, b) => b.duration - a.duration).slice(0, SHOWN))
  say(`${fixed(duration)}  ${name}`);
say(`\n${tests.length} tests in ${wall.toFixed(0)} s on ${cpus().length} cores`);
if (options.keep) {
  const slow = slowest.filter(({ cpu }) => cpu >= SLOW).map(({ name }) => name);
  writeFileSync(new URL('slow-files.json', import.meta.url), `${JSON.stringify(slow, null, 2)}\n`);
}
