import { Worker } from 'node:worker_threads';
import { show } from '../errors.ts';
import { PACKAGE_ROOT } from '../packageRoot.ts';
import type { TextLine } from '../textLines.ts';
import type { Link } from './link.ts';
import { textTail } from './textTail.ts';
import { within } from './within.ts';

/** How long a thread has to end by itself when it is asked to, in seconds. */
const FAREWELL = 1;

/** A module in a thread of its own: what it prints is kept apart, and it can be ended while it computes. */
export function threadLink(url: URL): Link {
  const worker = new Worker(new URL('src/subjects/moduleHost.mjs', PACKAGE_ROOT), {
    workerData: { url: url.href },
    stdout: true,
    stderr: true,
  });
  const printed = textTail();
  worker.stdout.on('data', printed.add);
  worker.stderr.on('data', printed.add);
  let complaint: string | undefined;
  const lines = new TransformStream<TextLine, TextLine>();
  const writer = lines.writable.getWriter();
  // A module can write to the thread's port itself, whatever it likes.
  worker.on('message', (message: unknown) => {
    void writer.write({ text: typeof message === 'string' ? message : show(message) }).catch(() => {});
  });
  worker.on('error', (error: unknown) => {
    complaint = error instanceof Error ? error.message : String(error);
  });
  const ended = new Promise<string>(resolve => {
    worker.once('exit', code => {
      void writer.close().catch(() => {});
      resolve(`the thread ended with exit code ${code}`);
    });
  });
  return {
    lines: lines.readable[Symbol.asyncIterator](),
    send: line => worker.postMessage(line),
    async obituary() {
      const end = await ended;
      return { end: complaint === undefined ? end : `${end}: ${complaint}`, stderr: printed.text() };
    },
    async kill() {
      await worker.terminate();
    },
    async stop(lastLine) {
      worker.postMessage(lastLine);
      if ((await within(FAREWELL, ended)) === 'late') await worker.terminate();
    },
  };
}
