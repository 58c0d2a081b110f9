import {
  closeSync,
  constants,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  renameSync,
  type Stats,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { DloError } from '../errors.ts';
import { fileReason } from '../fileReason.ts';
import { makeFolder } from '../makeFolder.ts';
import { type WriteTarget, writeTarget } from '../writeTarget.ts';
import type { GateLine } from './gateRecord.ts';

/** Writes a record as the run goes. Whatever ends the process, and whenever, every line that `write` returned from is kept. */
export interface RecordWriter {
  /** Where the lines stand until the footer is written: `FILE.partial`. */
  readonly partial: string;
  /** One line, whole. After the footer the file is synced to the disk and takes its own name. Throws FILE and FORMAT. */
  readonly write: (line: GateLine) => void;
  /** A record without a footer keeps the name of a partial one. Safe to call twice. */
  readonly close: () => void;
}

/**
 * Opens a record for writing. Its folder is made where it is missing. Lines go to `FILE.partial`, each in one call of the
 * system, so that a process that is killed leaves whole lines; the footer renames that file to FILE, which so holds a
 * finished record or what it held before. A partial record that is found is of a run that was cut off: it is moved to
 * `FILE.partial.previous`. A FILE that is no regular file (a pipe, a device, /dev/stdout) is written to as it stands.
 * Throws FILE, naming the file and the reason; a full disk costs the line that did not fit and none before it.
 */
export function openRecordWriter(file: string): RecordWriter {
  const target = attempt(file, 'must be writable', () => targetOf(file));
  const regular = target.kind === 'file';
  const partial = regular ? `${target.path}.partial` : target.path;
  const fd = attempt(file, 'must be writable', () => {
    if (target.kind === 'descriptor') return target.descriptor;
    return regular ? openNew(partial) : openSync(target.path, constants.O_WRONLY);
  });
  let open = true;
  let [lines, bytes] = [0, 0];
  let started = false;
  const close = (): void => {
    if (open && target.kind !== 'descriptor') closeSync(fd);
    open = false;
  };
  const finish = (): void => {
    if (!regular) {
      close();
      return;
    }
    attempt(partial, 'must reach the disk', () => fsyncSync(fd));
    const ours = fstatSync(fd);
    close();
    if (stats(partial)?.ino !== ours.ino)
      throw new DloError('FILE', partial, 'must be written by one run at a time', 'another run’s record in its place');
    attempt(file, 'must be writable', () => renameSync(partial, target.path));
    syncFolder(dirname(target.path));
  };
  return {
    partial,
    close,
    write: line => {
      if (!open) throw new DloError('FILE', partial, 'must be open', 'closed');
      if ((line.type === 'header') === started)
        throw new DloError('FORMAT', partial, 'must begin with its only header', line.type);
      const text = Buffer.from(`${lineText(line)}\n`);
      try {
        // The system may take less than it is given only where the disk is about to be full.
        for (let done = 0; done < text.length; ) done += writeSync(fd, text, done);
      } catch (error) {
        if (regular) ftruncateSync(fd, bytes);
        close();
        const kept = `must have room for the next line (the ${lines} before it are kept)`;
        throw new DloError('FILE', partial, kept, fileReason(error));
      }
      started = true;
      lines += 1;
      bytes += text.length;
      if (line.type === 'footer') finish();
    },
  };
}

/** A line of a record as text, without its end. JSON has no token for NaN and ∞: FORMAT names the field. */
export function lineText(line: GateLine): string {
  return JSON.stringify(line, (key, value: unknown) => {
    if (typeof value === 'number' && !Number.isFinite(value))
      throw new DloError('FORMAT', `"${key}" of a record`, 'must be a finite number', value);
    return value;
  });
}

/** The folder of a new name is made where it is missing. */
function targetOf(file: string): WriteTarget {
  if (stats(file) === undefined) makeFolder(dirname(file));
  return writeTarget(file);
}

function openNew(partial: string): number {
  if (stats(partial) !== undefined) renameSync(partial, `${partial}.previous`);
  return openSync(partial, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_APPEND, 0o666);
}

function stats(path: string): Stats | undefined {
  return statSync(path, { throwIfNoEntry: false });
}

/** So that the new name survives a loss of power; some file systems know no such thing. */
function syncFolder(folder: string): void {
  try {
    const fd = openSync(folder, 'r');
    try {
      fsyncSync(fd);
    } finally {
      closeSync(fd);
    }
  } catch {
    // The file itself is on the disk: only its name could be lost.
  }
}

function attempt<T>(path: string, rule: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof DloError) throw error;
    throw new DloError('FILE', path, rule, fileReason(error));
  }
}
