import { describe, expect, it } from 'vitest';
import { DloError } from '../errors.ts';
import { caseHash } from '../judge/caseJson.ts';
import { withRepair } from './searchRepair.ts';
import { type CheckOptions, checkFormula, judgeOneCase, searchRepair } from './testing/open.ts';

const OPTIONS: CheckOptions = {
  seed: 11,
  runs: 20,
  digits: 12,
  version: '0.0.0-test',
  workers: 0,
  fileOf: hash => `folder/${hash}.json`,
};

const check = (text: string, options: Partial<CheckOptions> = {}) =>
  checkFormula(text, 'some/f.txt', { ...OPTIONS, ...options });

/** Of those that look at neither wrong versions nor further hypotheses. */
const judgeOnly = (text: string) => check(text, { onlyVerdict: true });

// What holds at every time holds at the start of every flow: cheap to judge, and exactly as sharp.
const BALANCE = `title: Balance
claims: equation
needs: whitened, lambda-balanced
---
B = W2t'*W2t - W1t*W1t'
B == lambda*I(Nh)
`;

describe('checkFormula', () => {
  it('lets a right formula hold, says how sharp the check is and what float64 makes of it', async () => {
    const seen: number[] = [];
    const { record, refutation } = await check(BALANCE, { onCase: judged => seen.push(judged), withChart: true });
    expect(refutation).toBeUndefined();
    expect(record).toMatchObject({ interrupted: false, runs: 20, seed: 11, requested: ['f'] });
    const claim = record.claims[0]!;
    expect(claim).toMatchObject({ id: 'f', title: 'Balance', verdict: 'holds' });
    expect(claim.readings[0]).toMatchObject({ outcome: 'held', cases: { judged: 20, held: 20, discarded: 0 } });
    expect(claim.mutants.filter(({ killed }) => killed).length).toBeGreaterThan(2);
    expect(claim.check).toMatchObject({ file: 'some/f.txt', misfits: [], notes: [] });
    expect(claim.check!.conditioning!.formula!.worst).toBeLessThan(17);
    expect(claim.check!.maps).toHaveLength(2);
    expect(claim.plot!.caption).toMatch(/Both agree to \d+ digits at all 41 times/);
    expect(seen.sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
  });

  it('refutes a wrong one by a smallest case that judgeOneCase refutes too, the same for the same seed', async () => {
    const wrong = BALANCE.replace('lambda*I', '-lambda*I');
    const [first, second] = [await check(wrong), await check(wrong)];
    const { timing: _, ...rest } = first.record;
    const { timing: __, ...again } = second.record;
    expect(rest).toEqual(again);
    const claim = first.record.claims[0]!;
    expect(claim.verdict).toBe('refuted');
    expect(claim.mutants).toEqual([]);
    expect(claim.check).not.toHaveProperty('conditioning');
    // Only for those who show it.
    expect(claim).not.toHaveProperty('plot');
    expect(claim.counterexample).toMatchObject({
      architecture: '1-1-1',
      sides: ['left side', 'right side'],
      file: `folder/${caseHash(first.refutation!)}.json`,
      replay: `npx dlo check some/f.txt --case folder/${caseHash(first.refutation!)}.json`,
      confirmedAtDigits: 24,
    });
    const places = { file: 'x', replay: 'y' };
    const same = judgeOneCase(wrong, 'f.txt', first.refutation!, 12, places);
    expect(same).toMatchObject({ holds: false, message: 'refuted by this case' });
    expect(same.counterexample).toEqual({ ...claim.counterexample, ...places });
    expect(judgeOneCase(BALANCE, 'f.txt', first.refutation!, 12, places)).toEqual({
      holds: true,
      message: 'held on this case at 24 digits',
    });
    const zero = judgeOneCase(
      wrong.replace('lambda-b', 'zero-b').replace(/-lambda/, '-tau'),
      'f',
      first.refutation!,
      40,
      places,
    );
    expect(zero.message).toBe('the case is outside the hypothesis zero-balanced: W1(0)W1(0)ᵀ = W2(0)ᵀW2(0)');
  });

  it('says what the file leaves open', async () => {
    const text = "claims: equation\nconventions: unit-tau\n---\nW2t'*W2t - W1t*W1t' == W2'*W2 - W1*W1'";
    const { record } = await judgeOnly(text);
    const { verdict, check: about } = record.claims[0]!;
    expect(verdict).toBe('holds');
    expect(about!.notes).toEqual([expect.stringMatching(/^unit-tau: /)]);
    expect(about!.scope).toBe(
      'white inputs (though the file does not ask for them), weights of any balance, about half of them λ-balanced, Ni, Nh and No from 1 to 3',
    );
    expect(about!.maps[0]!.columns).toContain('not balanced');
    const axes = [...record.claims[0]!.readings[0]!.regimes, ...about!.conditioning!.regimes].map(({ axis }) => axis);
    expect(axes.filter(axis => /λ/.test(axis))).toEqual([]);
    expect(axes).toContain('time');
  });

  it('judges what fits for the sizes of its conditions only, and says which', async () => {
    const header = 'claims: equation\nneeds: whitened, lambda-balanced\nwhere: Ni == 1\n';
    // ‖W2‖² − Nhλ = ‖W1‖², which is W1ᵀW1 for one input.
    const { record } = await judgeOnly(`${header}---\n[norm(W2t)^2 - Nh*lambda] == W1t'*W1t`);
    const { verdict, check: about, readings } = record.claims[0]!;
    expect(verdict).toBe('holds');
    expect(about!.misfits).toEqual([]);
    expect(about!.scope).toBe('white inputs, λ-balanced weights, Ni = 1, Nh and No from 1 to 3');
    expect(readings[0]!.cases).toMatchObject({ judged: 20, discarded: 0 });
  });

  it('says which condition leaves out nine cases in ten', async () => {
    const { record } = await judgeOnly(BALANCE.replace('---', 'where: 1000*S(1,1) == 1\n---'));
    expect(record.claims[0]!.check!.notes).toContainEqual(
      expect.stringMatching(
        /^few of the cases that are drawn .*, \d+ of \d+; left out by where 1000\*S\(1,1\) == 1 \d+$/,
      ),
    );
  });

  it('names the hypothesis that a formula lacks, the weakest', async () => {
    const needs = 'needs: whitened, lambda-balanced, full-rank-task, aligned';
    const text = `claims: equation\n${needs}\n---\ntrace(U'*W2*W1*V) == trace(S0)`;
    const { verdict, check: about } = (await check(text, { runs: 40 })).record.claims[0]!;
    expect(verdict).toBe('refuted');
    const { tooRare, found } = about!.holdsUnder!;
    expect(tooRare).toBe(false);
    expect(found[0]!.line).toBe('needs: positively-aligned');
    expect(found[0]!.held).toBe(found[0]!.judged);
    // It implies the other.
    expect(found.map(({ line }) => line)).not.toContain('needs: aligned-in-order');
    // For zero-balanced weights B is singular where a value is negative: another name for the same.
    const alsoB = text.replace('lambda-balanced, full-rank-task', 'zero-balanced, full-rank');
    const lines = (await check(alsoB, { runs: 40 })).record.claims[0]!.check!.holdsUnder!.found.map(({ line }) => line);
    expect(lines).toEqual(expect.arrayContaining(['needs: b-non-singular', 'needs: positively-aligned']));
    const never = (
      await check(BALANCE.replace('lambda*I', '2*lambda*I').replace('lambda-b', 'lambda-nonzero, lambda-b'))
    ).record;
    expect(never.claims[0]!.check!.holdsUnder).toMatchObject({ tooRare: false, found: [] });
  });

  it('calls no version wrong that is equal on every case', async () => {
    const { record } = await check(BALANCE.replace('lambda-balanced', 'lambda-positive'));
    const { mutants, verdict } = record.claims[0]!;
    expect(verdict).toBe('holds');
    const absolute = mutants.find(({ name }) => name.includes('abs(lambda)'));
    expect(absolute).toMatchObject({ killed: false, same: true, why: expect.stringMatching(/^equal to 60 digits/) });
    expect(mutants.filter(({ killed, same }) => !killed && !same)).toEqual([]);
  });

  it('is vacuous where too few cases meet the conditions', async () => {
    const { record } = await check(BALANCE.replace('---', 'where: tau > 1000\n---'));
    expect(record.claims[0]!.verdict).toBe('vacuous');
    expect(record.claims[0]!.readings[0]!.cases).toMatchObject({ judged: 0 });
    expect(record.claims[0]!.readings[0]!.cases.discarded).toBeGreaterThan(100);
  });

  it('is vacuous where an equation holds for any weights', async () => {
    const { record } = await judgeOnly("claims: equation\n---\ntrace(W1t'*W1t) == norm(W1t)^2");
    const claim = record.claims[0]!;
    expect(claim).toMatchObject({ verdict: 'vacuous', readings: [{ cases: { judged: 20, held: 20 } }] });
    expect(claim.check!.notes).toContain('it says nothing of the flow: it holds for any weights in training');
    const ofSymbols = await judgeOnly("claims: equation\n---\nU'*U == I(m)");
    expect(ofSymbols.record.claims[0]!.verdict).toBe('holds');
  });

  it('is refuted by its sizes, before a case is drawn, where they never fit', async () => {
    const onCase = () => expect.unreachable('a case was judged');
    for (const text of [
      "claims: equation\nneeds: unequal-dimensions\n---\nW1*W2*W1*W1' == W1t*W1t'",
      'claims: equation\n---\nW1t == W2t',
    ]) {
      const { record, refutation } = await check(text, { onCase });
      const claim = record.claims[0]!;
      expect(claim).toMatchObject({
        verdict: 'refuted',
        readings: [{ worstResidual: 'shapes', cases: { judged: 0 } }],
      });
      expect(claim.check!.misfits[0]!.message).toMatch(/line \d, column \d+: .* needs .*always|when Ni ≠ No/);
      expect(claim.check).not.toHaveProperty('forAnyWeights');
      expect(refutation).toBeUndefined();
    }
    const square = await judgeOnly('claims: equation\nneeds: square, zero-balanced\n---\nW1t == W2t');
    expect(square.record.claims[0]!.readings[0]!.cases.judged).toBe(20);
  });

  it('says what a formula does not use', async () => {
    const { record } = await judgeOnly(BALANCE.replace('B =', 'C = 2*W1\nB ='));
    expect(record.claims[0]!.check!.notes).toContain('C of line 5 is not used');
  });

  it('keeps what was judged when it is stopped, and never calls that a verdict', async () => {
    const stop = new AbortController();
    const onCase = (judged: number) => judged === 7 && stop.abort();
    const { record } = await check(BALANCE, { stop: stop.signal, onCase });
    expect(record.interrupted).toBe(true);
    expect(record.claims[0]).toMatchObject({ verdict: 'undecided', mutants: [] });
    const { judged, held } = record.claims[0]!.readings[0]!.cases;
    expect([judged >= 7 && judged < 20, judged === held]).toEqual([true, true]);
  });

  it('refuses complex numbers with the place, the case and what to do', async () => {
    const text = BALANCE.replace('lambda*I', 'sqrt(lambda)^2*I');
    const error = await check(text).catch((thrown: unknown) => thrown as DloError);
    expect(error).toBeInstanceOf(DloError);
    expect(error).toMatchObject({ code: 'NOT_REAL', picture: 'B == sqrt(lambda)^2*I(Nh)\n     ^^^^' });
    expect((error as DloError).message).toMatch(/line 6, column 6: sqrt\(lambda\).*case with lambda = -.*"where: …"/);
  });
});

const SEARCH = { seed: 1, runs: 20, digits: 12, seconds: 60 };

describe('searchRepair', () => {
  const riccati = `claims: equation
needs: whitened, zero-balanced
---
F = [zeros(Ni, Ni), Syx'; Syx, zeros(No, No)]
Q = [W1t'; W2t]
dQ = [dW1t'; dW2t]
tau*(dQ*Q' + Q*dQ') == F*Q*Q' + Q*Q'*F + (Q*Q')^2
`;

  it('finds the sign that makes an equation right', async () => {
    // What ends a search from outside takes a thread; what one finds does not.
    const repair = await searchRepair(riccati, 'f.txt', { ...SEARCH, startThread: undefined });
    expect(repair.proposals.map(({ edits }) => edits.join())).toContainEqual(expect.stringContaining('line 7'));
    expect(repair.proposals[0]!.changes[0]!.after).toContain("- (Q*Q')^2");
    const { record } = await judgeOnly(riccati);
    expect(withRepair(record, repair).claims[0]!.check!.repair).toBe(repair);
  });

  it('says so where no time is left, or it was stopped before', async () => {
    const none = { proposals: [], partial: [], tried: 0, stages: [] };
    const asked = (options: object) => searchRepair(riccati, 'f.txt', { ...SEARCH, ...options });
    expect(await asked({ seconds: 0.5 })).toEqual({ ...none, stoppedBecause: 'time' });
    expect(await asked({ stop: AbortSignal.abort('time') })).toEqual({ ...none, stoppedBecause: 'time' });
    expect(await asked({ stop: AbortSignal.abort() })).toEqual({ ...none, stoppedBecause: 'stopped' });
  });

  it('tells what was tried until it was ended from outside', async () => {
    const stop = new AbortController();
    const onProgress = () => stop.abort('time');
    const repair = await searchRepair(riccati, 'f.txt', { ...SEARCH, stop: stop.signal, onProgress });
    expect(repair.stoppedBecause).toBe('time');
    expect(repair.tried).toBeGreaterThan(0);
    expect(repair.stages[0]).toMatchObject({ edits: 1 });
    expect(repair.stages[0]!.of).toBeGreaterThanOrEqual(repair.stages[0]!.tried);
  });
});
