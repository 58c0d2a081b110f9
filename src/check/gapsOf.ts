import fc from 'fast-check';
import { networkText } from '../formula/instances.ts';
import { type AnyCase, isFlowCase } from '../judge/case.ts';
import type { Reading } from '../judge/claim.ts';
import { decideCase, type Looking } from '../judge/lookAt.ts';
import { meets } from '../judge/meets.ts';
import type { Trait } from '../judge/vocabulary.ts';
import { hasFullRank } from '../numbers/rank.ts';
import { sizesOfCase } from './sizesOfCase.ts';

/**
 * Where a formula has no value that holds wherever it has one, in words: by the rarest property that all such cases have, and no
 * other if there is one, and by the place in the formula. Undefined where there is no such property and it has no value for a
 * network at all, whatever the numbers: then it is no statement about that network, and lacks more than single points.
 */
export function gapsOf(
  reading: Reading<AnyCase>,
  singular: readonly { readonly given: AnyCase; readonly message: string }[],
  held: readonly AnyCase[],
  { seed, traits, ...looking }: Looking & { readonly seed: number; readonly traits: readonly Trait[] },
): string | undefined {
  const trait = traitOf(
    traits,
    singular.map(({ given }) => given),
    held,
  );
  if (!trait.isExact) {
    const networks = new Map(singular.map(({ given }) => [widthsOf(given), given]));
    for (const given of held) networks.delete(widthsOf(given));
    for (const widths of networks.keys()) if (!hasValueSomewhere(reading, widths, seed, looking)) return undefined;
  }
  const messages = [...new Set(singular.map(({ message }) => message.replace(/, got .*$/, '')))];
  const more = messages.length > 1 ? `, and at ${messages.length - 1} more` : '';
  return `${trait.text}(${singular.length} of ${singular.length + held.length} cases): ${messages[0]}${more}`;
}

function widthsOf(given: AnyCase): string {
  return networkText(sizesOfCase(given));
}

/** Cases drawn to find some of one network, and those of it that are judged. */
const [MOST_DRAWN, MOST_JUDGED] = [4000, 12];

function hasValueSomewhere(reading: Reading<AnyCase>, widths: string, seed: number, looking: Looking): boolean {
  const alike = fc
    .sample(reading.cases, { seed: seed + 1, numRuns: MOST_DRAWN })
    .filter(given => widthsOf(given) === widths && meets(reading, given));
  return alike.slice(0, MOST_JUDGED).some(given => decideCase(reading.judge, given, looking).isSingular !== true);
}

interface SharedTrait {
  readonly text: string;
  /** All cases without a value have it, and none that holds. */
  readonly isExact: boolean;
}

function traitOf(traits: readonly Trait[], singular: readonly AnyCase[], held: readonly AnyCase[]): SharedTrait {
  const shared = traits.filter(({ has }) => singular.every(has));
  const exact = shared.find(({ has }) => !held.some(has));
  if (exact !== undefined) return { text: `where ${exact.text} `, isExact: true };
  return { text: shared[0] === undefined ? '' : `on some cases where ${shared[0].text} `, isExact: false };
}

/** Whether the initial weights have less rank than their sizes allow. */
export function isDegenerateStart(given: AnyCase): boolean {
  const layers = isFlowCase(given) ? given.flow.layers : [given.problem.W1, given.problem.W2];
  return layers.some(matrix => !hasFullRank(matrix));
}
