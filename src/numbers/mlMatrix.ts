import { createRequire } from 'node:module';

let loaded: typeof import('ml-matrix') | undefined;

/** To load ml-matrix takes as long as `dlo solve` needs for its first answer, and not every answer needs it: only when it is first asked. */
export function mlMatrix(): typeof import('ml-matrix') {
  loaded ??= createRequire(import.meta.url)('ml-matrix') as typeof import('ml-matrix');
  return loaded;
}
