import { relative } from 'node:path';

/** A path as seen from the working folder where it lies in it. */
export function nearPath(path: string): string {
  const near = relative('', path);
  return near.startsWith('..') ? path : near;
}
