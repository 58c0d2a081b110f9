import { describe, expect, it } from 'vitest';
import { TRUTH } from '../../oracles/testing/truth.ts';
import type { AnyCase } from '../judge/case.ts';
import { caseFromJson, flowCaseFromJson } from '../judge/caseJson.ts';
import { decideCase } from '../judge/lookAt.ts';
import { openAny } from './testing/open.ts';

const LOSS = 'loss = 1/2*norm(Syx1 - W2t*W1t)^2\n';
const toTheEnd = (lines: string, count = 2) =>
  `tasks: ${count}\nclaims: equation\nneeds: whitened, zero-balanced\n---\n${LOSS}${lines}\n`;
const forOne = (lines: string) => `tasks: 2\ntrained for: 1\nclaims: equation\nneeds: whitened\n---\n${LOSS}${lines}\n`;
const outcome = (text: string, given: AnyCase): string =>
  decideCase(openAny(text, 'f').reading.judge, given, { digits: 20, truth: TRUTH }).outcome;

/** 1-1-1 of balanced layers: the map is a(t) = s/(1 + (s/a0 − 1)e^(−2st)). */
const scalars = (W2: number, Syx2: number | string, Syx3 = '1'): AnyCase =>
  caseFromJson({ W1: [[1]], W2: [[W2]], sigmaYX: [[2]], time: '1/2', extra: { Syx2: [[Syx2]], Syx3: [[Syx3]] } });
const half = [
  ['1/2', 0],
  [0, '1/3'],
];
const OF_TWO = caseFromJson({
  W1: half,
  W2: half,
  sigmaYX: [
    [2, 1],
    [0, 1],
  ],
  time: '1',
  extra: {
    Syx2: [
      [1, 0],
      ['1/2', 2],
    ],
  },
});

describe('tasks in sequence', () => {
  it.each([
    ['after(loss, 1) == 0', 'held'],
    ['after(loss, 2) == 1/2*(3 - 2)^2', 'held'],
    ['after(loss, 2) == 1/2*(3 - 2)^2 + 1/10^9', 'failed'],
    ['after(W2t*W1t, 2) == Syx2', 'held'],
    // The map at time 1/2 of training on the second task, from 2 to 3; its rate is that of the second task.
    ['W2t*W1t == 3/(1 + 1/2*exp(-3))*I(1)', 'held'],
    ['W2t*W1t == 2/(1 + 1*exp(-2))*I(1)', 'failed'],
    ['ddt(W2t*W1t) == 2*W2t*W1t*(Syx2 - W2t*W1t)', 'held'],
    ['ddt(W2t*W1t) == 2*W2t*W1t*(Syx1 - W2t*W1t)', 'failed'],
    ['ddt(ddt(W1t)) == (Syx2 - W2t*W1t)*dW2t - W2t*(dW2t*W1t + W2t*dW1t)', 'held'],
    ['start(ddt(W1t)) == W2*(Syx1 - W2*W1)', 'held'],
    ['at(W2t*W1t, 0) == Syx1', 'held'],
    ['integral(ddt(loss), 0, t) == loss - after(loss, 1)', 'held'],
  ])('are learned one after the other: %s %s', (line, expected) => {
    expect(outcome(toTheEnd(line), scalars(1, 3))).toBe(expected);
  });

  it('end where the flow ends: on the saddle between two tasks of other signs', () => {
    // Both layers stay the same, and the second task asks for other signs: the map goes to 0.
    const given = scalars(1, -3);
    expect(outcome(toTheEnd('after(W2t*W1t, 2) == Syx2'), given)).not.toBe('held');
    expect(outcome(toTheEnd('after(loss, 2) == 1/2*norm(Syx2 - Syx1)^2'), given)).not.toBe('held');
  });

  it.each([
    [0, 'after(loss, 2) == 1/2*Syx1^2', 'held'],
    [0, 'after(loss, 2) == 0', 'failed'],
    [2, 'after(W2t*W1t, 1) == Syx1', 'held'],
    [2, 'after(W2t*W1t, 1) == 2*Syx1', 'failed'],
  ])('leave weights at rest where they are, known to all digits: %s, %s %s', (weight, line, expected) => {
    const atRest = caseFromJson({
      W1: [[weight]],
      W2: [[weight]],
      sigmaYX: [[4]],
      time: '1',
      extra: { Syx2: [[3]] },
    });
    expect(outcome(toTheEnd(line), atRest)).toBe(expected);
  });

  it('leave open what a start that is known to some digits does not decide', () => {
    // The second task asks for another sign of the determinant: the flow stays beside a saddle, from which rounding frees it.
    const apart: AnyCase = {
      ...OF_TWO,
      extra: {
        Syx2: openMatrix([
          ['46/100', '72/100'],
          ['72/100', '-4/100'],
        ]),
      },
    };
    expect(outcome(toTheEnd('after(W2t*W1t, 2) == Syx2'), apart)).not.toBe('held');
  });

  it('are told by the distance of two tasks', () => {
    expect(outcome(toTheEnd('after(loss, 2) == 1/2*norm(Syx2 - Syx1)^2'), OF_TWO)).toBe('held');
    expect(outcome(toTheEnd('after(loss, 2) == norm(Syx2 - Syx1)^2'), OF_TWO)).toBe('failed');
  });

  it('can be defined by one another, and be more than two', () => {
    const again = toTheEnd('Syx3 = Syx1\nafter(W2t*W1t, 3) == Syx1', 3);
    expect(outcome(again, scalars(1, 3))).toBe('held');
    expect(outcome(toTheEnd('after(loss, 3) == 1/2*(2 - 1)^2', 3), scalars(1, 3))).toBe('held');
    expect(outcome(toTheEnd('Syx2 = 2*Syx1\nafter(loss, 2) == 1/2*norm(Syx1)^2'), scalars(1, 3))).toBe('held');
  });

  it('are trained for a time where the file says one, at any balance and depth', () => {
    const unbalanced = caseFromJson({ W1: [[1]], W2: [['1/2']], sigmaYX: [[2]], time: '1', extra: { Syx2: [[3]] } });
    expect(outcome(forOne('after(W2t^2 - W1t^2, 1) == W2^2 - W1^2'), unbalanced)).toBe('held');
    expect(outcome(forOne('W2t^2 - W1t^2 == W2^2 - W1^2'), unbalanced)).toBe('held');
    expect(outcome(forOne('after(loss, 1) == 0'), unbalanced)).toBe('failed');
    expect(outcome(forOne('at(W1t, 1) == after(W1t, 2)'), unbalanced)).toBe('held');
    const layers = [[[1]], [['1/2']], [[1]]];
    const deep = flowCaseFromJson({ layers, sigmaYX: [[2]], time: '1/2', extra: { Syx2: [[3]] } });
    const ofLayers = (line: string) =>
      `tasks: 2\ntrained for: 1/2\nnetwork: deep\ndepth: 3\nclaims: equation\nneeds: whitened\n---\n${line}\n`;
    expect(outcome(ofLayers('W(1:3)t == after(W(1:3)t, 2)'), deep)).toBe('held');
    expect(outcome(ofLayers('ddt(W1t) == W(2:3)t*(Syx2 - W(1:3)t)/tau'), deep)).toBe('held');
    expect(outcome(ofLayers('ddt(W1t) == W(2:3)t*(Syx1 - W(1:3)t)/tau'), deep)).toBe('failed');
    expect(outcome(ofLayers('start(ddt(W1t)) == W(2:3)*(Syx1 - W(1:3))/tau'), deep)).toBe('held');
  });
});

function openMatrix(rows: readonly (readonly string[])[]) {
  return caseFromJson({ W1: [[1, 0]], W2: [[1], [0]], sigmaYX: rows }).problem.sigmaYX;
}
