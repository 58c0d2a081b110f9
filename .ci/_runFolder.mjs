// Of vitest: a folder that all test files of a run share and that goes with it, for what is made once and used by many.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export default function setup({ provide }) {
  const folder = mkdtempSync(join(tmpdir(), 'dlo-run-'));
  provide('runFolder', folder);
  return () => rmSync(folder, { recursive: true, force: true });
}
