import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TRUTH } from '../../oracles/testing/truth.ts';
import { float64Bindings, float64Truth } from '../check/inFloat64.ts';
import { judgeFormula } from '../check/judgeFormula.ts';
import { openFormula } from '../check/testing/open.ts';
import { NOTHING_LEFT, normalForm, provablyEqual } from '../formula/normalForm.ts';
import { parseFormula } from '../formula/parseFormula.ts';
import type { Case } from '../judge/case.ts';
import { caseFromJson } from '../judge/caseJson.ts';
import { compare } from '../judge/compare.ts';
import { valueAt } from '../judge/valueOfFormula.ts';
import { decimalField } from '../numbers/decimal/decimalField.ts';
import { Matrix } from '../numbers/matrix.ts';
import { Rational } from '../numbers/rational.ts';
import { casesOfPlan, judgeEverywhere } from './judgeEverywhere.ts';
import { freshSeeds, repairFormula } from './repair.ts';
import type { RepairProposal, RepairResult } from './repairSearch.ts';
import { productsOf, RATE_CHECK, rateFormula } from './testing/searches.ts';

const SECONDS = 60;
const right = rateFormula();

function isRight({ formula }: RepairProposal): boolean {
  return provablyEqual(right, parseFormula(formula));
}

function editsOf({ proposals }: RepairResult): string[][] {
  return proposals.map(({ edits }) => edits.map(({ description }) => description));
}

describe('repairFormula', () => {
  it.each([
    ['a sign', '+ X*F', '- X*F', 1],
    ['a factor', '- X^2', '- 2*X^2', 1],
    ['a transpose', "[W1'; W2]", '[W1; W2]', 1],
    ['a size', 'I(No)', 'I(Ni)', 1],
    ['a missing 1/tau', '/tau', '', 1],
    ['parentheses', 'F*X + X*F', 'F*(X + X*F)', 1],
    ['a dropped term', 'F*X + X*F', 'F*X', 1],
    ['a slip copied along a line', 'F*X + X*F', 'F*Q + Q*F', 1],
  ])('mends %s', async (_name, from, to, edits) => {
    const result = await repairFormula({ ...RATE_CHECK, formula: rateFormula([from, to]), seconds: SECONDS });
    expect(result.stoppedBecause).toBe('found');
    expect(result.proposals[0]!.edits.length).toBe(edits);
    expect(result.proposals.some(isRight)).toBe(true);
    expect(result.proposals[0]!.heldCases).toBe(60);
    expect(result.partial).toEqual([]);
  });

  it('mends two slips, and shows where', async () => {
    const formula = rateFormula(['lambda/2*I(No)', 'lambda*I(No)'], ['- X^2', '+ X^2']);
    const result = await repairFormula({ ...RATE_CHECK, formula, seconds: SECONDS });
    const [first] = result.proposals;
    expect(first!.edits.map(({ kind }) => kind).sort()).toEqual(['factor', 'sign']);
    expect(isRight(first!)).toBe(true);
    expect(first!.diff.map(({ line }) => line)).toEqual([1, 4]);
    expect(first!.diff[1]).toMatchObject({ removed: [{ column: 12, length: 1 }], added: [{ column: 12, length: 1 }] });
    expect(result.tried.two).toBeGreaterThan(0);
  });

  it('finds nothing for three slips and says so, with the best it has', async () => {
    const formula = rateFormula(['-lambda/2', '-lambda/8'], ["Q*Q'", "3*Q*Q'"], ['- X^2', '+ X^2']);
    const result = await repairFormula({ ...RATE_CHECK, formula, seconds: SECONDS });
    expect(result.proposals).toEqual([]);
    expect(result.stoppedBecause).toBe('all edits tried');
    expect(result.tried.one).toBeGreaterThan(100);
    expect(result.tried.two).toBeGreaterThan(1000);
  });

  it('proposes nothing that only the screen takes for right', async () => {
    const formula = rateFormula(['+ X*F', '- X*F']);
    // The screen is told that there is no square: two edits get there.
    const truthOf = RATE_CHECK.truthOf;
    const told = (given: Case): Matrix<number> => {
      const { squared, tau } = productsOf(given);
      return truthOf(given).map((entry, i, j) => entry + squared.at(i, j) / tau);
    };
    const misled = await repairFormula({ ...RATE_CHECK, formula, truthOf: told, seconds: SECONDS });
    expect(misled.proposals).toEqual([]);
    expect(misled.tried.judged).toBeGreaterThan(0);
    const plan = {
      truth: TRUTH,
      cases: RATE_CHECK.cases,
      hypotheses: [],
      seeds: [77, 78],
      runs: 30,
      digits: 30,
    };
    const { proposals } = await repairFormula({
      ...RATE_CHECK,
      formula,
      seconds: SECONDS,
      screenCount: 1,
      enough: 100,
    });
    for (const proposal of proposals) {
      expect(proposal.seeds).toEqual([1, ...freshSeeds(1)]);
      const judge = RATE_CHECK.judgeOf(() => parseFormula(proposal.formula));
      const judged = await judgeEverywhere(judge, plan, casesOfPlan(plan), { all: true, shouldStop: () => false });
      expect(judged.failed).toEqual([]);
    }
  });

  it('puts formulas that are the same by rewriting together, the smallest edit first', async () => {
    const text = `L = -lambda\n${right.text.replaceAll('lambda/', 'L/')}`;
    const result = await repairFormula({ ...RATE_CHECK, formula: parseFormula(text), seconds: SECONDS });
    expect(editsOf(result)).toEqual([['line 1: -lambda → lambda']]);
    const others = result.proposals[0]!.sameAs.map(([edit]) => edit!.description);
    expect(others).toContain('line 2, 2 places: L → lambda');
  });

  it('gives the same result twice', async () => {
    const formula = rateFormula(['+ X*F', '- X*F']);
    const [first, second] = await Promise.all(
      [0, 1].map(() => repairFormula({ ...RATE_CHECK, formula, seconds: SECONDS })),
    );
    const timeless = ({ proposals, tried }: RepairResult) => ({
      tried,
      proposals: proposals.map(({ foundAfter: _, ...rest }) => rest),
    });
    expect(timeless(first!)).toEqual(timeless(second!));
  });

  it('stops when asked to, with what it has found', async () => {
    const formula = rateFormula(['lambda/2*I(No)', 'lambda*I(No)'], ['- X^2', '+ X^2']);
    let found = 0;
    const result = await repairFormula({
      ...RATE_CHECK,
      formula,
      seconds: SECONDS,
      enough: 100,
      onProgress: progress => {
        found = progress.found;
      },
      shouldStop: () => found > 0,
    });
    expect(result.stoppedBecause).toBe('stopped');
    expect(result.proposals.length).toBeGreaterThan(0);
    const late = await repairFormula({ ...RATE_CHECK, formula, seconds: 0 });
    expect(late).toMatchObject({ stoppedBecause: 'time', proposals: [] });
  });

  it('leaves a formula alone that holds', async () => {
    const result = await repairFormula({ ...RATE_CHECK, formula: right, seconds: SECONDS });
    expect(result).toMatchObject({ stoppedBecause: 'the formula holds on all cases', proposals: [] });
    expect(result.tried).toEqual({ one: 0, two: 0, passed: 0, judged: 0 });
  });

  it('says where a correction fails that does not hold everywhere', async () => {
    // Right without the inverse of lambda only where there is none to take: at λ = 0 it has no value.
    const formula = rateFormula(['-lambda/2', '-lambda^2/lambda'], ['lambda/2*I(No)', 'lambda^2/lambda/2*I(No)']);
    const result = await repairFormula({ ...RATE_CHECK, formula, seconds: SECONDS, maxEdits: 1 });
    expect(result.proposals).toEqual([]);
    const nearest = result.partial.map(({ failsWhere }) => failsWhere);
    expect(nearest.some(where => where.includes('sign of λ: zero'))).toBe(true);
  });
});

describe('repairFormula of an equation', () => {
  const searched = (text: string, balance = 'lambda-balanced', maxEdits: 1 | 2 = 2): Promise<RepairResult> => {
    const { file, reading } = openFormula(`claims: equation\nneeds: whitened, ${balance}\n---\n${text}`, 'file');
    return repairFormula({
      truth: TRUTH,
      formula: file.formula,
      judgeOf: edited => judgeFormula(file, edited()),
      cases: reading.cases,
      hypotheses: reading.hypotheses,
      truthOf: given => float64Truth(file, given, TRUTH),
      bind: given => float64Bindings(file, given, TRUTH),
      digits: 12,
      seconds: SECONDS,
      enough: 100,
      maxEdits,
    });
  };

  it('never makes both sides the same or nothing, and never renames a symbol', async () => {
    expect(editsOf(await searched("W2'*W2 - W1*W1' == 2*lambda*I(Nh)"))).toEqual([['line 4: 2 → 1']]);
    // Right for λ > 0, and so for t and tau: but it is said of λ.
    const { proposals } = await searched('lambda^2 == lambda*abs(lambda) + 0*trace(Syx)');
    for (const { formula } of proposals) {
      expect(formula).toContain('lambda');
      expect(normalForm(parseFormula(formula))).not.toBe(NOTHING_LEFT);
    }
    // With sgn(lambda) on both sides, both would be zero.
    expect(editsOf(await searched('S*S == S0*S0', 'zero-balanced', 1))).toEqual([]);
  });

  it('never turns a statement about the flow into one that holds for any weights', async () => {
    // The squared norm is the trace for every matrix; and the two traces are one.
    const texts = ["trace(W2t*W1t*W1t'*W2t') == norm(W2t*W1t)", "trace(W1t*W1t') + trace(W1t'*W1t) == 0"];
    for (const text of texts) {
      const { proposals, tried } = await searched(text, 'zero-balanced', 1);
      expect(proposals.map(({ formula }) => formula)).toEqual([]);
      expect(tried.one).toBeGreaterThan(10);
    }
  });

  it('never leaves 0 == 0 of a statement where λ is zero', async () => {
    const slip = await searched(
      "R = Syx - W2t*W1t\nsgn(lambda)*trace(R'*W2t*dW1t) == norm(W2t'*R)^2/tau",
      'lambda-balanced',
      1,
    );
    expect(editsOf(slip)).toEqual([["line 5: sgn(lambda)*trace(R'*W2t*dW1t) → trace(R'*W2t*dW1t)"]]);
  });

  it('mends a stack for unequal sizes, though the sides change their shape', async () => {
    const result = await searched("M = [Vperp; Uperp]\nM'*M == I(Ni + No - 2*m)", 'lambda-balanced', 1);
    expect(editsOf(result)).toEqual([
      ['line 4: [Vperp; Uperp] → [Vperp, zeros(Ni, No - m); zeros(No, Ni - m), Uperp]'],
    ]);
  });

  it('mends what is to be zero', async () => {
    const result = await searched("W2t'*W2t + W1t*W1t' == zeros(Nh, Nh)", 'zero-balanced', 1);
    expect(editsOf(result)).toContainEqual(["line 4: W2t'*W2t + W1t*W1t' → W2t'*W2t - W1t*W1t'"]);
  });

  it('still speaks of the flow', async () => {
    // Also right at the start: W2'W2 - W1W1'.
    expect(editsOf(await searched("W2t'*W2t - W1*W1' == lambda*I(Nh)"))).toEqual([['line 4, 2 places: W1 → W1t']]);
  });
});

describe('repairFormula of a statement about a time', () => {
  const searched = (text: string): Promise<RepairResult> => {
    const { file, reading } = openFormula(text, 'file');
    return repairFormula({
      truth: TRUTH,
      formula: file.formula,
      judgeOf: edited => judgeFormula(file, edited()),
      cases: reading.cases,
      hypotheses: reading.hypotheses,
      truthOf: given => float64Truth(file, given, TRUTH),
      bind: given => float64Bindings(file, given, TRUTH),
      at: file.at!,
      digits: 12,
      seconds: SECONDS,
      maxEdits: 1,
    });
  };

  it('never makes a time, or any definition, the same for all', async () => {
    // With tb = ta, or ta = tb, the time is 0, and nothing has happened yet.
    const text = `claims: equation
needs: whitened, lambda-balanced
at: tf
---
ta = tau*norm(W1)
tb = tau*norm(W2)
tf = abs(ta - tb)
W1t'*W1t == W1'*W1
`;
    expect(editsOf(await searched(text))).toEqual([]);
  });

  it('still mends what holds at every time', async () => {
    const header = 'claims: equation\nneeds: whitened, lambda-balanced\nat: half\n---\nhalf = tau/2\n';
    const result = await searched(`${header}W2t'*W2t - W1t*W1t' == -lambda*I(Nh)`);
    expect(editsOf(result)).toContainEqual(['line 6: -lambda → lambda']);
  });
});

it('repairFormula proposes nothing that holds on most cases only', async () => {
  // |t − 500| but for a case in forty: sixty cases may well hold none of these.
  const at = (given: Case): number => given.time.toNumber();
  const truth = (given: Case): number => (at(given) % 40 === 13 ? 7 : Math.abs(at(given) - 500));
  const search = (seed: number): Promise<RepairResult> =>
    repairFormula({
      truth: TRUTH,
      formula: parseFormula('d = t - 500\nd'),
      judgeOf: formula => (given, effort) => {
        const value = (entry: number) => new Matrix(1, 1, [decimalField(effort.working).of(Rational.of(entry))]);
        const stated = { value: valueAt(formula(), given, effort.working), digits: effort.working };
        return compare(
          [{ quantity: 'd', stated, truth: { value: value(truth(given)), digits: effort.working } }],
          effort,
        );
      },
      cases: fc.nat(999).map(n => caseFromJson({ W1: [[1]], W2: [[1]], sigmaYX: [[1]], time: String(n) })),
      truthOf: given => new Matrix(1, 1, [truth(given)]),
      digits: 12,
      seed,
      seconds: SECONDS,
      maxEdits: 1,
    });
  for (let seed = 1; seed <= 8; seed++) expect(editsOf(await search(seed)), `seed ${seed}`).toEqual([]);
});

describe('the formula that is tested with', () => {
  it('holds as it stands', async () => {
    const plan = { cases: RATE_CHECK.cases, hypotheses: [], seeds: [5], runs: 30, digits: 30, truth: TRUTH };
    const judge = RATE_CHECK.judgeOf(() => right);
    const judged = await judgeEverywhere(judge, plan, casesOfPlan(plan), { all: true, shouldStop: () => false });
    expect(judged.held.length).toBe(30);
  });
});
