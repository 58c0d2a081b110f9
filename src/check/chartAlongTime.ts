import { claimsCourse, claimsRelation } from '../formula/formulaFile.ts';
import { placeOfLimitInTime } from '../formula/limitsIn.ts';
import { nodeText } from '../formula/nodeText.ts';
import { withoutLimits } from '../formula/withoutLimits.ts';
import { type AnyCase, isFlowCase } from '../judge/case.ts';
import type { PlotRecord, PlotSeries } from '../judge/runRecord.ts';
import type { Truth } from '../network/truth.ts';
import { round10 } from '../plot/quantity.ts';
import { ORACLE_DIGITS, plotField } from '../plot/trajectory.ts';
import { type ChartedCase, chartCaption } from './chartedCase.ts';
import { nameOfSides, shortened, sideNames } from './chartedNames.ts';
import {
  type ChartedEntry,
  type ChartedSides,
  drawn,
  entryAt,
  entryName,
  marginOf,
  movingSide,
  relativeError,
  sidesOn,
  slacksOf,
  statesOrder,
  tellingEntry,
} from './chartedSides.ts';
import { type Moment, type Trajectory, trajectoryOf } from './chartedTrajectory.ts';
import { atItsTime, type Subject, subjectsOf } from './evaluateFile.ts';
import { judgeLimit } from './judgeLimit.ts';
import type { OpenFormula } from './openFormula.ts';

/** A statement for one value of each of its indices: "k = 2", "" where it has none. */
type ChartedSubject = Subject & { readonly at: string };

/**
 * What a file says of weights in training, along the flow of a case and gradient descent on it: both sides and how far they are apart, of an
 * inequality the margin too, of a course the quantity and its rate; of a limit t → ∞ what stands within it, beside what it tends to. Of statements
 * with indices the worst is drawn. Undefined where the statement has no value on the way; PRECISION where the oracle does not reach that far.
 */
export function chartAlongTime(open: OpenFormula, chosen: ChartedCase, truth: Truth): PlotRecord | undefined {
  const { file } = open;
  const { given } = chosen;
  const subjects = subjectsOf(file, file.formula, given);
  const tau = isFlowCase(given) ? given.flow.tau : given.problem.tau;
  const isOfEnd = placeOfLimitInTime(file.formula) !== undefined;
  const stated = isOfEnd ? given.time : timeOf(subjects[0]!, given, truth);
  const mark = stated.div(tau).toNumber();
  const trajectory = trajectoryOf(given, truth, isOfEnd ? 0 : mark);
  const subject = worstOf(
    subjects.map(one => ({ ...atSomeTime(one), at: one.at })),
    trajectory,
  );
  const sides = trajectory.flow.map(({ given: then, known }) => sidesOn(subject, then, known));
  const [first] = sides.filter(one => one !== undefined);
  if (first === undefined) return undefined;
  const entry = tellingEntry(subject, sides);
  const isMarked =
    !isOfEnd && (chosen.shows !== undefined || file.at !== undefined) && mark <= trajectory.times.at(-1)!;
  const about = [chartCaption(open, chosen), ...(subject.at === '' ? [] : [`Drawn for ${subject.at}.`])];
  const common = {
    times: trajectory.times,
    ...(isMarked && { mark: { at: round10(mark)!, label: file.at ?? MARKS[chosen.shows!] } }),
  };
  if (claimsCourse(file.claims)) {
    const course = courseOf(subject, { trajectory, sides, entry });
    return { ...common, ...course, caption: about.join(' '), errors: [] };
  }
  const errors = sides.map(one => (one === undefined ? null : relativeError(one)));
  const isOrder = statesOrder(subject);
  const agree = isOrder || isOfEnd ? undefined : agreementOf(errors);
  return {
    ...common,
    caption: [...about, ...(agree === undefined ? [] : [agree])].join(' '),
    quantity: entryName(first, entry, nameOfSides(subject)),
    series: [...seriesOf(subject, { trajectory, sides, entry }), ...endOf(subject, given, entry, truth, trajectory)],
    ...(isOrder && marginOf(subject, sides)),
    ...errorsOf(isOrder || isOfEnd || agree !== undefined ? [] : errors, first, file.claims),
  };
}

const MARKS = { counterexample: 'the counterexample', witness: 'the witness' } as const;

/** In what a limit t → ∞ is taken of, time goes. */
function atSomeTime(subject: Subject): Subject {
  const { definitions } = subject.formula;
  const moving = definitions.slice(-2).map(one => ({ ...one, node: withoutLimits(one.node, () => true) }));
  return claimsRelation(subject.file.claims)
    ? { ...subject, formula: { ...subject.formula, definitions: [...definitions.slice(0, -2), ...moving] } }
    : subject;
}

function timeOf(subject: Subject, given: AnyCase, truth: Truth): AnyCase['time'] {
  return atItsTime(subject, given, { digits: 20, working: 30, truth }).time;
}

/** Every so many points of the trajectory tell which index is the worst. */
const STRIDE = 8;

function worstOf(subjects: readonly ChartedSubject[], { flow }: Trajectory): ChartedSubject {
  if (subjects.length === 1) return subjects[0]!;
  const some = flow.filter((_, k) => k % STRIDE === 0);
  const badness = (subject: ChartedSubject): number => {
    const sides = some.flatMap(({ given, known }) => sidesOn(subject, given, known) ?? []);
    const isOrder = statesOrder(subject);
    const each = sides.map(one => {
      if (!isOrder) return relativeError([one]);
      return -Math.min(...slacksOf(subject, one).data.map(slack => plotField.toNumber(slack)));
    });
    const worst = Math.max(...each);
    return isOrder || worst > WRONG ? worst : 0;
  };
  const ranked = subjects.map(subject => ({ subject, bad: badness(subject) }));
  return ranked.reduce((a, b) => (b.bad > a.bad ? b : a)).subject;
}

const WRONG = 1e-10;

interface Along {
  readonly trajectory: Trajectory;
  readonly sides: readonly (readonly ChartedSides[] | undefined)[];
  readonly entry: ChartedEntry;
}

function seriesOf(subject: Subject, { trajectory, sides, entry }: Along): PlotSeries[] {
  const at = (side: 'left' | 'right', one: readonly ChartedSides[] | undefined): number | null =>
    drawn(entryAt(one, side, entry));
  const [left, right] = sideNames(subject);
  const moving = movingSide(subject);
  const descent = ({ given, known }: Moment): number | null => at(moving!, sidesOn(subject, given, known));
  const truth = sides.map(one => at('right', one));
  const frame = around(truth);
  return [
    { label: left, kind: 'formula', values: sides.map(one => frame(at('left', one))) },
    { label: right, kind: 'oracle', values: truth },
    ...descentOf(trajectory, moving === undefined ? undefined : one => frame(descent(one))),
  ];
}

function descentOf(
  { descent, descentLabel }: Trajectory,
  valueAt: ((moment: Moment) => number | null) | undefined,
): PlotSeries[] {
  if (valueAt === undefined) return [];
  return [{ label: descentLabel, kind: 'gradient-descent', values: descent.map(valueAt) }];
}

/** What lies so far off that it would flatten all else is not drawn. */
function around(truth: readonly (number | null)[]): (value: number | null) => number | null {
  const known = truth.filter(value => value !== null);
  const [low, high] = [Math.min(...known), Math.max(...known)];
  const margin = 10 * Math.max(high - low, Math.abs(high), Math.abs(low));
  return value => (value !== null && margin > 0 && (value < low - margin || value > high + margin) ? null : value);
}

/** What an expression tends to, as a limit t → ∞ was judged. */
function endOf(
  subject: ChartedSubject,
  given: AnyCase,
  { row, col }: ChartedEntry,
  truth: Truth,
  { times }: Trajectory,
): PlotSeries[] {
  const { file } = subject;
  if (isFlowCase(given) || placeOfLimitInTime(file.formula) === undefined) return [];
  const asStated = subjectsOf(file, file.formula, given).find(({ at }) => at === subject.at)!;
  const { stated } = judgeLimit(asStated, given, { digits: ORACLE_DIGITS, working: 2 * ORACLE_DIGITS, truth });
  if (stated === undefined) return [];
  const end = round10(stated.at(row, col).toNumber());
  return [{ label: `${sideNames(subject)[0]}, t → ∞`, kind: 'oracle', values: times.map(() => end) }];
}

function courseOf(
  subject: ChartedSubject,
  { trajectory, sides, entry }: Along,
): Pick<PlotRecord, 'quantity' | 'series' | 'margin'> {
  const isConserved = subject.file.claims === 'conserved';
  const { subject: alone, text } = isConserved
    ? { subject, text: nodeText(subject.formula.definitions.at(-2)!.node) }
    : withoutRate(subject);
  const at = ({ given, known }: Moment): number | null => drawn(entryAt(sidesOn(alone, given, known), 'left', entry));
  const side = (name: 'left' | 'right'): (number | null)[] => sides.map(one => drawn(entryAt(one, name, entry)));
  return {
    quantity: entryName(sides.find(one => one !== undefined)!, entry, shortened(text) ?? 'the quantity'),
    series: [
      { label: 'along the flow', kind: 'oracle', values: trajectory.flow.map(at) },
      ...(isConserved ? [{ label: 'at the start', kind: 'formula' as const, values: side('right') }] : []),
      ...descentOf(trajectory, at),
    ],
    ...(!isConserved && { margin: { label: 'its rate of change', values: side('left') } }),
  };
}

/** The expression of which a course states the rate, as the left side. */
function withoutRate(subject: Subject): { readonly subject: Subject; readonly text: string } {
  const { definitions } = subject.formula;
  const { node } = definitions.at(-2)!;
  const inner = node.kind === 'call' ? node.args[0]! : node;
  const alone = [...definitions.slice(0, -2), { ...definitions.at(-2)!, node: inner }, definitions.at(-1)!];
  return { subject: { ...subject, formula: { ...subject.formula, definitions: alone } }, text: nodeText(inner) };
}

/** Both sides agree to at least so many digits for that to be said in words. */
const AGREE = 15;

function agreementOf(errors: readonly (number | null)[]): string | undefined {
  const known = errors.filter(error => error !== null);
  const worst = Math.max(10 ** -ORACLE_DIGITS, ...known);
  const digits = Math.floor(-Math.log10(worst) + 1e-9);
  if (digits < AGREE) return undefined;
  const times =
    known.length === errors.length
      ? `all ${known.length} times`
      : `the ${known.length} times at which both have a value`;
  return `Both agree to ${digits} digits at ${times}.`;
}

function errorsOf(
  errors: readonly (number | null)[],
  sides: readonly ChartedSides[],
  claims: OpenFormula['file']['claims'],
): Pick<PlotRecord, 'errors' | 'errorOf'> {
  if (errors.length === 0) return { errors: [] };
  // Where both agree, at the start perhaps, there is no error to draw.
  const values = errors.map(error => (error === null || error < WRONG ** 1.5 ? null : round10(error)));
  if (claimsRelation(claims))
    return { errorOf: 'the left side beside the right one', errors: [{ label: 'of the larger side', values }] };
  const errorOf = claims === 'qqt' ? 'QQᵀ' : sides[0]!.name;
  return { errorOf, errors: [{ label: 'as stated', values }] };
}
