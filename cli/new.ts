import { join } from 'node:path';
import { DloError } from '../src/errors.ts';
import { fileReason } from '../src/fileReason.ts';
import { makeFolder } from '../src/makeFolder.ts';
import { quoted } from '../src/quoted.ts';
import { EXIT } from './exit.ts';
import { starterFormula, starterTest } from './starter.ts';
import { STARTERS, type StarterKind } from './starters.ts';
import { writeNew } from './writeNew.ts';

/**
 * `dlo new NAME`: a formula file of some kind that holds and a vitest test that judges it, in a folder that is made where it is missing.
 * Existing files are never touched; both files are written or none. RANGE for a name or a kind that is none, FILE for what is in the way.
 */
export async function newClaim(
  name: string,
  { folder, kind = 'quantity' }: { readonly folder: string; readonly kind?: string },
): Promise<number> {
  if (!/^[A-Za-z0-9][A-Za-z0-9-]{0,99}$/.test(name))
    throw new DloError('RANGE', 'name', 'must be 1 to 100 letters, digits and "-", a letter or digit first', name);
  if (!isKind(kind)) throw new DloError('RANGE', '--kind', `must be one of ${Object.keys(STARTERS).join(', ')}`, kind);
  makeNewFolder(folder);
  const [formula, test] = [join(folder, `${name}.claim`), join(folder, `${name}.test.ts`)];
  await writeNew([
    { path: formula, text: starterFormula(name, kind) },
    { path: test, text: starterTest(name) },
  ]);
  process.stdout.write(`wrote ${formula}\nwrote ${test}\nnext: npx dlo check ${quoted(formula)}\n`);
  return EXIT.ok;
}

function isKind(kind: string): kind is StarterKind {
  return Object.hasOwn(STARTERS, kind);
}

function makeNewFolder(folder: string): void {
  try {
    makeFolder(folder);
  } catch (error) {
    throw new DloError('FILE', '--folder', 'must be a folder that can be made', fileReason(error));
  }
}
