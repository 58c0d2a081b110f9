import type { FlowCase } from '../../../src/judge/case.ts';
import type { Claim, Judge } from '../../../src/judge/claim.ts';
import { trueLayers } from '../../../src/judge/truth.ts';
import { Rational } from '../../../src/numbers/rational.ts';
import { exactlyOrdered } from '../_exactly.ts';
import { trueOrNot } from '../_trueOrNot.ts';
import { chainArbitrary, condition, isZero } from './_chains.ts';
import { surveyClaim } from './_claim.ts';
import { networkCases } from './_networkCases.ts';

const SECTION = { section: '4.5.1', topic: 'Block-shift diagonal networks' } as const;

const weights = ({ flow }: FlowCase): number => flow.layers.reduce((sum, { data }) => sum + data.length, 0);
const onDiagonals = ({ flow }: FlowCase): number =>
  flow.layers.reduce((sum, { rows, cols }) => sum + Math.min(rows, cols), 0);

const dimensions = (factor: number): Judge<FlowCase> =>
  exactlyOrdered(given => [
    [factor * onDiagonals(given), '<', weights(given), 'dimensions of the diagonal networks and of all'],
  ]);

const notAllScalars = condition('not all layers are scalars', 'some layer has a weight off its diagonal', given =>
  given.flow.layers.some(({ data }) => data.length > 1),
);

const measure = surveyClaim({
  ...SECTION,
  id: 'remark-22:measure-zero',
  title: 'The diagonal networks have measure 0 among all',
  place: 'remark 22',
  grade: 'missing hypothesis',
  note: 'They are a linear subspace. With widths of 1 throughout it is the whole space.',
  statement: String.raw`\dim\mathcal A^{\mathrm{diag}}<\dim\mathcal A`,
  cases: chainArbitrary({ kind: 'diagonal', maxDepth: 4, maxWidth: 3 }),
  judge: dimensions(1),
  narrowed: {
    statement: String.raw`\max_id_i\ge2\;\Rightarrow\;\dim\mathcal A^{\mathrm{diag}}<\dim\mathcal A`,
    hypotheses: [notAllScalars],
  },
  wrong: { 'less than half of it': dimensions(2), 'less than a tenth of it': dimensions(10) },
});

const isOff = (given: FlowCase): boolean =>
  given.flow.layers.some(({ data, cols }) =>
    data.some((entry, at) => at % cols !== Math.floor(at / cols) && !isZero(entry)),
  );

const off = condition('off the diagonals', 'some weight off the diagonals is not 0', isOff);

/** 10^−15: a weight of a start that is off the diagonals is a million times as large, and no flow of these times takes it there. */
const LEAST = 1e-15;

const offAtT =
  (isStillOff: boolean): Judge<FlowCase> =>
  (given, effort) => {
    const now = trueLayers(given, effort);
    const sizes = now.layers.flatMap(({ data, cols }) =>
      data.flatMap((entry, at) => (at % cols === Math.floor(at / cols) ? [] : [Math.abs(entry.toNumber())])),
    );
    const largest = Math.max(...sizes);
    return trueOrNot(largest > LEAST === isStillOff, {
      quantity: 'largest weight off the diagonals at t',
      reason: largest.toPrecision(4),
      certain: now.digits,
    });
  };

const avoided = surveyClaim({
  ...SECTION,
  id: 'remark-22:avoided',
  title: 'A trajectory that starts off the diagonal networks never comes to them',
  place: 'remark 22',
  restsOn: ['sec-5.2.1:diagonal-stays-diagonal'],
  note: 'Solutions are unique, and the diagonal networks are invariant forwards and backwards: all trajectories but those of measure 0 avoid them.',
  statement: String.raw`A(0)\notin\mathcal A^{\mathrm{diag}}\;\Rightarrow\;A(t)\notin\mathcal A^{\mathrm{diag}}`,
  evidence: 'high-precision',
  hypotheses: [off],
  cases: networkCases({ minDepth: 2, maxDepth: 3, maxWidth: 2 }).map(given => ({
    ...given,
    time: Rational.ONE.div(given.flow.sigmaYX.at(0, 0).mul(given.flow.sigmaYX.at(0, 0))),
  })),
  judge: offAtT(true),
  wrong: { 'it does': offAtT(false) },
});

export const remark22: readonly Claim<FlowCase>[] = [measure, avoided];
