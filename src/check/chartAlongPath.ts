import { isLimitInTime, outerLimits } from '../formula/limitsIn.ts';
import { nodeText } from '../formula/nodeText.ts';
import type { OrderParameter } from '../formula/remainder.ts';
import type { FormulaNode } from '../formula/tree.ts';
import { toMatrix } from '../formula/value.ts';
import { withoutLimits } from '../formula/withoutLimits.ts';
import { type Case, isFlowCase } from '../judge/case.ts';
import type { Effort } from '../judge/claim.ts';
import { normOf } from '../judge/compareStated.ts';
import type { PlotRecord, PlotSeries } from '../judge/runRecord.ts';
import type { Truth } from '../network/truth.ts';
import { type Decimal, decimalField } from '../numbers/decimal/decimalField.ts';
import type { Matrix } from '../numbers/matrix.ts';
import { round10 } from '../plot/quantity.ts';
import { plotField } from '../plot/trajectory.ts';
import { type ChartedCase, chartCaption } from './chartedCase.ts';
import { shortened } from './chartedNames.ts';
import { drawn } from './chartedSides.ts';
import { type Subject, subjectsOf } from './evaluateFile.ts';
import { type Along, directionOf, judgeOrder, NoLimit, OutOfReach, partOf, sequence } from './judgeAlong.ts';
import type { Direction } from './membersOf.ts';
import type { OpenFormula } from './openFormula.ts';

/** A picture ends with so many members of a path, at most. */
const MOST = 9;

const DIGITS = { digits: 20, working: 30 };

/**
 * What a limit in a parameter is taken of, on the members of the path through a case, with what they tend to and what is stated. Undefined where there
 * are none.
 */
export function chartAlongPath(open: OpenFormula, chosen: ChartedCase, truth: Truth): PlotRecord | undefined {
  const { given } = chosen;
  if (isFlowCase(given)) return undefined;
  const { file } = open;
  const [subject] = subjectsOf(file, file.formula, given);
  const along = alongOf(subject!, truth);
  const [left, right] = subject!.formula.definitions.slice(-2).map(({ node }) => node) as [FormulaNode, FormulaNode];
  const [limit] = [left, right].flatMap(outerLimits).filter(one => !isLimitInTime(one));
  const { parameter } = file.path!;
  const direction: Direction = limit === undefined || nodeText(limit.args[1]!) !== '0' ? 'grows' : 'falls';
  const [leftBody, rightBody] = [left, right].map(side => withoutLimits(side, one => !isLimitInTime(one))) as [
    FormulaNode,
    FormulaNode,
  ];
  const members = [
    ...limited(
      sequence(along, parameter, direction, given, member => ({
        ...partOf(along, leftBody, member),
        right: partOf(along, rightBody, member),
      })),
    ),
  ];
  if (members.length < 2) return undefined;
  const inDigits = decimalField(40);
  const values = members.map(({ part }) => [part, part.right].map(one => toMatrix(inDigits, one.value)));
  const ends = [left, right].map(side => unlessNone(() => toMatrix(inDigits, partOf(along, side, given).value)));
  const pairs = values.map(([a, b]) => [a, b] as [Matrix<Decimal>, Matrix<Decimal>]);
  const index = telling(pairs, ends);
  const times = members.map(({ at }) => round10(Math.abs(at.toNumber()))!);
  const line = (side: 0 | 1): (number | null)[] => pairs.map(pair => drawn(pair[side].data[index]));
  const constant = (value: Matrix<Decimal> | undefined): (number | null)[] =>
    times.map(() => drawn(value?.data[index]));
  const names = [leftBody, rightBody].map((node, k) => shortened(nodeText(node)) ?? ['left side', 'right side'][k]!);
  const cols = pairs[0]![0].cols;
  const ofEntry =
    pairs[0]![0].data.length === 1 ? '' : `entry (${Math.floor(index / cols) + 1},${(index % cols) + 1}) of `;
  const isStill = new Set(line(1)).size === 1;
  const series: PlotSeries[] = [
    { label: names[0]!, kind: 'formula', values: line(0), isOfMembers: true },
    ...(ends[0] === undefined || outerLimits(left).length === 0
      ? []
      : [{ label: `${names[0]}, its limit`, kind: 'formula' as const, values: constant(ends[0]) }]),
    isStill
      ? { label: names[1]!, kind: 'oracle', values: line(1) }
      : { label: names[1]!, kind: 'oracle', values: line(1), isOfMembers: true },
  ];
  const missing = ends.some(end => end === undefined) ? ['It settles to no limit on these members.'] : [];
  return {
    caption: [
      chartCaption(open, chosen),
      `Along the path ${file.path!.fixed.join(', ')} ${file.path!.fixed.length === 1 ? 'is' : 'are'} held fixed.`,
      ...missing,
    ].join(' '),
    quantity: `${ofEntry}both sides`,
    axis: { label: axisName(parameter, given), scale: 'log10' },
    times,
    series,
    errors: [],
  };
}

/** The remainder of an equation, what it is said to be of the order of, and the power that fits it, along a path or along time. */
export function chartOfOrder(open: OpenFormula, chosen: ChartedCase, truth: Truth): PlotRecord | undefined {
  const { given } = chosen;
  if (isFlowCase(given)) return undefined;
  const { file } = open;
  const [subject] = subjectsOf(file, file.formula, given);
  const along = alongOf(subject!, truth);
  const { remainder } = subject!;
  const parameter = file.order!;
  const direction = directionOf(along, remainder!, parameter, given);
  if (direction === undefined) return undefined;
  const [left, right] = subject!.formula.definitions.slice(-2).map(({ node }) => node) as [FormulaNode, FormulaNode];
  const rest: FormulaNode = { kind: 'binary', op: '-', left, right, place: left.place };
  const members = [
    ...limited(
      sequence(along, parameter, direction, given, member => ({
        ...partOf(along, rest, member),
        bound: partOf(along, remainder!, member),
      })),
    ),
  ];
  const inDigits = decimalField(40);
  const sizeOf = (part: { readonly value: Parameters<typeof toMatrix<Decimal>>[1] }): number =>
    normOf(toMatrix(inDigits, part.value)).toNumber();
  const seen = members.filter(({ part }) => sizeOf(part) > 0);
  if (seen.length < 2) return undefined;
  const times = seen.map(({ at }) => Math.abs(at.toNumber()));
  const rests = seen.map(({ part }) => sizeOf(part));
  const bounds = seen.map(({ part }) => sizeOf(part.bound));
  const { law } = judgeOrder(subject!, remainder!, parameter, given, along.effort);
  // As the judge measures it: between the last members.
  const slope = law?.order.value;
  const [lastX, lastY, lastBound] = [times.at(-1)!, rests.at(-1)!, bounds.at(-1)!];
  const sign = direction === 'grows' ? -1 : 1;
  const exponent = slope === undefined ? '' : `${sign < 0 ? '−' : ''}${Number(slope.toFixed(2))}`;
  return {
    caption: chartCaption(open, chosen),
    quantity: 'norm of left side − right side',
    axis: { label: axisName(parameter, given), scale: 'log10' },
    scale: 'log10',
    times: times.map(one => round10(one)!),
    series: [
      ...(slope === undefined
        ? []
        : [
            {
              label: `fitted: power ${exponent}`,
              kind: 'oracle' as const,
              values: times.map(x => round10(lastY * (x / lastX) ** (sign * slope))),
            },
          ]),
      {
        label: `stated: O(${shortened(nodeText(remainder!)) ?? '…'})`,
        kind: 'formula',
        values: bounds.map(bound => round10((lastY * bound) / lastBound)),
      },
      { label: 'left side − right side', kind: 'formula', values: rests.map(rest => round10(rest)), isOfMembers: true },
    ],
    errors: [],
  };
}

function alongOf({ file, formula }: Subject, truth: Truth): Along {
  const effort: Effort = { ...DIGITS, truth };
  return { file, formula, effort, sizes: [], members: new Set() };
}

function* limited<T>(all: Iterable<T>): Generator<T> {
  let count = 0;
  for (const one of all) {
    yield one;
    count += 1;
    if (count === MOST) return;
  }
}

function unlessNone<T>(evaluate: () => T): T | undefined {
  try {
    return evaluate();
  } catch (error) {
    if (error instanceof NoLimit || error instanceof OutOfReach) return undefined;
    throw error;
  }
}

/** The entry of which the limit is wrong most, or, where none is, that changes most on the way. */
function telling(
  pairs: readonly (readonly [Matrix<Decimal>, Matrix<Decimal>])[],
  [end, stated]: readonly (Matrix<Decimal> | undefined)[],
): number {
  const number = (value: Decimal | undefined): number => (value === undefined ? 0 : plotField.toNumber(value));
  const [first, last] = [pairs[0]!, pairs.at(-1)!];
  const off = first[0].data.map((_, k) => Math.abs(number(end?.data[k] ?? last[0].data[k]) - number(stated?.data[k])));
  const size = Math.max(...first[0].data.map(entry => Math.abs(number(entry))), 0);
  const way = first[0].data.map((entry, k) => Math.abs(number(entry) - number(last[0].data[k])));
  const merits = Math.max(...off) > 1e-4 * size ? off : way;
  return merits.indexOf(Math.max(...merits));
}

function axisName(parameter: OrderParameter, { lambda }: Case): string {
  if (parameter === 't') return 't';
  return parameter === 'lambda' ? (lambda.sign() < 0 ? '−λ' : 'λ') : parameter;
}
