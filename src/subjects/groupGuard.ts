import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { PACKAGE_ROOT } from '../packageRoot.ts';

/** The guard of this thread, started with the first group. */
let guard: ChildProcess | undefined;

/**
 * Sees to it that a process group does not outlive this process or thread, whether that ends by itself, by a signal or without any
 * notice. Returns what is to be called when the group has ended.
 */
export function guardGroup(pid: number): () => void {
  const mine = running();
  mine.stdin?.write(`+${pid}\n`);
  return () => void mine.stdin?.write(`-${pid}\n`);
}

function running(): ChildProcess {
  if (guard !== undefined && guard.exitCode === null && guard.signalCode === null) return guard;
  // In a session of its own: what a terminal sends to us does not reach it.
  const started = spawn(process.execPath, [fileURLToPath(new URL('src/subjects/groupGuard.mjs', PACKAGE_ROOT))], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  // It must not keep this process alive, nor end it when it cannot be started or has been killed.
  started.on('error', () => {});
  started.stdin.on('error', () => {});
  started.unref();
  (started.stdin as unknown as { unref?(): void }).unref?.();
  guard = started;
  return started;
}
