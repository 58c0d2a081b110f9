import { PassThrough } from 'node:stream';
import { textLines } from '../../../src/textLines.ts';
import type { Link } from '../link.ts';
import type { ToSubject } from '../protocol.ts';

/** What a program in this thread can do with what it is told. */
export interface Desk {
  write(bytes: string | Buffer): void;
  /** As a program that exits. */
  exit(): void;
}

/** A subject in this thread, at the other end of a real stream of bytes; for tests. `kills` counts how often it was killed. */
export function programLink(program: (message: ToSubject, desk: Desk) => void): Link & { kills: number } {
  const stdout = new PassThrough();
  let ended = false;
  const exit = (): void => {
    if (!ended) stdout.end();
    ended = true;
  };
  const desk: Desk = {
    write: bytes => {
      if (!ended) stdout.write(bytes);
    },
    exit,
  };
  return {
    kills: 0,
    lines: textLines(stdout, 2 ** 20),
    send(line) {
      if (!ended) program(JSON.parse(line) as ToSubject, desk);
    },
    obituary: async () => ({ end: 'ended', stderr: '' }),
    async kill() {
      this.kills += 1;
      exit();
    },
    async stop() {
      exit();
    },
  };
}
