import fc from 'fast-check';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { DloError } from '../../errors.ts';
import type { FlowCase } from '../../judge/case.ts';
import { caseHash } from '../../judge/caseJson.ts';
import type { Flow } from '../../network/flow.ts';
import { decimalField } from '../../numbers/decimal/decimalField.ts';
import { float64Field } from '../../numbers/float64Field.ts';
import { convert } from '../../numbers/linearAlgebra.ts';
import type { Matrix } from '../../numbers/matrix.ts';
import { Rational } from '../../numbers/rational.ts';
import { EPSILON, HEADROOM, LINEAR, seedOf, UNIT } from '../digitsAsked.ts';
import { norm } from '../split.ts';
import { layerName, partsOf } from './flowMoments.ts';
import type { FlowMoment, FlowTruth } from './flowTrial.ts';

const CHANGES_AT_START = 2;
const ORACLE = { digits: 18 } as const;

/**
 * How many digits may be asked of a computation in float64, as `attainableDigits` has it at two layers: what changes of layers and
 * Σyx by ε do to each part, two at the start and one of the state at the middle moment, all from the raw flow.
 */
export function attainableFlowDigits(
  truth: FlowTruth,
  given: FlowCase,
  moments: readonly FlowMoment[],
): (moment: number, part: string) => number {
  const random = randomOf(given);
  const { flow } = given;
  const middle = moments.length >> 1;
  const effects: Effect[] = [];
  for (let change = 0; change < CHANGES_AT_START; change++)
    effects.push(...effectsOf(truth, changedFlow(flow, random), moments, 0));
  const later = moments.slice(middle + 1);
  if (middle > 0 && later.length > 0) {
    const { parts, time } = moments[middle]!;
    const layers = flow.layers.map((_, j) => parts.get(layerName(j))!.truth.hi.map(entry => Rational.of(entry)));
    const shifted = later.map(moment => ({ ...moment, time: moment.time.sub(time) }));
    effects.push(...effectsOf(truth, changedFlow({ ...flow, layers }, random), shifted, middle + 1));
  }
  return (moment, part) => {
    const felt = Math.max(0, ...effects.filter(effect => effect.moment === moment).map(effect => effect.of(part)));
    return felt > LINEAR ? 0 : Math.max(0, -Math.log10(HEADROOM * UNIT * (1 + felt / EPSILON)));
  };
}

/** What a change did at one moment: ‖p' − p‖/size of every part. */
interface Effect {
  readonly moment: number;
  readonly of: (part: string) => number;
}

function effectsOf(oracle: FlowTruth, changed: Flow, moments: readonly FlowMoment[], first: number): Effect[] {
  const field = decimalField(ORACLE.digits + 12);
  try {
    const answers = oracle(
      changed,
      moments.map(({ time }) => time),
      ORACLE,
    );
    return moments.map(({ parts }, index) => {
      const found = partsOf(
        field,
        changed,
        answers[index]!.layers.map(layer => layer.map(field.cross)),
      );
      return {
        moment: first + index,
        of: part => {
          const { truth, size } = parts.get(part)!;
          return norm(found.get(part)!.map((entry, i, j) => entry.toNumber() - truth.hi.at(i, j))) / size;
        },
      };
    });
  } catch (error) {
    if (!(error instanceof DloError && error.code === 'PRECISION')) throw error;
    return moments.map((_, index) => ({ moment: first + index, of: () => Number.POSITIVE_INFINITY }));
  }
}

/** Layers and Σyx, every entry moved by about ε of the norm of its matrix, up or down. */
function changedFlow(flow: Flow, random: () => number): Flow {
  const changed = (a: Matrix<Rational>): Matrix<Rational> => {
    const size = norm(convert(float64Field, a)) || 1;
    const step = 2 ** Math.round(Math.log2(EPSILON * size));
    return a.map(entry => entry.add(Rational.of(random() * step)));
  };
  return { ...flow, layers: flow.layers.map(changed), sigmaYX: changed(flow.sigmaYX) };
}

/** ±1/2 to ±11/8, in eighths, which the case alone decides. */
function randomOf(given: FlowCase): () => number {
  const random = new fc.Random(xoroshiro128plus(seedOf(`digits asked ${caseHash(given)}`)));
  return () => ((random.nextInt(0, 1) === 0 ? -1 : 1) * random.nextInt(4, 11)) / 8;
}
