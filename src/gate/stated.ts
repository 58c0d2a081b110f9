import { type Blocks, blocksOf, blocksOfQqt, namedBlocks } from '../network/observables/blocks.ts';
import { float64Field } from '../numbers/float64Field.ts';
import type { Matrix } from '../numbers/matrix.ts';
import { type PartName, QQT_PARTS } from './parts.ts';
import { type Split, splitRational } from './split.ts';
import type { QuantityName, Question, Values } from './subject.ts';

/** What a subject said about one time. */
export interface Stated {
  /** The parts of a quantity as it was given; undefined where it was not. */
  readonly given: (quantity: QuantityName) => Readonly<Partial<Record<PartName, Split>>> | undefined;
  /** Weights, in float64. */
  readonly weights?: { readonly W1: Matrix<number>; readonly W2: Matrix<number> };
  /** Blocks of QQᵀ, in float64: as given by themselves, else cut out of QQᵀ, else made of the weights. */
  readonly seen: Partial<Blocks<number>>;
  readonly loss?: number;
  readonly qqt?: Matrix<number>;
  readonly ntk?: Matrix<number>;
}

export function statedOf({ problem }: Pick<Question, 'problem'>, values: Values): Stated {
  const Ni = problem.W1.cols;
  const split: Partial<Record<keyof Values, Split>> = {};
  for (const [name, value] of Object.entries(values)) split[name as keyof Values] = splitRational(value);
  const hi = (name: keyof Values): Matrix<number> | undefined => split[name]?.hi;
  const [W1, W2, qqt] = [hi('W1'), hi('W2'), hi('qqt')];
  const weights = W1 && W2 ? { W1, W2 } : undefined;
  const fromWeights = weights && blocksOf(float64Field, weights);
  const fromQqt = qqt && blocksOfQqt(qqt, Ni);
  const gram1 = hi('W1W1') ?? fromQqt?.gram1 ?? fromWeights?.gram1;
  const map = hi('output') ?? fromQqt?.map ?? fromWeights?.map;
  const gram2 = hi('W2W2') ?? fromQqt?.gram2 ?? fromWeights?.gram2;
  return {
    given: quantity => partsGiven(quantity, split, Ni),
    ...(weights && { weights }),
    seen: { ...(gram1 && { gram1 }), ...(map && { map }), ...(gram2 && { gram2 }) },
    ...(split.loss && { loss: split.loss.hi.at(0, 0) }),
    ...(qqt && { qqt }),
    ...(split.ntk && { ntk: split.ntk.hi }),
  };
}

function partsGiven(
  quantity: QuantityName,
  split: Partial<Record<keyof Values, Split>>,
  Ni: number,
): Partial<Record<PartName, Split>> | undefined {
  if (quantity === 'weights') return split.W1 && split.W2 && { W1: split.W1, W2: split.W2 };
  const value = split[quantity];
  if (value === undefined) return undefined;
  if (quantity !== 'qqt') return { [SINGLE[quantity]]: value };
  const [hi, lo] = [namedBlocks(value.hi, Ni), namedBlocks(value.lo, Ni)];
  return Object.fromEntries(QQT_PARTS.map(part => [part, { hi: hi[part], lo: lo[part] }]));
}

const SINGLE: Readonly<Record<Exclude<QuantityName, 'weights' | 'qqt'>, PartName>> = {
  W1W1: 'W1ᵀW1',
  W2W2: 'W2W2ᵀ',
  output: 'W2W1',
  loss: 'loss',
  ntk: 'NTK',
};
