import fc from 'fast-check';
import type { FlowCase } from '../../src/judge/case.ts';
import type { Matrix } from '../../src/numbers/matrix.ts';
import { Rational } from '../../src/numbers/rational.ts';
import { drawRecord, indexInto, table } from '../arbitraries/table.ts';

const FACTORS = table('2', '1/2', '3', '-1', '0');

/**
 * Flows that are likely to violate a hypothesis of a reading and to meet the others, both for the caller to check: those that the other
 * readings of the claim are judged on, which often lack just what an extra hypothesis asks for, and those of the reading itself with one
 * layer, or the task, multiplied or moved in one entry. Sizes stay, for what a judge reads of a flow may depend on them; where a case
 * has matrices besides, which describe it again, nothing is changed.
 */
export function flowsWithout(
  own: fc.Arbitrary<FlowCase>,
  readElsewhere: readonly fc.Arbitrary<FlowCase>[],
): fc.Arbitrary<FlowCase> {
  return fc.oneof(changed(own), ...readElsewhere);
}

function changed(own: fc.Arbitrary<FlowCase>): fc.Arbitrary<FlowCase> {
  return drawRecord({
    given: own,
    which: fc.nat(9),
    factor: indexInto(FACTORS),
    row: fc.nat(7),
    column: fc.nat(7),
    kind: fc.nat(1),
  }).map(({ given, which, factor, row, column, kind }) => {
    if (Object.keys(given.extra).length > 0) return given;
    const moved = (a: Matrix<Rational>): Matrix<Rational> =>
      a.map((entry, i, j) => {
        if (kind === 0) return entry.mul(FACTORS[factor]!);
        return i === row % a.rows && j === column % a.cols ? entry.add(FACTORS[factor]!).add(Rational.ONE) : entry;
      });
    const { layers, sigmaYX } = given.flow;
    const place = which % (layers.length + 1);
    const flow =
      place === layers.length
        ? { ...given.flow, sigmaYX: moved(sigmaYX) }
        : { ...given.flow, layers: layers.map((layer, j) => (j === place ? moved(layer) : layer)) };
    return { ...given, flow };
  });
}
