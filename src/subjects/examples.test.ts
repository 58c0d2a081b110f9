import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { problemArbitrary } from '../../properties/arbitraries/index.ts';
import { findInterpreters, withNumpy } from '../../reports/bench/peers/interpreters.ts';
import type { SubjectAnswer, Values } from '../gate/subject.ts';
import type { Problem } from '../network/problem.ts';
import { squaredNorm } from '../numbers/linearAlgebra.ts';
import { Rational } from '../numbers/rational.ts';
import { rationalField } from '../numbers/rationalField.ts';
import { openSubject } from './openSubject.ts';
import { largestError, smallQuestion, truthOf } from './testing/questions.ts';

const python = withNumpy(findInterpreters()).at(-1)?.executable;
const NOTE = python === undefined ? ' (skipped: no python3 with NumPy; apt-get install python3-numpy)' : '';

const path = (name: string): string => fileURLToPath(new URL(`../../examples/subjects/${name}`, import.meta.url));
const command = (...words: string[]): string => `cmd:${JSON.stringify(words)}`;
const OPTIONS = { secondsPerQuestion: 30, validate: true };

/** A power of two below one over the largest of ‖Σyx‖², ‖W1‖², ‖W2‖² and 1: no rounding grows by more than some e in it. */
function timeConstant({ W1, W2, sigmaYX }: Problem): Rational {
  const sizes = [W1, W2, sigmaYX].map(one => squaredNorm(rationalField, one).toNumber());
  return Rational.of(1, 2 ** Math.ceil(Math.log2(1 + Math.max(...sizes))));
}

function valuesOf(answer: SubjectAnswer): readonly Values[] {
  if (answer.kind !== 'answered') throw new Error(JSON.stringify(answer));
  return answer.values;
}

async function isRight(specification: string, quantity: 'qqt' | 'weights'): Promise<void> {
  const [subject, ours] = [
    await openSubject(specification, OPTIONS),
    await openSubject('builtin:closed-form', OPTIONS),
  ];
  try {
    const question = smallQuestion([quantity]);
    expect(largestError(await subject.ask(question), truthOf(question))).toBeLessThan(1e-13);
    for (const { problem, lambda } of fc.sample(problemArbitrary({ maxWidth: 4 }), { seed: 6, numRuns: 25 })) {
      const time = problem.tau.mul(timeConstant(problem));
      const asked = { problem, lambda, times: [Rational.ZERO, time, time.add(time)], quantities: [quantity] };
      const answer = await subject.ask(asked);
      const known = quantity === 'weights' ? truthOf(asked) : valuesOf(await ours.ask(asked));
      expect(largestError(answer, known)).toBeLessThan(1e-12 / timeConstant(problem).toNumber());
    }
  } finally {
    await Promise.all([subject.close(), ours.close()]);
  }
}

describe('the example subjects', () => {
  it.skipIf(python === undefined)(`NumPy, in under 40 lines, is right${NOTE}`, async () => {
    expect(readFileSync(path('numpy_solver.py'), 'utf8').trimEnd().split('\n').length).toBeLessThan(40);
    await isRight(command(python!, path('numpy_solver.py')), 'qqt');
  });

  it('plain Node is right', async () => {
    await isRight(command(process.execPath, path('node_solver.mjs')), 'weights');
  });
});
