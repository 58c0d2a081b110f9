import { describe, expect, it } from 'vitest';
import { bindProblem } from '../formula/bindProblem.ts';
import { parseFormula } from '../formula/parseFormula.ts';
import type { Case } from '../judge/case.ts';
import { caseFromJson } from '../judge/caseJson.ts';
import { problemIn } from '../network/problem.ts';
import { float64Field } from '../numbers/float64Field.ts';
import { float64System } from '../numbers/numberSystem.ts';
import { dependenceOf } from './dependence.ts';

const CASES = ['1', '2'].map(s =>
  caseFromJson({ W1: [['1/2'], [0]], W2: [['1/2', 0]], sigmaYX: [[s]], lambda: '0', time: '1' }),
);
const bind = ({ problem, lambda, time }: Case) =>
  bindProblem(float64System, problemIn(float64Field, problem), lambda.toNumber(), time.toNumber());

const ORIGINAL = 's = norm(Syx)\ntf = tau*log(2)/s\nexp(-tf/tau)*W2*W1';
const dependsAsMuch = dependenceOf(parseFormula(ORIGINAL), CASES, bind);
const edited = (before: string, after: string) => dependsAsMuch(parseFormula(ORIGINAL.replace(before, after)));

describe('dependenceOf', () => {
  it('lets pass what changes with what is given as the original does', () => {
    expect(edited('log(2)', 'log(3)')).toBe(true);
    expect(edited('tau*log(2)/s', 't*s')).toBe(true);
    expect(edited('W2*W1', '2*W2*W1')).toBe(true);
  });

  it('does not where a definition becomes a constant, itself or by one before it', () => {
    expect(edited('tau*log(2)/s', '0')).toBe(false);
    expect(edited('tau*log(2)/s', 's - s')).toBe(false);
    expect(edited('norm(Syx)', '1')).toBe(false);
  });

  it('judges by the cases on which there is a value', () => {
    const some = dependenceOf(parseFormula('d = 1/(norm(Syx) - 1)\nd*W2*W1'), CASES, bind);
    expect(some(parseFormula('d = 2/(norm(Syx) - 1)\nd*W2*W1'))).toBe(true);
    expect(some(parseFormula('d = (norm(Syx) - 1)/(norm(Syx) - 1)\nd*W2*W1'))).toBe(false);
  });

  it('asks nothing of definitions that were constant before', () => {
    const constant = dependenceOf(parseFormula('c = 2\nc*W2*W1'), CASES, bind);
    expect(constant(parseFormula('c = 3\nc*W2*W1'))).toBe(true);
  });
});
