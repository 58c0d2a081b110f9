import { describe, expect, it } from 'vitest';
import { TRUTH } from '../../oracles/testing/truth.ts';
import { caseArbitrary } from '../../properties/arbitraries/caseArbitrary.ts';
import { unitTimeConstant } from '../../properties/hypotheses/unitTimeConstant.ts';
import { valueOfFile } from '../check/evaluateFile.ts';
import { float64Bindings, float64Truth } from '../check/inFloat64.ts';
import { judgeFormula } from '../check/judgeFormula.ts';
import { openFormula } from '../check/testing/open.ts';
import { Rational } from '../numbers/rational.ts';
import { type SharpnessOptions, sharpness } from './sharpness.ts';
import { RATE_CHECK, rateFormula } from './testing/searches.ts';

const options: SharpnessOptions = { ...RATE_CHECK, formula: rateFormula() };

/** The rate without its τ. */
const DROPPED = ' → F*X + X*F - X^2';

describe('sharpness', () => {
  it('refutes all misprints of a correct formula but those that are none', async () => {
    const found = await sharpness(options);
    expect(found.tried).toBeGreaterThan(100);
    expect(found.refuted + found.survivors.length).toBe(found.tried);
    expect(found.share).toBe(1);
    expect(found.equal).toBe(found.survivors.length);
    const why = new Map(found.survivors.map(survivor => [survivor.description, survivor.why]));
    expect(why.get("line 2: [W1'; W2] → -[W1'; W2]")).toBe('the same formula by rewriting');
    expect(found.stopped).toBe(false);
  });

  it('shows what a blunt check lets pass, and says that it is no equal formula', async () => {
    // This one looks at the first entry only.
    const judgeOf: SharpnessOptions['judgeOf'] = formula => {
      const wrong = RATE_CHECK.judgeOf(formula);
      const right = RATE_CHECK.judgeOf(() => rateFormula());
      return (given, effort) => {
        const judgement = wrong(given, effort);
        const [stated, truth] = [judgement.stated?.data[0], judgement.truth?.data[0]];
        if (judgement.outcome !== 'failed' || stated === undefined || truth === undefined) return judgement;
        return stated.minus(truth).abs().lt('1e-25') ? right(given, effort) : judgement;
      };
    };
    const found = await sharpness({ ...options, judgeOf, picks: (_, place) => place % 3 === 0 });
    const passed = found.survivors.filter(({ equal }) => !equal);
    expect(passed.length).toBeGreaterThan(0);
    expect(passed.every(({ why }) => why.startsWith('it differs by 1e'))).toBe(true);
    expect(found.share).toBeLessThan(1);
    expect(found.share).toBeCloseTo(found.refuted / (found.refuted + passed.length), 12);
  });

  it('says which survivors are equal on every case, though no rule shows it', async () => {
    const picks = (description: string): boolean => description === 'line 1: lambda → lambda^2';
    const found = await sharpness({ ...options, cases: caseArbitrary({ lambda: 'zero' }), copied: false, picks });
    // λ stands there twice.
    expect(found.tried).toBe(2);
    expect(found.survivors[0]).toMatchObject({
      equal: true,
      why: 'equal to 60 digits on every case tried (60), which is no proof',
    });
  });

  it('does not take for equal what only the clock of all cases hides', async () => {
    const unit = RATE_CHECK.cases.map(given => ({ ...given, problem: { ...given.problem, tau: Rational.ONE } }));
    const withoutTau = {
      ...options,
      cases: unit,
      copied: false,
      picks: (description: string) => description.endsWith(DROPPED),
    };
    const { survivors } = await sharpness(withoutTau);
    expect(survivors).toHaveLength(1);
    expect(survivors[0]).toMatchObject({
      equal: false,
      why: expect.stringMatching(/^it differs by 1e.* where τ is another/),
    });
    const asked = await sharpness({ ...withoutTau, hypotheses: [unitTimeConstant] });
    expect(asked.survivors).toMatchObject([{ equal: true }]);
  });

  // λ is zero.
  const ofEquation = (equation: string, picks?: SharpnessOptions['picks']): ReturnType<typeof sharpness> => {
    const { file, reading } = openFormula(`claims: equation\nneeds: whitened, zero-balanced\n---\n${equation}`, 'file');
    return sharpness({
      truth: TRUTH,
      formula: file.formula,
      judgeOf: edited => judgeFormula(file, edited()),
      cases: reading.cases,
      hypotheses: reading.hypotheses,
      truthOf: given => float64Truth(file, given, TRUTH),
      bind: given => float64Bindings(file, given, TRUTH),
      evaluateAt: valueOfFile(file, TRUTH),
      digits: 12,
      runs: 6,
      ...(picks && { picks }),
    });
  };

  it('counts an equation that says nothing any more as found, not as equal', async () => {
    const found = await ofEquation("D = W2t'*W2t - W1t*W1t'\nD == zeros(Nh, Nh)");
    // sgn(lambda) in front of D, where it is defined and where it is used.
    expect(found.vacuous).toBe(2);
    expect(found.refuted + found.vacuous + found.survivors.length).toBe(found.tried);
    expect(found.survivors.filter(({ description }) => description.includes('sgn'))).toEqual([]);
  });

  it('tells another true statement from an equal one', async () => {
    const picks = (description: string): boolean => description === 'line 4, 2 places: 2 → 4';
    const { survivors } = await ofEquation('exp(2*norm(W2t)) == exp(2*norm(W1t))', picks);
    expect(survivors).toMatchObject([
      {
        equal: true,
        why: 'another statement that holds to 60 digits on every case tried (18), which is no proof',
      },
    ]);
  });

  it('stops when asked to', async () => {
    const found = await sharpness({ ...options, shouldStop: () => true });
    expect(found).toMatchObject({ tried: 0, refuted: 0, stopped: true });
  });
});
