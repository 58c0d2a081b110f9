import { PassThrough } from 'node:stream';
import { textLines } from '../../textLines.ts';
import type { Link } from '../link.ts';
import type { ToSubject } from '../protocol.ts';

/** What a program in this thread can do with what it is told. */
export interface Desk {
  write(bytes: string | Buffer): void;
  /** As a program that exits. */
  exit(): void;
}

/** A subject in this thread, at the other end of a real stream of bytes; for tests. */
export function programLink(program: (message: ToSubject, desk: Desk) => void, longestLine: number = 2 ** 20): Link {
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
    lines: textLines(stdout, longestLine),
    send(line) {
      if (!ended) program(JSON.parse(line) as ToSubject, desk);
    },
    obituary: async () => ({ end: 'ended', stderr: '' }),
    kill: async () => exit(),
    stop: async () => exit(),
  };
}
