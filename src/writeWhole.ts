import { randomUUID } from 'node:crypto';
import { constants, writeSync } from 'node:fs';
import { chmod, open, rename, rm, writeFile } from 'node:fs/promises';
import { writeTarget } from './writeTarget.ts';

/**
 * Writes a text to a path. A regular file or a new name gets it whole or not at all, and keeps its mode: it is written beside
 * its place and renamed; a link stays a link. Into pipes, devices and what this process has open it is written as it comes.
 * Throws FILE for a path that is none of these, and errors of the system as they come.
 */
export async function writeWhole(path: string, text: string): Promise<void> {
  const target = writeTarget(path);
  if (target.kind === 'descriptor') writeAll(target.descriptor, text);
  else if (target.kind === 'stream') await writeInto(target.path, text);
  else await replace(target.path, target.mode, text);
}

async function replace(path: string, mode: number | undefined, text: string): Promise<void> {
  const temporary = `${path}.${randomUUID()}.tmp`;
  try {
    await writeFile(temporary, text, { flag: 'wx' });
    if (mode !== undefined) await chmod(temporary, mode);
    await rename(temporary, path);
  } finally {
    await rm(temporary, { force: true });
  }
}

/** Nothing is made and nothing is emptied: the name is a pipe or a device. */
async function writeInto(path: string, text: string): Promise<void> {
  const file = await open(path, constants.O_WRONLY);
  try {
    await file.writeFile(text);
  } finally {
    await file.close();
  }
}

/** A descriptor that does not block takes what it can at a time. */
function writeAll(descriptor: number, text: string): void {
  const bytes = Buffer.from(text);
  for (let done = 0; done < bytes.length; ) {
    try {
      done += writeSync(descriptor, bytes, done);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
      Atomics.wait(PAUSE, 0, 0, 5);
    }
  }
}

const PAUSE = new Int32Array(new SharedArrayBuffer(4));
