import type { GateCaseInput, GateCounterexample, GateFlowInput } from '../../src/gate/gateRecord.ts';
import type { ShownExample } from '../../src/judge/runRecord.ts';

/** A gate's counterexample in the words of every other one; t is the time of what is stated, which need not be that of the case. */
export function gateExample({ case: given, result, replay }: GateCounterexample): ShownExample {
  return {
    architecture: widths(given),
    given: matricesOf(given),
    scalars: [
      ...('lambda' in given ? [{ name: 'lambda', value: given.lambda }] : []),
      { name: 'tau', value: given.tau },
      { name: 't', value: result.time ?? given.time },
      ...(result.since === undefined ? [] : [{ name: 'from t', value: result.since }]),
    ],
    quantity: result.quantity ?? 'the answers',
    stated: result.stated ?? [],
    truth: result.truth ?? [],
    ...(result.reason !== undefined && { reason: result.reason }),
    sides: ['the subject', 'the truth'],
    residual: result.residual ?? 'none',
    replay,
  };
}

function matricesOf(given: GivenInput): ShownExample['given'] {
  const layers = layersOf(given).map((rows, j) => ({ name: `W${j + 1}`, rows }));
  return [...layers, { name: 'sigmaYX', rows: given.sigmaYX }];
}

type GivenInput = GateCaseInput | GateFlowInput;

function layersOf(given: GivenInput): GateFlowInput['layers'] {
  return 'layers' in given ? given.layers : [given.W1, given.W2];
}

/** "1-1-2": Ni-Nh-No, or the widths of all layers. */
export function widths(given: GivenInput): string {
  const layers = layersOf(given);
  return [layers[0]?.[0]?.length ?? 0, ...layers.map(rows => rows.length)].join('-');
}
