import type { GateCaseInput, GateCounterexample } from '../../src/gate/gateRecord.ts';
import type { ShownExample } from '../../src/judge/runRecord.ts';

/** A gate's counterexample in the words of every other one; t is the time of what is stated, which need not be that of the case. */
export function gateExample({ case: given, result, replay }: GateCounterexample): ShownExample {
  return {
    architecture: widths(given),
    given: (['W1', 'W2', 'sigmaYX'] as const).map(name => ({ name, rows: given[name] })),
    scalars: [
      { name: 'lambda', value: given.lambda },
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

/** "1-1-2": Ni-Nh-No. */
export function widths({ W1, W2 }: GateCaseInput): string {
  return [W1[0]?.length ?? 0, W1.length, W2.length].join('-');
}
