// Makes dist, which the package is: the code compiled (its types are checked by `npm run check`), and beside the modules of the papers' folders the texts that stand there.
import { execFileSync } from 'node:child_process';
import { cpSync, readdirSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
rmSync('dist', { recursive: true, force: true });
execFileSync('node_modules/.bin/tsc', ['-p', 'tsconfig.build.json'], { stdio: 'inherit' });
const names = readdirSync('properties/claims', { recursive: true, encoding: 'utf8' });
for (const name of names.filter(name => /\.(claim|letters)$/.test(name)))
  cpSync(`properties/claims/${name}`, `dist/properties/claims/${name}`);
