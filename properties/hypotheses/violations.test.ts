import fc from 'fast-check';
import { expect, it } from 'vitest';
import { balance } from '../../src/network/balance.ts';
import { equal } from '../../src/numbers/equal.ts';
import { identity, scale } from '../../src/numbers/linearAlgebra.ts';
import { rationalField } from '../../src/numbers/rationalField.ts';
import { caseArbitrary } from '../arbitraries/caseArbitrary.ts';
import { casesFor } from '../arbitraries/casesFor.ts';
import { lambdaFamilyArbitrary } from '../arbitraries/lambdaFamilyArbitrary.ts';
import { lambdaBalanced } from './lambdaBalanced.ts';
import { HYPOTHESIS_NAMES } from './names.ts';
import { casesWithout, violates } from './violations.ts';
import { whitened } from './whitened.ts';
import { zeroBalanced } from './zeroBalanced.ts';

/** Kinds of network, which formula files ask for and no claim does; and a start that its A(0) describes. */
const KINDS = ['square', 'funnel', 'inverted-funnel', 'wide', 'start-in-task-basis'];
const named = Object.entries(HYPOTHESIS_NAMES).filter(([name]) => !KINDS.includes(name));

it.each(named)('%s: a good part of the cases violates it', (_, { hypothesis, ...narrowing }) => {
  const cases = casesWithout(hypothesis, [], casesFor([narrowing])!, [])!;
  const drawn = fc.sample(cases, { numRuns: 100, seed: 1 });
  expect(drawn.filter(given => violates(hypothesis, given)).length).toBeGreaterThan(20);
  for (const given of drawn) if (violates(hypothesis, given)) expect(hypothesis.holds(given)).toBe(false);
});

it('inputs that are not white have a positive Σxx and leave the rest alone', () => {
  const own = caseArbitrary();
  for (const { problem } of fc.sample(casesWithout(whitened, [lambdaBalanced], own, [])!, { numRuns: 100, seed: 2 })) {
    const { data, rows } = problem.sigmaXX!;
    for (let i = 0; i < rows; i++) {
      const beside = data.slice(i * rows, (i + 1) * rows).filter((_, j) => j !== i);
      const sum = beside.reduce((total, entry) => total + Math.abs(entry.toNumber()), 0);
      expect(data[i * rows + i]!.toNumber()).toBeGreaterThan(sum);
    }
  }
});

it('weights that miss λ-balance have no λ at all', () => {
  const cases = casesWithout(lambdaBalanced, [whitened], caseArbitrary(), [])!;
  const drawn = fc.sample(cases, { numRuns: 100, seed: 3 }).filter(given => violates(lambdaBalanced, given));
  for (const { problem } of drawn) {
    const found = balance(rationalField, problem);
    expect(equal(found, scale(rationalField, found.at(0, 0), identity(rationalField, found.rows)))).toBe(false);
  }
});

it('what the matrices of a reading describe again is not changed', () => {
  const family = lambdaFamilyArbitrary({ kinds: ['funnel'], sign: 1 });
  for (const hypothesis of [whitened, lambdaBalanced, zeroBalanced])
    expect(casesWithout(hypothesis, [], family, [])).toBeUndefined();
});
