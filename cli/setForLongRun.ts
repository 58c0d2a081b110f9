import { setFlagsFromString } from 'node:v8';

/**
 * Sets V8 for a run of minutes in several threads: in all threads of this process, from now on. It is made for short runs of one.
 */
export function setForLongRun(): void {
  // It lets a heap grow up to fourfold before it collects garbage, the faster the machine the more: hundreds of megabytes of two threads
  // that judge.
  setFlagsFromString('--heap-growing-percent=20');
  // Each thread optimises its own code, beside the threads that judge and on their cores: a fifth of the CPU of two workers. Functions
  // that are given four times as long before are fewer, and taken back less often; at 15 times it is slower again.
  // V8 of Node 22 and later knows no such setting, and would say so on stderr.
  if (Number.parseInt(process.versions.v8, 10) < 12) setFlagsFromString('--interrupt-budget=270000');
}
