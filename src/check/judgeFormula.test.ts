import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TRUTH } from '../../oracles/testing/truth.ts';
import { domine2025ThmA3Corrected } from '../formula/printedFormulas.ts';
import type { Case } from '../judge/case.ts';
import { caseFromJson } from '../judge/caseJson.ts';
import { decideCase } from '../judge/lookAt.ts';
import { decimalField } from '../numbers/decimal/decimalField.ts';
import { Matrix } from '../numbers/matrix.ts';
import { Rational } from '../numbers/rational.ts';
import { compareInFloat64, float64Bindings, float64Truth } from './inFloat64.ts';
import { judgeFormula } from './judgeFormula.ts';
import { describeRefutation } from './tasks.ts';
import { outcomesOf } from './testing/files.ts';
import { openFormula } from './testing/open.ts';
import { rounded } from './weightsWithin.ts';

// A formula that is right in every regime, from which the other quantities follow.
const QQ = `${domine2025ThmA3Corrected.trim()}
upper = [I(Ni); zeros(No, Ni)]
lower = [zeros(Ni, No); I(No)]
`;

const file = (header: string, body: string) => `needs: whitened, lambda-balanced\n${header}\n---\n${body}`;

/** Moderate cases: an open funnel, a bottleneck, λ of both signs, unequal times and time constants. */
const CASES: readonly Case[] = [
  { W1: [['3/4', 0]], W2: [['5/4']], sigmaYX: [[1, '1/2']], lambda: '1', tau: '2', time: '3/2' },
  { W1: [['5/4']], W2: [['3/4'], [0]], sigmaYX: [['1/2'], [2]], lambda: '-1', time: '1/3' },
  {
    W1: [
      [1, 0],
      [0, '1/2'],
    ],
    W2: [
      [0, '1/2'],
      [1, 0],
    ],
    sigmaYX: [
      [2, 1],
      [0, 1],
    ],
    tau: '1/2',
    time: '1/4',
  },
].map(caseFromJson); // prettier-ignore

describe('judgeFormula', () => {
  it.each<[string, string, string]>([
    ['qqt', 'QQ', 'QQ + 0*QQ + QQ/100000'],
    ['output', "lower'*QQ*upper", "2*lower'*QQ*upper"],
    ['W1W1', "upper'*QQ*upper", "upper'*QQ*upper + I(Ni)"],
    ['W2W2', "lower'*QQ*lower", "lower'*QQ*lower*tau"],
    ['loss', "norm(Syx - lower'*QQ*upper)^2/2", "norm(Syx - lower'*QQ*upper)/2"],
    [
      'ntk',
      "kron(I(No), upper'*QQ*upper) + kron(lower'*QQ*lower, I(Ni))",
      "kron(upper'*QQ*upper, I(No)) + kron(I(Ni), lower'*QQ*lower)",
    ],
    ['equation', "[W1t'; W2t]*[W1t'; W2t]' == QQ", "[W1t'; W2t]*[W1t'; W2t]' == QQ'*QQ"],
  ])('%s: tells a right formula from a wrong one', (claims, right, wrong) => {
    expect(outcomesOf(file(`claims: ${claims}`, `${QQ}${right}`), CASES)).toEqual(['held', 'held', 'held']);
    // A kernel in the other order of outputs and inputs is the same where there is one of either.
    const outcomes = outcomesOf(file(`claims: ${claims}`, `${QQ}${wrong}`), CASES);
    expect(outcomes.filter(outcome => outcome === 'failed').length).toBeGreaterThanOrEqual(1);
    expect(outcomes).not.toContain('undecided');
  });

  it('has the rates of the weights in equations', () => {
    const equation = "tau*(dW2t'*W2t + W2t'*dW2t) == tau*(dW1t*W1t' + W1t*dW1t')";
    expect(outcomesOf(file('claims: equation', equation), CASES)).toEqual(['held', 'held', 'held']);
    const force = "tau*dW2t == (Syx - W2t*W1t)*W1t'";
    expect(outcomesOf(file('claims: equation', force), CASES)).toEqual(['held', 'held', 'held']);
    const noTau = outcomesOf(file('claims: equation', force.replace('tau*', '')), CASES);
    expect(noTau).toEqual(['failed', 'held', 'failed']);
  });

  it('takes rates of change of any expression', () => {
    const conserved = (sign: string) => file('claims: equation', `ddt(W1t*W1t' ${sign} W2t'*W2t) == zeros(Nh, Nh)`);
    expect(outcomesOf(conserved('-'), CASES)).toEqual(['held', 'held', 'held']);
    expect(outcomesOf(conserved('+'), CASES)).toEqual(['failed', 'failed', 'failed']);
    const riccati = (power: number) => `Q = [W1t'; W2t]
F = [-lambda/2*I(Ni), Syx'; Syx, lambda/2*I(No)]
tau*ddt(Q*Q') == F*Q*Q' + Q*Q'*F - (Q*Q')^${power}`;
    expect(outcomesOf(file('claims: equation', riccati(2)), CASES)).toEqual(['held', 'held', 'held']);
    expect(outcomesOf(file('claims: equation', riccati(1)), CASES)).toEqual(['failed', 'failed', 'failed']);
    for (const arithmetic of ['bigint', 'decimal'] as const) {
      const output = file('claims: equation', "R = Syx - W2t*W1t\nddt(R) == -(W2t*W2t'*R + R*W1t'*W1t)/tau");
      expect(outcomesOf(output, CASES, arithmetic)).toEqual(['held', 'held', 'held']);
    }
  });

  it('knows eigenvalues, singular values and determinants of what moves', () => {
    const square = caseFromJson({
      W1: [
        ['3/4', 0],
        [0, 0],
      ],
      W2: [
        ['5/4', 0],
        [0, 1],
      ],
      sigmaYX: [
        [1, '1/2'],
        [0, 2],
      ],
      lambda: '1',
      time: '3/2',
    });
    const holds = (inequality: string) => outcomesOf(file('claims: inequality', inequality), [square])[0];
    // W2ᵀW2 = W1W1ᵀ + λI.
    expect(holds("mineig(W2t'*W2t) >= lambda")).toBe('held');
    expect(holds("mineig(W2t'*W2t - lambda*I(Nh)) >= 0")).toBe('held');
    expect(holds("mineig(W1t*W1t') >= lambda")).toBe('failed');
    expect(holds('nuc(W2t*W1t) <= nuc(Syx) + nuc(W2*W1)')).toBe('held');
    expect(holds('opnorm(W2t*W1t) >= opnorm(Syx)')).toBe('failed');
    const equal = (equation: string) => outcomesOf(file('claims: equation', equation), [square])[0];
    expect(equal("det(W2t'*W2t) == det(W1t*W1t' + lambda*I(Nh))")).toBe('held');
    expect(equal("det(W2t'*W2t) == det(W1t*W1t') + lambda")).toBe('failed');
    expect(equal("maxeig(W2t*W2t') == opnorm(W2t)^2")).toBe('held');
    expect(equal("nuc(W2t*W2t') == trace(W2t*W2t')")).toBe('held');
  });

  it('judges inequalities entry by entry', () => {
    const falls = (order: string) => file('claims: inequality', `R = Syx - W2t*W1t\nddt(1/2*trace(R*R')) ${order} 0`);
    expect(outcomesOf(falls('<='), CASES)).toEqual(['held', 'held', 'held']);
    expect(outcomesOf(falls('<'), CASES)).toEqual(['held', 'held', 'held']);
    expect(outcomesOf(falls('>='), CASES)).toEqual(['failed', 'failed', 'failed']);
    const atRest = caseFromJson({ W1: [[1]], W2: [[1]], sigmaYX: [[1]], time: '1' });
    expect(outcomesOf(falls('<='), [atRest])).toEqual(['held']);
    // Equal to all digits, which are never all that there are.
    expect(outcomesOf(falls('<'), [atRest])).toEqual(['undecided']);
    const entries = file('claims: inequality', 'W2t*W1t <= Syx');
    expect(outcomesOf(entries, CASES).filter(outcome => outcome === 'failed').length).toBeGreaterThan(0);
  });

  it('measures an equation with an exact zero against what goes into its other side', () => {
    const cases = [caseFromJson({ W1: [[2]], W2: [[2]], sigmaYX: [[4]], time: '5' }), ...CASES];
    const conserved = "W2t'*W2t - W1t*W1t' - lambda*I(Nh) == zeros(Nh, Nh)";
    expect(outcomesOf(file('claims: equation', conserved), cases)).toEqual(['held', 'held', 'held', 'held']);
    const named = `B = ${conserved.replace(' - lambda*I(Nh) == ', '\nB - lambda*I(Nh) == ')}`;
    expect(outcomesOf(file('claims: equation', named), cases)).toEqual(['held', 'held', 'held', 'held']);
    const still = outcomesOf(file('claims: equation', 'dW2t == zeros(No, Nh)'), cases);
    expect(still).toEqual(['held', 'failed', 'failed', 'failed']);
  });

  it('finds the digits of a loss that has nearly vanished', () => {
    const late = caseFromJson({ W1: [[1]], W2: [[1]], sigmaYX: [[2]], time: '20' });
    // One mode: a(t) = 2/(1 + e^(−4t)), so 2 − a = 2/(1 + e^(4t)).
    const loss = (factor: string) => file('claims: loss', `d = 2/(1 + exp(4*t/tau))\n${factor}*d^2/2`);
    expect(outcomesOf(loss('1'), [late])).toEqual(['held']);
    // 1 + e^(−60), about 10^−26 more.
    expect(outcomesOf(loss('(1 + exp(-3*t))'), [late])).toEqual(['failed']);
  });

  it('raises the digits of the true weights where a side is a small difference of them', () => {
    // e^(-36): of the forty digits that the weights are known to first, sixteen are lost.
    const late = caseFromJson({ W1: [[1]], W2: [[1]], sigmaYX: [[2]], time: '9' });
    const rest = (factor: string) => file('claims: equation', `norm(Syx - W2t*W1t) == ${factor}*2/(1 + exp(4*t/tau))`);
    for (const arithmetic of ['bigint', 'decimal'] as const) {
      expect(outcomesOf(rest('1'), [late], arithmetic)).toEqual(['held']);
      expect(outcomesOf(rest('(1 + exp(-3*t))'), [late], arithmetic)).toEqual(['failed']);
    }
  });

  it('says no value, and where in the text, when a formula has none on a case', () => {
    const open = openFormula(file('claims: output', 'A = W2*W1\nB = inv(lambda*I(Ni))\nA*B'), 'f.txt');
    const judgement = decideCase(open.reading.judge, CASES[2]!, { digits: 30, truth: TRUTH });
    expect(judgement).toMatchObject({ outcome: 'failed', logResidual: Number.POSITIVE_INFINITY });
    expect(judgement.reason).toContain('f.txt, line 5, column 5: inv(lambda*I(Ni)) must not divide by zero');
    expect(judgement.picture).toBe('B = inv(lambda*I(Ni))\n    ^^^');
    const { quantity, truth } = describeRefutation(open, { given: CASES[2]!, judgement, confirmedAtDigits: 60 }, TRUTH);
    expect([quantity, truth.length]).toEqual(['W2W1', 2]);
  });

  it('refuses complex numbers on the way, as errors', () => {
    const open = openFormula(file('claims: output', 'x = sqrt(lambda - 2)\nx^2*W2*W1'), 'f.txt');
    const judge = () => decideCase(open.reading.judge, CASES[0]!, { digits: 30, truth: TRUTH });
    expect(judge).toThrow(/f\.txt, line 4, column 5: sqrt\(lambda - 2\) must not take the root of a negative/);
  });

  it('says of an equation without a time that it has none', () => {
    const when = (equation: string) => {
      const { file: own } = openFormula(file('claims: equation', equation), 'f.txt');
      return decideCase(judgeFormula(own), CASES[0]!, { digits: 30, truth: TRUTH }).at;
    };
    expect(when("W2'*W2 - W1*W1' == lambda*I(Nh)")).toBe('timeless');
    expect(when("D = W2'*W2\nD - W1*W1' == lambda*I(Nh)")).toBe('timeless');
    for (const equation of [
      "W2t'*W2t - W1t*W1t' == lambda*I(Nh)",
      "D = W2t'*W2t\nD - W1t*W1t' == lambda*I(Nh)",
      'exp(t)*W1 == exp(t)*W1*1',
    ])
      expect(when(equation)).toBeUndefined();
  });

  it('judges another formula in place of the file’s', () => {
    const open = openFormula(file('claims: output', 'W2*W1'), 'f.txt');
    const atStart = { ...CASES[0]!, time: CASES[0]!.time.sub(CASES[0]!.time) };
    const other = openFormula(file('claims: output', '2*W2*W1'), 'g.txt').file.formula;
    const outcome = (judge: ReturnType<typeof judgeFormula>) =>
      decideCase(judge, atStart, { digits: 30, truth: TRUTH }).outcome;
    expect([outcome(judgeFormula(open.file)), outcome(judgeFormula(open.file, other))]).toEqual(['held', 'failed']);
  });
});

describe('conventions', () => {
  const own = file('claims: qqt', `${QQ}QQ`);

  it('lambda-reversed: the same formula with −λ', () => {
    const reversed = own.replaceAll(/\blambda\/2/g, '-lambda/2');
    const header = (text: string) => text.replace('claims: qqt', 'claims: qqt\nconventions: lambda-reversed');
    expect(outcomesOf(header(reversed), CASES)).toEqual(['held', 'held', 'held']);
    expect(outcomesOf(header(own), CASES)).toEqual(['failed', 'failed', 'held']);
  });

  it('layers-reversed: W1 is the second layer, in truth and claim too', () => {
    const header = (claims: string, body: string) => file(`claims: ${claims}\nconventions: layers-reversed`, body);
    const swapped = QQ.replaceAll(/\bW([12])\b/g, (_, layer) => (layer === '1' ? 'W2' : 'W1'));
    expect(outcomesOf(header('qqt', `${swapped}QQ`), CASES)).toEqual(['held', 'held', 'held']);
    expect(outcomesOf(header('W1W1', `${swapped}lower'*QQ*lower`), CASES)).toEqual(['held', 'held', 'held']);
    expect(outcomesOf(header('W2W2', `${swapped}upper'*QQ*upper`), CASES)).toEqual(['held', 'held', 'held']);
    expect(outcomesOf(header('output', `${swapped}lower'*QQ*upper`), CASES)).toEqual(['held', 'held', 'held']);
    const flow = "dW1t*tau == (Syx - W1t*W2t)*W2t'";
    expect(outcomesOf(header('equation', flow), CASES)).toEqual(['held', 'held', 'held']);
    expect(() => openFormula(header('output', 'W2*W1'), 'f')).toThrow('must have the shape of what it claims, No×Ni');
  });

  it('sums: Syx, its singular values, the loss and tau are P times ours', () => {
    const header = (claims: string, body: string) => file(`claims: ${claims}\nconventions: sums`, body);
    const cases = CASES.map((given, index) => ({
      ...given,
      extra: { P: new Matrix(1, 1, [Rational.of(index + 2)]) },
    }));
    const held = (text: string) => expect(outcomesOf(text, cases)).toEqual(['held', 'held', 'held']);
    // tau dW1/dt = W2'(YX' - W2 W1 XX'), XX' = P I.
    held(header('equation', "dW1t*tau == W2t'*(Syx - P*W2t*W1t)"));
    held(header('equation', "U*S*V' == Syx"));
    const summed = QQ.replaceAll(/\bS\b/g, '(S/P)').replaceAll(/\btau\b/g, '(tau/P)');
    held(header('qqt', `${summed}QQ`));
    held(header('loss', `${summed}P/2*norm(Syx/P - lower'*QQ*upper)^2`));
    const means = outcomesOf(header('equation', "dW1t*tau == W2t'*(Syx - W2t*W1t)"), cases);
    expect(means).toEqual(['failed', 'failed', 'failed']);
    expect(() => outcomesOf(header('equation', 'P*W1t == P*W1t'), CASES)).toThrow(/^P must be a number of samples/);
    const { reading } = openFormula(file('claims: loss\nconventions: sums, unit-tau', 'P*t'), 'f');
    const drawn = fc.sample(reading.cases, { seed: 5, numRuns: 20 });
    expect(drawn.every(({ problem, extra }) => problem.tau.mul(extra.P!.data[0]!).toString() === '1')).toBe(true);
  });

  it('unit-tau: t counts in units of τ, and all cases have τ = 1', () => {
    const text = file(
      'claims: qqt\nconventions: unit-tau',
      `${QQ}QQ`.replaceAll('t/(2*tau)', 't/2').replaceAll('/tau', ''),
    );
    const { reading } = openFormula(text, 'f');
    const cases = fc.sample(reading.cases, { seed: 5, numRuns: 30 });
    expect(cases.filter(({ problem }) => problem.tau.toString() !== '1')).toEqual([]);
    expect(outcomesOf(text, cases.slice(0, 3))).toEqual(['held', 'held', 'held']);
  });
});

describe('a time from a definition', () => {
  // One mode that starts at a0 = 1 and goes to s = 4: a(t) = s/(1 + (s/a0 − 1) e^(−2st/τ)) is s/2 at t = τ ln(3)/(2s).
  const half = (time: string) =>
    file('claims: output\nat: thalf', `s = S(1,1)\na0 = norm(W1)^2\nthalf = ${time}\nSyx/2`);
  const given = caseFromJson({ W1: [[1]], W2: [[1]], sigmaYX: [[4]], tau: '3', time: '7' });

  it('is the time of the claim, whatever time the case has', () => {
    expect(outcomesOf(half('tau/(2*s)*log(s/a0 - 1)'), [given])).toEqual(['held']);
    expect(outcomesOf(half('tau/s*log(s/a0 - 1)'), [given])).toEqual(['failed']);
  });

  it('must be a number that is not negative', () => {
    const reason = (time: string) => {
      const open = openFormula(half(time), 'f');
      const judgement = decideCase(open.reading.judge, given, { digits: 30, truth: TRUTH });
      // It can be shown, too, with the time of the case for want of another.
      const { scalars } = describeRefutation(open, { given, judgement, confirmedAtDigits: 60 }, TRUTH);
      expect(scalars.find(({ name }) => name === 't')).toEqual({ name: 't', value: '7' });
      return judgement.reason;
    };
    expect(reason('-tau')).toBe('thalf is -3.00000, and no time is negative');
    expect(reason('[tau, s]')).toBe('thalf is 1×2, and a time is a number');
    expect(reason('1/(s - 4)')).toContain('must not divide by zero');
  });
});

describe('openFormula', () => {
  it.each<[string, string, string, number, number]>([
    ['an unknown hypothesis', 'claims: loss\nneeds: whitend\n---\nt', 'did you mean whitened?', 2, 8],
    ['hypotheses that leave nothing', 'claims: loss\nneeds: square, funnel\n---\nt', 'must leave a network', 2, 16],
    ['λ without balance', 'claims: loss\nneeds: whitened\n---\nx = 2\nx*lambda', 'lambda-balanced among', 5, 3],
    ['a wrong final shape', 'claims: qqt\n---\nA = W2*W1', '(Ni + No)×(Ni + No), got "No×Ni"', 3, 1],
    ['a final shape that fits by accident', 'claims: output\n---\nW1*W2', 'No×Ni, got "Nh×Nh"', 3, 1],
  ])('refuses %s', (_name, text, message, line, column) => {
    const open = () => openFormula(text, 'f.txt');
    expect(open).toThrow(message);
    expect(open).toThrow(`f.txt, line ${line}, column ${column}`);
  });

  it('opens what fits for no network, or by accident, and says so', () => {
    const { neverFits, misfits } = openFormula('claims: equation\n---\nW2t == W1t', 'f.txt');
    expect(neverFits).toBe(true);
    expect(misfits.map(({ message }) => message)).toEqual([
      'line 3, column 5: == needs two matrices of one shape, got No×Nh and Nh×Ni, always',
    ]);
    const neverFit = (text: string) => openFormula(text, 'f.txt').neverFits;
    expect(neverFit('claims: equation\nneeds: unequal-dimensions\n---\nW1t*W2t*W1t == W1t')).toBe(true);
    expect(neverFit('claims: equation\n---\nW1t*W2t*W1t == W1t')).toBe(false);
    expect(neverFit('claims: equation\nneeds: square\n---\nW2t == W1t')).toBe(false);
    expect(neverFit("claims: equation\n---\nW1t*W1t' == W2t'*W2t")).toBe(false);
  });

  it('tells where sizes do not fit, but only for networks that the file speaks of', () => {
    const text = (needs: string) => `claims: output\nneeds: ${needs}\n---\nA = W1*W2\nW2*A*W1/2`;
    const { misfits } = openFormula(text('whitened'), 'f.txt');
    expect(misfits.map(({ message }) => message)).toEqual([
      'line 4, column 7: * needs as many columns on its left as rows on its right, got Nh×Ni and No×Nh, when Ni ≠ No',
    ]);
    expect(misfits[0]!.picture).toBe('A = W1*W2\n      ^');
    expect(openFormula(text('equal-dimensions'), 'f.txt').misfits).toEqual([]);
    const two = (needs: string) =>
      openFormula(
        `claims: output\nneeds: ${needs}\n---\nA = I(No - Ni)\nB = W2*W2\ntrace(A)*norm(B)*W2*W1`,
        'f.txt',
      ).misfits.map(({ message }) => message.slice(0, 17));
    expect(two('whitened')).toEqual(['line 4, column 5:', 'line 5, column 7:']);
    expect(two('more-outputs')).toEqual(['line 5, column 7:']);
  });

  it.each<[string, readonly boolean[]]>([
    ['lambda > 1/2', [true, false, false]],
    ['lambda >= 1', [true, false, false]],
    ['lambda <= -1', [false, true, false]],
    ['lambda < 1', [false, true, true]],
    ['lambda == 0', [false, false, true]],
    ['lambda ~= 0', [true, true, false]],
    ['lambda != 1', [false, true, true]],
    ['sqrt(lambda) >= 0', [true, false, true]],
    ['1/lambda > -2', [true, true, false]],
    ["S(1,1)^2 == trace(Syx*Syx')", [true, true, false]],
  ])('where: %s', (condition, met) => {
    const { reading } = openFormula(file(`claims: loss\nwhere: ${condition}`, 't'), 'f.txt');
    expect(CASES.map(given => reading.hypotheses.every(({ holds }) => holds(given)))).toEqual(met);
  });

  it('refuses to order matrices', () => {
    const { reading } = openFormula(file('claims: loss\nwhere: W1 > W1', 't'), 'f.txt');
    const holds = () => reading.hypotheses.every(({ holds }) => holds(CASES[2]!));
    expect(holds).toThrow('f.txt, line 3, column 8: must compare two scalars, got "2×2 > 2×2"');
  });
});

it('rounded leaves the weights no more digits than are certain, counted from their norm', () => {
  const field = decimalField(30);
  const W1 = Matrix.fromRows([['123.456789', '0.00123456789'].map(field.parse)]);
  const known = rounded({ W1, W2: W1.map(() => field.zero), digits: 7 });
  expect(known.W1.data.map(String)).toEqual(['123.4568', '0.0012']);
  expect(known.W2.data.map(String)).toEqual(['0', '0']);
});

it('float64 sees the same formula, symbols and truth', () => {
  const open = openFormula(file('claims: qqt', `${QQ}QQ`), 'f.txt').file;
  for (const given of CASES) {
    const { quantities } = compareInFloat64(open, given, { digits: 18, working: 28, truth: TRUTH });
    expect(quantities.map(({ quantity }) => quantity)).toEqual(['W1ᵀW1', 'W2W1', 'W2W2ᵀ', 'W1ᵀW2ᵀ']);
    for (const { right, stated } of quantities)
      right!.data.forEach((entry, i) => {
        expect(stated!.data[i]).toBeCloseTo(entry, 12);
      });
    const Ni = given.problem.W1.cols;
    expect(float64Truth(open, given, TRUTH).at(Ni, 0)).toBeCloseTo(quantities[1]!.right!.at(0, 0), 14);
  }
  const equation = openFormula(file('claims: equation', 'W2t*W1t == Syx'), 'f.txt').file;
  expect(float64Truth(equation, CASES[0]!, TRUTH).data).toEqual([0, 0]);
  expect(float64Bindings(equation, CASES[0]!, TRUTH).get('W1t')).toBeDefined();
});
