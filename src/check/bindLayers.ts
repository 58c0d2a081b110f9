import type { Bindings } from '../formula/evaluate.ts';
import type { DeepNetwork } from '../formula/formulaFile.ts';
import { type IndexedName, indexedName } from '../formula/indexed.ts';
import { MOST_RATES } from '../formula/layerSymbols.ts';
import { diagonalValue, matrixValue, scalarValue, type Value } from '../formula/value.ts';
import type { FlowCase } from '../judge/case.ts';
import { flowIn } from '../network/flow.ts';
import { ratesOfFlow } from '../network/ratesOfFlow.ts';
import { multiply } from '../numbers/linearAlgebra.ts';
import type { Matrix } from '../numbers/matrix.ts';
import type { NumberSystem } from '../numbers/numberSystem.ts';
import { sizesOfCase } from './sizesOfCase.ts';

/**
 * The values of the symbols of a file about layers of any depth, for a case: its sizes, its task and inputs, its layers at the start and their
 * products; and, where `now` gives the layers at its time, these, their products and their rates of change.
 */
export function bindLayers<T>(
  { field }: NumberSystem<T>,
  { decay }: DeepNetwork,
  given: FlowCase,
  now: readonly Matrix<T>[] | undefined,
): Bindings<T> {
  const flow = flowIn(field, given.flow);
  const sizes = sizesOfCase(given);
  let known: Matrix<T>[][] | undefined;
  const rates = (): Matrix<T>[][] => {
    known ??= ratesOfFlow(field, { ...flow, layers: now! }, MOST_RATES);
    return known;
  };
  const plain: Readonly<Record<string, () => Value<T>>> = {
    t: () => scalarValue(field.of(given.time)),
    tau: () => scalarValue(flow.tau),
    Syx: () => matrixValue(flow.sigmaYX),
    Sxx: () =>
      flow.sigmaXX === undefined
        ? diagonalValue(new Array<T>(flow.layers[0]!.cols).fill(field.one))
        : matrixValue(flow.sigmaXX),
    ...(decay !== undefined && { [decay]: () => scalarValue(flow.decay ?? field.zero) }),
  };
  const layersOf = ({ first, last, rates: n, isMoving, kind }: IndexedName): Value<T> | undefined => {
    if (isMoving && now === undefined) return undefined;
    const layers = isMoving ? now! : flow.layers;
    const index = Number(first) - 1;
    if (kind === 'layer') return matrixValue(n === 0 ? layers[index]! : rates()[n]![index]!);
    const parts = layers.slice(index, Number(last));
    if (parts.length > 0) return matrixValue(parts.reduce((product, layer) => multiply(field, layer, product)));
    return diagonalValue(new Array<T>(sizes[`d${index}`]!).fill(field.one));
  };
  return {
    get: name => {
      if (Object.hasOwn(plain, name)) return plain[name]!();
      if (Object.hasOwn(sizes, name)) return scalarValue(field.of(sizes[name]!));
      const indexed = indexedName(name);
      return indexed === undefined || indexed.kind === 'width' ? undefined : layersOf(indexed);
    },
  };
}
