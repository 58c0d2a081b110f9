import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { caseArbitrary } from '../../properties/arbitraries/caseArbitrary.ts';
import { DloError } from '../errors.ts';
import { extendEnvironment, standardEnvironment, truthSymbols } from '../formula/environment.ts';
import { evaluate } from '../formula/evaluate.ts';
import { misprintsOf, treesWith } from '../formula/misprints.ts';
import { type Formula, parseFormula } from '../formula/parseFormula.ts';
import { anguita2024Thm331, domine2025ThmA3, domine2025ThmA3Corrected } from '../formula/printedFormulas.ts';
import { matrixValue, scalarValue, toMatrix } from '../formula/value.ts';
import { float64Field } from '../numbers/float64Field.ts';
import { Matrix } from '../numbers/matrix.ts';
import { float64System } from '../numbers/numberSystem.ts';
import { layersBelow, screenOf, versionOf } from './screen.ts';
import { bindCase, screenCaseOf } from './screenCases.ts';
import { changedBetween, evaluateShared, structureOf, type Trees } from './sharedEvaluation.ts';

const nothing = (): Matrix<number> => new Matrix(1, 1, [0]);

function direct(
  formula: Formula,
  trees: Trees,
  given: ReturnType<typeof drawn>[number],
): readonly number[] | undefined {
  const definitions = formula.definitions.map((old, i) => ({ ...old, node: trees[i]! }));
  try {
    return toMatrix(float64Field, evaluate({ ...formula, definitions }, float64System, bindCase(formula)(given))).data;
  } catch (error) {
    if (error instanceof DloError) return undefined;
    throw error;
  }
}

function drawn(seed: number) {
  return fc.sample(caseArbitrary({ phase: 'middle' }), { seed, numRuns: 3 });
}

describe('evaluateShared', () => {
  it.each([
    ['a theorem that fits', domine2025ThmA3Corrected],
    ['one that does not', domine2025ThmA3],
    ['one without a value at λ = 0', anguita2024Thm331],
  ])('gives what evaluating afresh gives, of single edits and pairs of %s', (_name, text) => {
    const formula = parseFormula(text);
    const cases = drawn(3);
    const bind = bindCase(formula);
    const screen = screenOf(
      formula,
      cases.flatMap(given => screenCaseOf(given, nothing, bind)),
    );
    const misprints = misprintsOf(formula).filter((_one, index) => index % 37 === 0);
    let [some, none] = [0, 0];
    misprints.forEach((first, at) => {
      const trees = treesWith(screen.trees, [first])!;
      const version = versionOf(screen, trees);
      const second = treesWith(screen.trees, [first, misprints[(at * 7 + 5) % misprints.length]!]);
      cases.forEach((given, index) => {
        const base = { values: screen.values[index]!, changed: version.changed };
        const single = evaluateShared(screen.structure, trees, screen.cases[index]!, [base]);
        expect(single?.data).toEqual(direct(formula, trees, given));
        if (single === undefined) none += 1;
        else some += 1;
        if (second === undefined) return;
        const layers = [
          ...layersBelow(screen, version, index, changedBetween(screen.structure, second, trees)),
          { values: screen.values[index]!, changed: versionOf(screen, second).changed },
        ];
        const both = evaluateShared(screen.structure, second, screen.cases[index]!, layers);
        // A line that nothing uses any more is not evaluated, and may have no value.
        const afresh = direct(formula, second, given);
        if (afresh !== undefined || both === undefined) expect(both?.data).toEqual(afresh);
      });
    });
    expect(some + none).toBeGreaterThan(60);
    if (text === domine2025ThmA3Corrected) expect(some).toBeGreaterThan(60);
  });

  it('evaluates nothing again that an edit leaves as it is', () => {
    const formula = parseFormula("A = W1*W1'\nB = W2'*W2\nA*B");
    const asked: string[] = [];
    const values = new Map([
      ['W1', new Matrix(1, 1, [2])],
      ['W2', new Matrix(1, 1, [3])],
    ]);
    const get = (name: string) => {
      asked.push(name);
      return matrixValue(values.get(name)!);
    };
    const one = {
      given: drawn(1)[0]!,
      bindings: { get },
      truth: nothing(),
      size: 1,
      atTime: () => undefined,
    };
    const screen = screenOf(formula, [one]);
    asked.length = 0;
    const misprint = misprintsOf(formula).find(({ description }) => description === "line 2: W2'*W2 → 2*(W2'*W2)")!;
    const trees = treesWith(screen.trees, [misprint])!;
    const { changed } = versionOf(screen, trees);
    expect([...changed]).toEqual([0, 1, 1]);
    const value = evaluateShared(screen.structure, trees, one, [{ values: screen.values[0]!, changed }]);
    expect(value?.data).toEqual([4 * 18]);
    expect(asked).toEqual([]);
  });

  it('asks for the true weights at the time that the edited formula gives', () => {
    const symbols = extendEnvironment(standardEnvironment, truthSymbols);
    const formula = parseFormula('peak = tau\nW1t*3', { symbols });
    const times: number[] = [];
    const bindingsAt = (time: number) => ({
      get: (name: string) => (name === 'tau' ? scalarValue(3) : matrixValue(new Matrix(1, 1, [time]))),
    });
    const atTime = (time: number) => {
      times.push(time);
      return time > 100 ? undefined : { bindings: bindingsAt(time) };
    };
    const at = structureOf(formula, 'peak');
    const trees = formula.definitions.map(({ node }) => node);
    const value = (some: Trees) => evaluateShared(at, some, { bindings: bindingsAt(0), atTime }, [])?.data[0];
    expect(value(trees)).toBe(9);
    const edits = misprintsOf(formula);
    const edited = (text: string) => treesWith(trees, [edits.find(({ description }) => description === text)!])!;
    const squared = edited('line 1: tau → tau^2');
    expect([...changedBetween(at, squared, trees)]).toEqual([1, 1]);
    expect(value(squared)).toBe(27);
    expect(times).toEqual([3, 9]);
    // A time that depends on the true weights at that time is none.
    const [tau] = [parseFormula('W1t', { symbols }).definitions[0]!.node];
    expect(value([tau, trees[1]!])).toBeUndefined();
  });
});
