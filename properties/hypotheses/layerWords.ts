import type fc from 'fast-check';
import type { FlowCase } from '../../src/judge/case.ts';
import type { Hypothesis } from '../../src/judge/hypothesis.ts';
import type { LayersAsked, LayerWords, NamedHypothesis, Narrowing, Trait } from '../../src/judge/vocabulary.ts';
import { balances } from '../../src/network/balance.ts';
import { widthsOf } from '../../src/network/flow.ts';
import { mapOfLayers } from '../../src/network/observables/flowLoss.ts';
import { equal } from '../../src/numbers/equal.ts';
import { identity } from '../../src/numbers/linearAlgebra.ts';
import type { Matrix } from '../../src/numbers/matrix.ts';
import { hasFullRank, rank } from '../../src/numbers/rank.ts';
import type { Rational } from '../../src/numbers/rational.ts';
import { rationalField } from '../../src/numbers/rationalField.ts';
import { FLOW_STARTS } from '../arbitraries/flowArbitrary.ts';
import { flowCaseArbitrary } from '../arbitraries/flowCaseArbitrary.ts';

type LayerHypothesis = NamedHypothesis & { readonly hypothesis: Hypothesis<FlowCase> };

function ofLayers(
  name: string,
  meaning: string,
  holds: (given: FlowCase) => boolean,
  narrows: Narrowing = {},
): [string, LayerHypothesis] {
  return [name, { hypothesis: { name, meaning, holds }, ...narrows }];
}

function ofWidths(
  name: string,
  meaning: string,
  suitsLayers: (widths: readonly number[]) => boolean,
): [string, LayerHypothesis] {
  return ofLayers(name, meaning, ({ flow }) => suitsLayers(widthsOf(flow.layers)), { suitsLayers });
}

const leastEnd = (widths: readonly number[]): number => Math.min(widths[0]!, widths.at(-1)!);

const isNarrow = (widths: readonly number[]): boolean => Math.min(...widths) < leastEnd(widths);

/** What `needs:` can name where the network is deep, most general first. */
export const LAYER_HYPOTHESES: Readonly<Record<string, LayerHypothesis>> = Object.fromEntries([
  ofLayers(
    'whitened',
    'Σxx = I',
    ({ flow: { sigmaXX } }) => sigmaXX === undefined || equal(sigmaXX, identity(rationalField, sigmaXX.rows)),
    { white: true },
  ),
  ofLayers(
    'zero-balanced',
    'W_j(0)W_j(0)ᵀ = W_(j+1)(0)ᵀW_(j+1)(0) for all j',
    ({ flow: { layers } }) =>
      balances(rationalField, layers).every(({ data }) => data.every(entry => entry.sign() === 0)),
    { balancedLayers: true },
  ),
  ofLayers(
    'full-rank-task',
    'rank Σyx = min(d0, dh)',
    ({ flow: { sigmaYX } }) => rank(rationalField, sigmaYX) === Math.min(sigmaYX.rows, sigmaYX.cols),
  ),
  ofWidths('not-bottlenecked', 'no hidden layer is narrower than min(d0, dh)', widths => !isNarrow(widths)),
  ofWidths('bottlenecked', 'a hidden layer is narrower than min(d0, dh)', isNarrow),
  ofWidths('equal-widths', 'all layers have as many units', widths => widths.every(width => width === widths[0])),
  ofWidths('equal-dimensions', 'd0 = dh', widths => widths[0] === widths.at(-1)),
]);

const isZero = ({ data }: Matrix<Rational>): boolean => data.every(entry => entry.sign() === 0);

/** From the rarest to the most common. */
const LAYER_TRAITS: readonly Trait<FlowCase>[] = [
  { text: 'all weights are zero at the start', has: ({ flow: { layers } }) => layers.every(isZero) },
  { text: 'a layer is zero at the start', has: ({ flow: { layers } }) => layers.some(isZero) },
  { text: 'the map is zero at the start', has: ({ flow: { layers } }) => isZero(mapOfLayers(rationalField, layers)) },
  { text: 'Σyx = 0', has: ({ flow: { sigmaYX } }) => isZero(sigmaYX) },
  { text: 't = 0', has: ({ time }) => time.sign() === 0 },
  { text: 'a layer has less rank than its sizes allow', has: ({ flow: { layers } }) => !layers.every(hasFullRank) },
];

/** Units of a layer: with more, a look at a case of five layers takes long. */
const MOST_UNITS = 3;

/** Networks of one depth whose sizes are looked at. */
const MOST_NETWORKS = 81;

/** What a file about layers can ask for, and the cases that are drawn for it; inputs are white or not unless it asks for white ones. */
export function layerWords({ least, most, hasDecay }: LayersAsked): LayerWords {
  return {
    hypotheses: LAYER_HYPOTHESES,
    networks: Array.from({ length: most - least + 1 }, (_, more) => networksOfDepth(least + more)).flat(),
    casesFor: narrowings => casesFor({ least, most, hasDecay }, narrowings),
    traits: LAYER_TRAITS,
  };
}

function casesFor(
  { least, most, hasDecay }: LayersAsked,
  narrowings: readonly Narrowing[],
): fc.Arbitrary<FlowCase> | undefined {
  const suits = (widths: readonly number[]): boolean => narrowings.every(one => one.suitsLayers?.(widths) ?? true);
  const depths = Array.from({ length: most - least + 1 }, (_, more) => least + more);
  if (!depths.some(depth => networksOfDepth(depth).some(suits))) return undefined;
  const isBalanced = narrowings.some(({ balancedLayers }) => balancedLayers);
  const isWhite = narrowings.some(({ white }) => white);
  const cases = flowCaseArbitrary({
    minDepth: least,
    maxDepth: most,
    maxWidth: MOST_UNITS,
    starts: isBalanced ? ['balanced', 'aligned'] : FLOW_STARTS,
    gradient: [...(isWhite ? [] : (['inputs'] as const)), ...(hasDecay ? (['decay'] as const) : [])],
  });
  const accepts = narrowings.some(({ suitsLayers }) => suitsLayers !== undefined);
  return accepts ? cases.filter(({ flow }) => suits(widthsOf(flow.layers))) : cases;
}

/** All widths, or of very many some that are spread over them. */
function networksOfDepth(depth: number): number[][] {
  const count = MOST_UNITS ** (depth + 1);
  // No common factor with the number of units: every width comes up at every layer.
  const step =
    count <= MOST_NETWORKS
      ? 1
      : Math.floor(count / MOST_NETWORKS) + (Math.floor(count / MOST_NETWORKS) % 3 === 0 ? 1 : 0);
  return Array.from({ length: Math.ceil(count / step) }, (_, k) =>
    Array.from({ length: depth + 1 }, (_, layer) => 1 + (Math.floor((k * step) / MOST_UNITS ** layer) % MOST_UNITS)),
  );
}
