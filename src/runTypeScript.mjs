import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';

let running = false;

/**
 * Lets Node run TypeScript as it stands, so that a checkout needs no build. What tsx has compiled it keeps in the temporary
 * folder of the machine, whose name it asks for while it is loaded: here it is told the node_modules/.cache that stands
 * beside it, or, where nothing can be written there, to keep nothing. `commonJs`: also where the nearest package.json does not
 * say that it holds ES modules. Once a thread: what it is called for later changes nothing.
 */
export async function runTypeScript({ commonJs = false } = {}) {
  if (running) return;
  running = true;
  const { TMPDIR, TSX_DISABLE_CACHE } = process.env;
  const cache = fileURLToPath(new URL('../../.cache/', import.meta.resolve('tsx')));
  try {
    mkdirSync(cache, { recursive: true });
    process.env.TMPDIR = cache;
  } catch {
    process.env.TSX_DISABLE_CACHE = '1';
  }
  const { register } = await import('tsx/esm/api');
  // It compiles in a thread of its own, of which V8 would keep 45 MB for 13: room for what is new is 4 MB there, not 16.
  setFlagsFromString('--max-semi-space-size=4');
  register();
  setFlagsFromString('--max-semi-space-size=0');
  if (commonJs) (await import('tsx/cjs/api')).register();
  restore('TMPDIR', TMPDIR);
  restore('TSX_DISABLE_CACHE', TSX_DISABLE_CACHE);
}

function restore(name, value) {
  if (value === undefined) delete process.env[name];
  else process.env[name] = value;
}
