import type { FlowCase } from '../judge/case.ts';
import type { Flow } from '../network/flow.ts';
import type { Truth } from '../network/truth.ts';
import { decimalField } from '../numbers/decimal/decimalField.ts';
import { Rational } from '../numbers/rational.ts';
import type { CaseKind } from './caseKind.ts';
import { attainableDigits, CHANGE_DIGITS, type Changing } from './digitsAsked.ts';
import { flowMoments, layerName, partsOf } from './flowMoments.ts';
import type { Moment } from './moment.ts';
import { type Split, splitRational } from './split.ts';
import { FLOW_QUANTITIES } from './subject.ts';
import type { AnyDepth, PreparedTrial } from './trial.ts';

/** Cases of layers of any depth. Claims have no questions of their own about them so far. */
export function anyDepth(truth: Truth): CaseKind<AnyDepth> {
  return {
    moments: (given, times, digits) => flowMoments(truth, given.flow, times, digits),
    attainable: (given, moments) => attainableOfFlow(truth, given, moments),
    question: ({ flow }, times, capabilities) => ({
      flow,
      times,
      quantities: FLOW_QUANTITIES.filter(quantity => capabilities.quantities.includes(quantity)),
    }),
    asker: subject => subject.askFlow?.bind(subject),
    canBeAsked: () => true,
    sameFlow: (a, b) => a.flow === b.flow,
    stated: (_, { layers = [], output, loss }) =>
      new Map([
        ...layers.map((layer, j): [string, Split] => [layerName(j), splitRational(layer)]),
        ...(output ? [['W', splitRational(output)] as const] : []),
        ...(loss ? [['loss', splitRational(loss)] as const] : []),
      ]),
  };
}

function attainableOfFlow(
  truth: Truth,
  given: FlowCase,
  moments: readonly Moment<string>[],
): PreparedTrial<AnyDepth>['asked'] {
  const { flow } = given;
  const field = decimalField(CHANGE_DIGITS + 12);
  const changing: Changing<Flow, string> = {
    changed: (from, change) => ({ ...from, layers: from.layers.map(change), sigmaYX: change(from.sigmaYX) }),
    from: ({ parts }) => ({
      ...flow,
      layers: flow.layers.map((_, j) => parts[layerName(j)]!.truth.hi.map(entry => Rational.of(entry))),
    }),
    partsAt: (changed, times) =>
      truth.layers(changed, times, { digits: CHANGE_DIGITS }).map(({ layers }) => {
        const parts = partsOf(
          field,
          changed,
          layers.map(layer => layer.map(field.cross)),
        );
        return Object.fromEntries([...parts].map(([part, value]) => [part, value.map(entry => entry.toNumber())]));
      }),
  };
  return attainableDigits(given, flow, moments, changing);
}
