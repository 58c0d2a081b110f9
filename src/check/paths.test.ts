import { describe, expect, it } from 'vitest';
import { TRUTH } from '../../oracles/testing/truth.ts';
import { FormulaError } from '../formula/formulaError.ts';
import { caseFromJson } from '../judge/caseJson.ts';
import { confirm } from '../judge/confirm.ts';
import { decideCase, lookAt } from '../judge/lookAt.ts';
import { multiply } from '../numbers/linearAlgebra.ts';
import { rationalField } from '../numbers/rationalField.ts';
import { memberOf } from './membersOf.ts';
import { openAny, refusalOf } from './testing/open.ts';

const LAMBDA = 'claims: equation\nneeds: whitened, lambda-balanced\nfixed: Syx, W2*W1, t\n';
const SCALE = 'claims: equation\nneeds: whitened, lambda-balanced\nfixed: Syx, W1/scale, W2/scale, t\n';
const VALUE = (rest: string): string => `claims: equation\nneeds: whitened\nfixed: U, V, other S, W1, W2${rest}\n`;

const CASES = {
  // λ = 3 − 0 … W2ᵀW2 − W1W1ᵀ = 3.
  plain: caseFromJson({ W1: [[1]], W2: [[2]], sigmaYX: [[3]], lambda: '3', time: '1/2' }),
  square: caseFromJson({
    W1: [
      [1, 0],
      [0, 1],
    ],
    W2: [
      [2, 0],
      [0, 2],
    ],
    sigmaYX: [
      [2, 1],
      [1, 1],
    ],
    lambda: '3',
    time: '1/4',
  }),
  reversed: caseFromJson({ W1: [[2]], W2: [[1]], sigmaYX: [[3]], lambda: '-3', time: '1/2' }),
  idle: caseFromJson({ W1: [[1]], W2: [[1]], sigmaYX: [[0]], time: '1' }),
  zero: caseFromJson({ W1: [[1]], W2: [[1]], sigmaYX: [[3]], lambda: '0', time: '1/2' }),
};

const judged = (header: string, body: string, given: keyof typeof CASES) =>
  decideCase(openAny(`${header}---\n${body}\n`, 'f.claim').reading.judge, CASES[given], { digits: 20, truth: TRUTH });

const RATES = LAMBDA.replace(', t\n', ', lambda*t\n');
const ENDS = LAMBDA.replace(', t\n', '\n');
const SMALL_ENDS = SCALE.replace(', t\n', '\n');

describe('limits along a path', () => {
  it.each<[string, string, keyof typeof CASES, string]>([
    // The layers: s2 ~ √λ, s1 ~ p/√λ.
    [LAMBDA, 'lim(lambda -> Inf, norm(W2)^2/lambda) == Nh', 'plain', 'held'],
    [LAMBDA, 'lim(lambda -> Inf, W1) == zeros(Nh, Ni)', 'square', 'held'],
    [LAMBDA, "lim(lambda -> Inf, lambda*W1*W1') == W1*W1'", 'plain', 'refused'],
    [LAMBDA, "lim(lambda -> Inf, lambda*trace(W1*W1')) == norm(W2*W1)^2", 'square', 'held'],
    [LAMBDA, "lim(lambda -> Inf, lambda*trace(W1*W1')) == 2*norm(W2*W1)^2", 'square', 'failed'],
    // At a fixed t the task is learned at the rate λ, at once.
    [LAMBDA, 'lim(lambda -> Inf, W2t*W1t) == Syx', 'square', 'held'],
    [LAMBDA, 'lim(lambda -> Inf, W2t*W1t) == W2*W1', 'square', 'failed'],
    // At λt fixed it goes linearly.
    [RATES, 'lim(lambda -> Inf, W2t*W1t - Syx - (W2*W1 - Syx)*exp(-lambda*t/tau)) == zeros(No, Ni)', 'square', 'held'],
    [
      RATES,
      'lim(lambda -> Inf, W2t*W1t - Syx - (W2*W1 - Syx)*exp(-2*lambda*t/tau)) == zeros(No, Ni)',
      'square',
      'failed',
    ],
    // No limit.
    [LAMBDA, 'lim(lambda -> Inf, norm(W2)) == 1', 'plain', 'failed'],
    [LAMBDA, "lim(lambda -> 0, W2*W2') == W2*W1", 'plain', 'held'],
    [LAMBDA, 'lim(lambda -> -Inf, norm(W1)^2/lambda) == -Nh', 'reversed', 'held'],
    // Small weights: the linear flow.
    [
      SCALE,
      "lim(scale -> 0, [W1t'; W2t]/scale - expm([zeros(Ni, Ni), Syx'; Syx, zeros(No, No)]*t/tau)*[W1/scale, zeros(Nh, No); zeros(No, Ni), zeros(No, No)](:,1)) == 0",
      'plain',
      'refused',
    ],
    [
      SCALE,
      "lim(scale -> 0, ([W1t'; W2t] - expm([zeros(Ni, Ni), Syx'; Syx, zeros(No, No)]*t/tau)*[W1'; W2])/scale) == zeros(Ni + No, Nh)",
      'square',
      'held',
    ],
    [
      SCALE,
      "lim(scale -> 0, ([W1t'; W2t] - expm([zeros(Ni, Ni), Syx'; Syx, zeros(No, No)]*2*t/tau)*[W1'; W2])/scale) == zeros(Ni + No, Nh)",
      'square',
      'failed',
    ],
    // The values that are large are learned first.
    [VALUE(', t'), "lim(S(1,1) -> Inf, (W2t*W1t)/S(1,1)) == U(:,1)*V(:,1)'", 'plain', 'held'],
  ])('%j %s: %s: %s', (header, body, given, outcome) => {
    if (outcome === 'refused') expect(() => judged(header, body, given)).toThrow(FormulaError);
    else expect(judged(header, body, given)).toMatchObject({ outcome });
  });

  it('are taken in the order written', () => {
    expect(judged(SMALL_ENDS, 'lim(scale -> 0, lim(t -> Inf, W2t*W1t)) == Syx', 'plain').outcome).toBe('held');
    expect(judged(SMALL_ENDS, 'lim(scale -> 0, lim(t -> Inf, W2t*W1t)) == zeros(No, Ni)', 'plain').outcome).toBe(
      'failed',
    );
    expect(
      judged(ENDS, "lim(lambda -> Inf, lim(t -> Inf, trace(W1t*W1t'))*lambda) == norm(Syx)^2", 'plain').outcome,
    ).toBe('held');
    expect(judged(SCALE, 'lim(scale -> 0, W2t*W1t) == zeros(No, Ni)', 'plain').outcome).toBe('held');
  });

  it('a refuted one is confirmed, with both values and where it goes', () => {
    const { reading } = openAny(`${LAMBDA}---\nlim(lambda -> Inf, W2t*W1t) == 2*Syx\n`, 'f.claim');
    const found = confirm(reading, CASES.plain, { digits: 20, truth: TRUTH });
    if (typeof found === 'string') throw new Error(found);
    expect(found.judgement).toMatchObject({ at: { name: 'lambda →', value: '∞' } });
    expect(found.judgement.reason).toMatch(/extrapolated from lambda = \d+, \d+, …, \d+/);
    expect(found.judgement.stated!.data[0]!.toNumber()).toBeCloseTo(3, 5);
  });

  it.each([
    ['Syx', 'held'],
    ['2*Syx', 'failed'],
  ])('settle at a second look too where a limit in time stands in them: %s', (end, outcome) => {
    const { reading } = openAny(`${SMALL_ENDS}---\nlim(scale -> 0, lim(t -> Inf, W2t*W1t)) == ${end}\n`, 'f.claim');
    const looking = { digits: 40, truth: TRUTH.anew(TRUTH.arithmetic), again: true } as const;
    expect(lookAt(reading.judge, CASES.zero, looking).judgement).toMatchObject({ outcome });
  });
});

describe('orders', () => {
  it.each<[string, string, keyof typeof CASES, string]>([
    [LAMBDA, "trace(W1*W1') == norm(W2*W1)^2/lambda + O(1/lambda^2)", 'plain', 'held'],
    // The next term is −p⁴/λ³.
    [LAMBDA, "trace(W1*W1') == norm(W2*W1)^2/lambda + O(1/lambda^3)", 'plain', 'held'],
    [LAMBDA, "trace(W1*W1') == norm(W2*W1)^2/lambda + O(1/lambda^4)", 'plain', 'failed'],
    [LAMBDA, "trace(W1*W1') == O(1/lambda)", 'plain', 'held'],
    [LAMBDA, "trace(W1*W1') == O(1/lambda^2)", 'plain', 'failed'],
    [LAMBDA, "trace(W1*W1') == O(log(lambda)/lambda)", 'plain', 'held'],
    [LAMBDA, 'W2*W1 - W2*W1 == O(1/lambda)', 'plain', 'held'],
    [LAMBDA, 'norm(W2)^2 == O(1/lambda)', 'plain', 'failed'],
    [SCALE, 'W2t*W1t == O(scale^2)', 'plain', 'held'],
    [SCALE, 'W2t*W1t == O(scale^3)', 'plain', 'failed'],
    // Nothing to learn: it goes to zero like 1/t.
    ['claims: equation\nneeds: whitened\n', 'W2t*W1t == O(1/t)', 'idle', 'held'],
    ['claims: equation\nneeds: whitened\n', 'W2t*W1t == O(1/t^2)', 'idle', 'failed'],
  ])('%j %s: %s: %s', (header, body, given, outcome) => {
    const judgement = judged(header, body, given);
    expect(judgement.outcome, judgement.reason).toBe(outcome);
  });

  it('bring their exponent and constant along', () => {
    const { law } = judged(LAMBDA, "trace(W1*W1') == norm(W2*W1)^2/lambda + O(1/lambda^4)", 'plain');
    expect(law!.order.value).toBeCloseTo(3, 3);
    // p = 2: c = p⁴.
    expect(law!.constant.value / 16).toBeCloseTo(1, 2);
  });
});

describe('members of a path', () => {
  it('keep the map and have the balance that they say', () => {
    for (const given of [CASES.square, CASES.reversed]) {
      const { given: member, at } = memberOf(
        'lambda',
        { parameter: 'lambda', fixed: [], time: 't' },
        'grows',
        given,
        3,
      );
      const { W1, W2 } = member.problem;
      const [map, own] = [multiply(rationalField, W2, W1), multiply(rationalField, given.problem.W2, given.problem.W1)];
      for (const [k, entry] of map.data.entries()) expect(entry.sub(own.data[k]!).abs().toNumber()).toBeLessThan(1e-45);
      const [outer, inner] = [multiply(rationalField, W2.transpose(), W2), multiply(rationalField, W1, W1.transpose())];
      outer.data.forEach((entry, k) => {
        const balance = k % (W1.rows + 1) === 0 ? at : rationalField.zero;
        expect(entry.sub(inner.data[k]!).sub(balance).abs().toNumber()).toBeLessThan(1e-44);
      });
    }
  });

  it('hold λt where the file says so', () => {
    const path = { parameter: 'lambda', fixed: [], time: 'lambda*t' } as const;
    const { given: member, at } = memberOf('lambda', path, 'grows', CASES.plain, 5);
    expect(member.time.mul(at).toString()).toBe('3/2');
  });

  it('are none where λ = 0', () => {
    const { reading } = openAny(`${LAMBDA}---\nlim(lambda -> 0, W2*W1) == W2*W1\n`, 'f.claim');
    expect(reading.hypotheses.find(({ holds }) => !holds(CASES.zero))?.name).toBe('lambda ~= 0');
    expect(reading.hypotheses.every(({ holds }) => holds(CASES.plain))).toBe(true);
  });
});

describe('what a limit along a path must say', () => {
  it.each<[string, number, number, string]>([
    [
      `${ENDS.replace(/fixed.*\n/, '')}---\nlim(lambda -> Inf, W2*W1) == Syx\n`,
      4,
      5,
      'must have what is held fixed along it in the header, fixed: Syx, W2*W1',
    ],
    [`${ENDS}---\nlim(lambda -> Inf, W2t*W1t) == Syx\n`, 3, 8, 'must say t or lambda*t too'],
    [`${LAMBDA.replace('Syx, ', '')}---\nlim(lambda -> Inf, W2t*W1t) == Syx\n`, 3, 8, 'must say Syx too'],
    [
      `${LAMBDA.replace(', t', ', t, lambda*t')}---\nlim(lambda -> Inf, W2t*W1t) == Syx\n`,
      3,
      8,
      'must hold one of t, lambda*t fixed',
    ],
    [
      `${LAMBDA.replace('Syx', 'Sxx')}---\nlim(lambda -> Inf, W2t*W1t) == Syx\n`,
      3,
      8,
      'known quantity held fixed along lambda',
    ],
    [`${LAMBDA}---\nW2t*W1t == Syx\n`, 3, 8, 'must not stand where nothing goes along a parameter'],
    [`${LAMBDA}---\nlim(lambda -> Inf, W2t*W1t) == W2\n`, 5, 32, 'must stand within lim(lambda -> …, …)'],
    [
      `${LAMBDA}---\nA = W2*W1\nB = W2\nlim(lambda -> Inf, W2t*W1t) == A + B\n`,
      7,
      36,
      'must stand within lim(lambda -> …, …)',
    ],
    [
      `${LAMBDA}---\nlim(mu -> Inf, W2t) == Syx\n`,
      5,
      5,
      'must be what a limit is known in: t, lambda, scale, S(1,1), S(m,m)',
    ],
    [`${LAMBDA}---\nlim(lambda -> 1, W2t) == Syx\n`, 5, 15, 'must be Inf or -Inf or 0, as lambda goes there'],
    [`${LAMBDA}---\nlim(lambda -> Inf, lim(lambda -> Inf, W2t*W1t)) == Syx\n`, 5, 20, 'must go along something else'],
    [
      `${LAMBDA}---\nlim(lambda -> Inf, lim(S(1,1) -> Inf, W2t*W1t)) == Syx\n`,
      5,
      24,
      'must be lambda, as a file goes along one parameter',
    ],
    [`${LAMBDA}---\nW2t*W1t == Syx - O(1/lambda)\n`, 5, 18, 'must end the right side of an equation'],
    [`${LAMBDA}---\nO(1/lambda) + Syx == W2t*W1t\n`, 5, 1, 'must end the right side of an equation'],
    [`${LAMBDA}---\nW2t*W1t == Syx + O(1/Nh)\n`, 5, 18, 'must be of one of lambda, scale'],
    [`${LAMBDA}---\nlim(lambda -> Inf, W2t*W1t) == Syx + O(1/lambda)\n`, 5, 38, 'must not stand beside a limit'],
    ['network: deep\nclaims: equation\n---\nSyx == Syx + O(1/t)\n', 4, 1, 'must be of two layers'],
    [
      `${LAMBDA.replace('equation', 'conserved')}---\nlim(lambda -> Inf, W2t*W1t)\n`,
      5,
      1,
      'an equation or an inequality',
    ],
  ])('%j', (text, line, column, message) => {
    const error = refusalOf(text);
    expect(error.message).toContain(message);
    expect([error.line, error.column]).toEqual([line, column]);
  });

  it('is typeset', () => {
    const { reading } = openAny(`${LAMBDA}---\nlim(lambda -> -Inf, W2t*W1t) == Syx\n`, 'f.claim');
    expect(reading.statement).toContain(String.raw`\lim_{\lambda \to -\infty}`);
    expect(reading.evidence).toBe('trend');
    expect(openAny(`${LAMBDA}---\nW2t*W1t == Syx + O(1/lambda)\n`, 'f.claim').reading.statement).toContain(
      String.raw`O\!\left(\frac{1}{\lambda}\right)`,
    );
  });
});

it('a matrix may be called O: only O(g) is a remainder', () => {
  const text = `claims: equation\nneeds: whitened\n---\nO = [W1, W1]\nO(1,2) == O(1,2)\n`;
  expect(openAny(text, 'f.claim').file.formula.definitions[0]!.name).toBe('O');
  expect(openAny(text.replace('O(1,2) ==', "trace(O*O') == O(1,2) +"), 'f.claim').file.order).toBeUndefined();
});
