import { lstatSync, readlinkSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { DloError } from './errors.ts';

/** Where writing to a path goes. */
export type WriteTarget =
  /** A regular file or a new name, links followed: it is replaced by renaming, so that readers see the old or the new whole. */
  | { readonly kind: 'file'; readonly path: string; readonly mode?: number }
  /** A pipe or a device: written into as it stands, never replaced. */
  | { readonly kind: 'stream'; readonly path: string }
  /** A file that this process has open, /dev/stdout say: written into where it stands. */
  | { readonly kind: 'descriptor'; readonly path: string; readonly descriptor: number };

/** Throws FILE for a folder, a socket and a circle of links; errors of the system as they come. */
export function writeTarget(path: string): WriteTarget {
  const descriptor = descriptorOf(path);
  if (descriptor !== undefined) return { kind: 'descriptor', path, descriptor };
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) return { kind: 'file', path: newName(path, 0) };
  if (found.isFile()) return { kind: 'file', path: realpathSync(path), mode: found.mode & 0o7777 };
  if (found.isFIFO() || found.isCharacterDevice()) return { kind: 'stream', path };
  const what = found.isDirectory() ? 'a folder' : found.isSocket() ? 'a socket' : 'a block device';
  throw new DloError('FILE', path, 'must be a file', what);
}

const STANDARD: Readonly<Record<string, number>> = { '/dev/stdin': 0, '/dev/stdout': 1, '/dev/stderr': 2 };

function descriptorOf(path: string): number | undefined {
  const name = resolve(path);
  const numbered = /^\/(?:dev|proc\/(?:self|thread-self))\/fd\/(\d+)$/.exec(name)?.[1];
  return numbered === undefined ? STANDARD[name] : Number(numbered);
}

const MOST_LINKS = 40;

/** The name that a link to nothing stands for, or the path itself. */
function newName(path: string, links: number): string {
  if (links > MOST_LINKS) throw new DloError('FILE', path, 'must not be a circle of links', path);
  if (lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink())
    return newName(resolve(dirname(path), readlinkSync(path)), links + 1);
  return join(realpathSync(dirname(path)), basename(path));
}
