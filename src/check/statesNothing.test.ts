import { expect, it } from 'vitest';
import { TRUTH } from '../../oracles/testing/truth.ts';
import { parseFormulaFile } from '../formula/formulaFile.ts';
import { caseFromJson } from '../judge/caseJson.ts';
import { statesNothing } from './statesNothing.ts';

const CASES = [
  { W1: [['3/4', 0]], W2: [['5/4']], sigmaYX: [[1, '1/2']], lambda: '1', tau: '2', time: '3/2' },
  { W1: [['5/4']], W2: [['3/4'], [0]], sigmaYX: [['1/2'], [2]], lambda: '-1', time: '1/3' },
  { W1: [[0], [0]], W2: [[0, 0]], sigmaYX: [[1]], time: '1' },
].map(caseFromJson);

const saysNothing = (equation: string) =>
  statesNothing(parseFormulaFile(`claims: equation\n---\n${equation}`, 'f'), CASES, { digits: 30, truth: TRUTH });

it.each([
  // Beyond float64: exp(800) and 10^400 overflow there.
  "exp(800)/exp(800)*trace(W1t*W1t') == trace(W1t*W1t')",
  "x = 10^200\nx*x*trace(W1t*W1t')/x/x == norm(W1t)^2",
  // Below its digits, where float64 shows cancellation.
  "(trace(W1t*W1t') + 10^20) - 10^20 == trace(W1t*W1t')",
  'exp(-800)*W1t == W1t*exp(-800)',
  "trace(W1t'*W1t) == norm(W1t)^2",
  "dW1t*W1t' - dW1t*W1t' == 0*(W1t*W1t')",
  // 0/0 at one of the starts.
  'W1t/norm(W1) == W1t*(1/norm(W1))',
  '0 == 0',
  "exp(800)/exp(800)*trace(W1*W1') == trace(W1*W1')",
])('%s says nothing', equation => expect(saysNothing(equation)).toBe(true));

it.each(['norm(W2t*W1t) <= norm(W2t)*norm(W1t)', "trace(W1t*W1t') >= 0", "0 <= 1 + trace(W1t*W1t')"])(
  '%s holds for all weights',
  inequality => {
    const file = parseFormulaFile(`claims: inequality\n---\n${inequality}`, 'f');
    expect(statesNothing(file, CASES, { digits: 30, truth: TRUTH })).toBe(true);
  },
);

it.each(['trace(W1t) <= 1000', 'trace(W1t) >= -1000', 'norm(W1t) <= 1000', "R = Syx - W2t*W1t\nddt(trace(R*R')) <= 0"])(
  '%s says something',
  inequality => {
    const file = parseFormulaFile(`claims: inequality\n---\n${inequality}`, 'f');
    const square = caseFromJson({ W1: [['3/4']], W2: [['5/4']], sigmaYX: [[1]], lambda: '1', time: '3/2' });
    expect(statesNothing(file, [square], { digits: 30, truth: TRUTH })).toBe(false);
  },
);

// On this case it holds for six samples of weights, large and small, of either sign, that are multiples of each other.
it('what holds on a case for some weights only says something', () => {
  const text = "claims: inequality\n---\nR = Syx - W2t*W1t\nddt(ddt(trace(R*R'))) < 0";
  const start = { W1: [[1]], W2: [['-3/5'], [0], ['-4/5']] };
  const witness = caseFromJson({ ...start, sigmaYX: [[1], [0], [-3]], time: '1/8' });
  expect(statesNothing(parseFormulaFile(text, 'f'), [witness], { digits: 12, truth: TRUTH })).toBe(false);
});

it.each([
  "W2t'*W2t - W1t*W1t' == W2'*W2 - W1*W1'",
  // The difference is small, and float64 does not see it.
  "trace(W1t*W1t') + 10^-20*trace(W2t'*W2t) == trace(W1t*W1t') + 10^-20*trace(W1t*W1t')",
  "tau*dW1t == W2t'*(Syx - W2t*W1t)",
  "U'*U == I(m)",
  "W2'*W2 - W1*W1' == lambda*I(Nh)",
  'W1t/0 == W1t/0',
])('%s says something, or has no value', equation => expect(saysNothing(equation)).toBe(false));
