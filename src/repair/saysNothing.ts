import { isOfTraining, truthSymbols } from '../formula/environment.ts';
import type { Bindings } from '../formula/evaluate.ts';
import { type Definition, namesIn } from '../formula/parseFormula.ts';
import { isEquation } from '../formula/tree.ts';
import { matrixValue, toMatrix } from '../formula/value.ts';
import { float64Field } from '../numbers/float64Field.ts';
import { isTolerable, outcomeOn, type Screen } from './screen.ts';
import type { ScreenCase, ScreenedInstant } from './screenCases.ts';
import type { Trees } from './sharedEvaluation.ts';

/**
 * Whether an equation that is right on the screen's cases says nothing of the flow: it is as right for weights in training that
 * have nothing to do with the problem (A == A, what follows from the other symbols alone); or it comes to 0 == 0 for all
 * weights on a case, one of λ = 0 say, on which the screen's own formula does not. `trees` are the formula's, or those of an
 * edited version. False for one that does not name these weights: it speaks of the symbols.
 */
export function saysNothing(screen: Screen, trees: Trees): boolean {
  const definitions = screen.structure.formula.definitions.map((old, index) => ({ ...old, node: trees[index]! }));
  if (!isEquation(trees.at(-1)!) || !isOfTheFlow({ definitions })) return false;
  const changed = { ...screen, cases: screen.cases.map(withOtherWeights) };
  const outcomes = changed.cases.map((_one, index) => outcomeOn(changed, index, trees, []));
  return (
    outcomes.every(isTolerable) ||
    outcomes.some(
      (outcome, index) =>
        isTolerable(outcome) && !outcome.isTelling && outcomeOn(changed, index, screen.trees, []).isTelling,
    )
  );
}

/** Whether a statement about a time that the formula gives is as right at another one: it says nothing of that time. */
export function holdsAtAnyTime(screen: Screen, trees: Trees): boolean {
  if (screen.structure.at === undefined) return false;
  const changed = { ...screen, cases: screen.cases.map(atAnotherTime) };
  return changed.cases.every((_one, index) => isTolerable(outcomeOn(changed, index, trees, [])));
}

/** Whether the last line leads to the weights in training. */
export function isOfTheFlow({ definitions }: { readonly definitions: readonly Definition[] }): boolean {
  const needed = new Set<string>();
  for (const { name, node } of [...definitions].reverse()) {
    if (name === undefined || needed.size === 0 || needed.has(name)) for (const used of namesIn(node)) needed.add(used);
  }
  return [...needed].some(isOfTraining);
}

/** What is true at another time than the one that the formula gives. */
function atAnotherTime(one: ScreenCase): ScreenCase {
  return { ...one, atTime: time => one.atTime((3 * time) / 4 + 1 / 64) };
}

function withOtherWeights(one: ScreenCase): ScreenCase {
  const atTime = (time: number): ScreenedInstant | undefined => {
    const moment = one.atTime(time);
    return moment && { ...moment, bindings: otherWeights(moment.bindings) };
  };
  return { ...one, bindings: otherWeights(one.bindings), atTime };
}

/** Weights in training, and rates, of the same shapes that belong to no problem: no two entries have a simple relation. */
function otherWeights(bindings: Bindings<number>): Bindings<number> {
  return {
    get: name => {
      const value = bindings.get(name);
      const place = Object.keys(truthSymbols).indexOf(name);
      if (value === undefined || place < 0) return value;
      const matrix = toMatrix(float64Field, value);
      return matrixValue(matrix.map((_entry, i, j) => Math.sin(1 + 7 * place + 3 * i + Math.SQRT2 * j * (i + 2))));
    },
  };
}
