import { isFlowCase } from '../judge/case.ts';
import type { PlotRecord } from '../judge/runRecord.ts';
import { Matrix } from '../numbers/matrix.ts';
import { Rational } from '../numbers/rational.ts';
import { type ChartedCase, chartCaption } from './chartedCase.ts';
import { nameOfSides, sideNames } from './chartedNames.ts';
import { drawn, entryAt, entryName, marginOf, sidesOn, statesOrder, tellingEntry } from './chartedSides.ts';
import { subjectsOf } from './evaluateFile.ts';
import type { OpenFormula } from './openFormula.ts';

/** So many steps are drawn, or as many as the file speaks of, the case's own always. */
const STEPS = { least: 4, most: 12 };

/** Both sides of a statement on gradient descent, step after step on one case. Undefined where it has no value. */
export function chartAlongSteps(open: OpenFormula, chosen: ChartedCase): PlotRecord | undefined {
  const { file } = open;
  const { given } = chosen;
  if (isFlowCase(given)) return undefined;
  const taken = given.extra.k!.data[0]!.toNumber();
  const last = Math.max(taken, STEPS.least, Math.min(STEPS.most, file.steps!.most));
  const [subject] = subjectsOf(file, file.formula, given);
  const times = Array.from({ length: last + 1 }, (_, k) => k);
  const sides = times.map(k => {
    const extra = { ...given.extra, k: new Matrix(1, 1, [Rational.of(k)]) };
    return sidesOn(subject!, { ...given, extra }, undefined);
  });
  const first = sides.find(one => one !== undefined);
  if (first === undefined) return undefined;
  const entry = tellingEntry(subject!, sides);
  const [left, right] = sideNames(subject!);
  const along = (side: 'left' | 'right'): (number | null)[] => sides.map(one => drawn(entryAt(one, side, entry)));
  const isOrder = statesOrder(subject!);
  const about = `η = ${given.extra.eta!.data[0]!}.${subject!.at === '' ? '' : ` Drawn for ${subject!.at}.`}`;
  return {
    caption: `${chartCaption(open, chosen)} ${about}`,
    quantity: entryName(first, entry, nameOfSides(subject!)),
    axis: { label: 'steps k', scale: 'linear' },
    times,
    series: [
      { label: right, kind: 'oracle', values: along('right') },
      { label: left, kind: 'formula', values: along('left'), isOfMembers: true },
    ],
    ...(chosen.shows && { mark: { at: taken, label: `the ${chosen.shows}` } }),
    ...(isOrder && marginOf(subject!, sides)),
    errors: [],
  };
}
