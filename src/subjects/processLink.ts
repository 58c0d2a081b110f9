import { spawn } from 'node:child_process';
import { performance } from 'node:perf_hooks';
import type { Readable } from 'node:stream';
import { type TextLine, textLines } from '../textLines.ts';
import { guardGroup } from './groupGuard.ts';
import { type Link, LONGEST_LINE } from './link.ts';
import { textTail } from './textTail.ts';
import { within } from './within.ts';

/** Seconds to end by itself after stop; after SIGTERM; between its last words, and for all of them, once it has ended. */
const FAREWELL = 1;
const GRACE = 0.3;
const LAST_WORDS = 0.5;
const ALL_LAST_WORDS = 2;

/**
 * A program as a subject, without a shell, in this working folder and a process group of its own: what it starts ends with
 * it, at the latest with this process. A daemon that has left the group is not ended, and not waited for either, whatever it
 * holds of the program's streams: these count as closed when the program has ended and what it wrote is read. Its stderr is
 * read all the time, its last 64 KiB are kept. Python is told not to hold its output back. POSIX systems only.
 */
export function processLink([program, ...args]: readonly [string, ...string[]]): Link {
  const env = { ...process.env, PYTHONUNBUFFERED: '1' };
  const child = spawn(program, args, { detached: true, env, stdio: ['pipe', 'pipe', 'pipe'] });
  const leave = child.pid === undefined ? () => {} : guardGroup(child.pid);
  const stderr = textTail();
  child.stderr.on('data', stderr.add);
  // Writing to a program that has ended: the missing answer says so.
  child.stdin.on('error', () => {});
  let end = 'it closed its output';
  const exited = new Promise<void>(resolve => {
    child.once('error', error => {
      end = `could not be started: ${error.message}`;
      resolve();
    });
    child.once('exit', (code, signal) => {
      end = signal === null ? `ended with exit code ${code}` : `ended by ${signal}`;
      signalGroup('SIGKILL');
      leave();
      resolve();
    });
  });
  const closed = new Promise<void>(resolve => child.once('close', () => resolve()));

  /** The group is there as long as one of its processes is. */
  function signalGroup(signal: NodeJS.Signals): void {
    if (child.pid === undefined) return;
    try {
      process.kill(-child.pid, signal);
    } catch {
      // It has ended already.
    }
  }

  /** Closes our ends of its streams: with the other ends in strange hands they would keep this process alive. */
  function letGo(): void {
    for (const stream of child.stdio) stream?.destroy();
    child.unref();
  }

  async function kill(): Promise<void> {
    signalGroup('SIGTERM');
    if ((await within(GRACE, exited)) === 'late') {
      signalGroup('SIGKILL');
      await within(FAREWELL, exited);
    }
    letGo();
  }

  return {
    lines: linesOf(child.stdout, exited),
    send(line) {
      if (child.stdin.writable) child.stdin.write(`${line}\n`);
    },
    async obituary() {
      await within(LAST_WORDS, exited);
      const how = end;
      await within(LAST_WORDS, closed);
      return { end: how, stderr: stderr.text() };
    },
    kill,
    async stop(lastLine) {
      if (child.stdin.writable) child.stdin.end(`${lastLine}\n`);
      // What nobody reads any more must not hold it up.
      child.stdout.resume();
      if ((await within(FAREWELL, exited)) === 'late') await kill();
      letGo();
    },
  };
}

async function* linesOf(stdout: Readable, exited: Promise<void>): AsyncGenerator<TextLine> {
  try {
    yield* textLines(chunksOf(stdout, exited), LONGEST_LINE);
  } catch {
    // A stream that breaks is one that ends.
  }
}

/** What was written until the stream is closed or, once the program has ended, until nothing more of it comes. */
async function* chunksOf(stdout: Readable, exited: Promise<void>): AsyncGenerator<Buffer> {
  const chunks: AsyncIterator<Buffer> = stdout[Symbol.asyncIterator]();
  let gone = false;
  let notice = (): void => {};
  void exited.then(() => {
    gone = true;
    notice();
  });
  let last: number | undefined;
  for (;;) {
    const next = chunks.next();
    // Nobody waits for it any more once it comes too late.
    next.catch(() => undefined);
    const left = new Promise<void>(resolve => {
      notice = resolve;
    });
    if (!gone) await Promise.race([next, left]);
    if (gone) last ??= performance.now() + 1000 * ALL_LAST_WORDS;
    const chunk =
      last === undefined ? await next : await within(Math.min(LAST_WORDS, (last - performance.now()) / 1000), next);
    if (chunk === 'late' || chunk.done) return;
    yield chunk.value;
  }
}
