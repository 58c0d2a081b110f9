import { inNumbers, type NumberShape, type ShapeMismatch } from './checkShapes.ts';
import { type InferredShapes, inferShapes } from './inferShapes.ts';
import { instancesOf, type Sizes } from './instances.ts';
import type { Formula } from './parseFormula.ts';
import { numbersWorld, type World } from './world.ts';

/** Whether all parts of a formula fit for one network, and the shape of its last line as far as it can be told. */
export function fitFor(
  formula: Formula,
  sizes: Sizes,
): { readonly fits: boolean; readonly result: NumberShape | undefined } {
  const all = inferredFor(formula, sizes);
  const last = all.at(-1);
  const result = last?.inferred.definitions.at(-1);
  return {
    fits: all.every(({ inferred }) => inferred.faults.length === 0),
    result: result && inNumbers(result, last!.world),
  };
}

/** The places where a formula does not fit for one network. */
export function faultsFor(formula: Formula, sizes: Sizes): Pick<ShapeMismatch, 'line' | 'column' | 'operator'>[] {
  return inferredFor(formula, sizes).flatMap(({ inferred: { faults } }) =>
    faults.map(({ place: { line, column }, operator }) => ({ line, column, operator })),
  );
}

function inferredFor(formula: Formula, sizes: Sizes): { readonly inferred: InferredShapes; readonly world: World }[] {
  const world = numbersWorld(new Map(Object.entries(sizes)));
  return instancesOf(formula, sizes).map(instance => ({
    inferred: inferShapes(instance.formula, instance.formula.symbols, world),
    world,
  }));
}
