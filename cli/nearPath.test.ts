import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { nearPath } from './nearPath.ts';

it('names a file below the working folder from there, and any other by the path that was given', () => {
  expect(nearPath(resolve('reports/out/x.json'))).toBe('reports/out/x.json');
  for (const path of [resolve('../elsewhere/x.json'), '/x.json']) expect(nearPath(path)).toBe(path);
});
