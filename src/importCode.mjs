import { existsSync } from 'node:fs';
import { runTypeScript } from './runTypeScript.mjs';

const ROOT = new URL('../', import.meta.url);

/**
 * Imports a file of the code, named from the root and without its ending: as it stands in a checkout, which needs no build,
 * and compiled in the package, which holds no TypeScript and starts without what runs it.
 */
export async function importCode(path) {
  const source = new URL(`${path}.ts`, ROOT);
  if (!existsSync(source)) return import(new URL(`dist/${path}.js`, ROOT));
  await runTypeScript();
  return import(source);
}
