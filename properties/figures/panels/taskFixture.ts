import { readFileSync } from 'node:fs';
import { DloError } from '../../../src/errors.ts';
import { exactProblem, type ProblemLike } from '../../../src/network/exactProblem.ts';
import type { Problem } from '../../../src/network/problem.ts';
import { Rational } from '../../../src/numbers/rational.ts';
import { PACKAGE_ROOT } from '../../../src/packageRoot.ts';

const FOLDER = new URL('fixtures/tasks/', PACKAGE_ROOT);

/** The problem with this id of a file of `fixtures/tasks`, on a clock with τ = 1. FORMAT where there is none. */
export function taskFixture(file: string, id: string): Problem {
  const lines = readFileSync(new URL(file, FOLDER), 'utf8').trim().split('\n');
  const found = lines.map(line => JSON.parse(line) as ProblemLike & { id: string }).find(line => line.id === id);
  if (found === undefined) throw new DloError('FORMAT', file, 'must hold a problem of this id', id);
  return { ...exactProblem(found), tau: Rational.ONE };
}
