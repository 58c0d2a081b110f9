import { nodeText } from '../formula/nodeText.ts';
import type { OverTimeNode } from '../formula/overTime.ts';
import type { FormulaNode } from '../formula/tree.ts';
import { scalarValue, toMatrix, type Value } from '../formula/value.ts';
import { log10, log10Norm } from '../numbers/decimal/agreement.ts';
import { type Decimal, decimalField } from '../numbers/decimal/decimalField.ts';
import { subtract } from '../numbers/linearAlgebra.ts';
import type { AlongFlow, Time } from './alongFlow.ts';
import { exactly } from './exactly.ts';
import { firstTime } from './firstTime.ts';
import { integralOver } from './integralOver.ts';
import { type Part, roundedPart } from './part.ts';

// What a formula says of other times than that of its case (formula/overTime.ts) is known as a part of it: a value, and how far it may be off.

/** Digits below those of the parts that no evaluation is trusted with. */
const BEYOND = 6;

/** What an expression over time comes to along the flow of a case, and how far it may be off. */
export function partOverTime(flow: AlongFlow, node: OverTimeNode): Part {
  switch (node.name) {
    case 'first':
      return firstTime(flow, node);
    case 'integral': {
      const [from, to] = node.args.slice(1).map(end => timeOf(flow, node, end)) as [Time, Time];
      return integralOver(flow, node, from, to);
    }
    case 'after':
      return valueAfterTask(flow, node);
    case 'at':
      return valueAtTime(flow, node, timeOf(flow, node, node.args[1]!));
  }
}

function timeOf(flow: AlongFlow, node: OverTimeNode, end: FormulaNode): Time {
  const { time } = flow.given;
  const [fine, rough] = [flow.valuesAt([end], [time]), flow.valuesAt([end], [time], 'rough')].map(
    values => toMatrix(decimalField(flow.digits + 20), values[0]![0]!).data[0]!,
  );
  if (fine!.isNegative() && !fine!.isZero())
    throw flow.refuse(node, `must have times of at least 0, and ${nodeText(end)} is none`, fine!.toPrecision(6));
  const off = fine!.minus(rough!).abs();
  return { at: exactly(fine!), logError: off.isZero() ? Number.NEGATIVE_INFINITY : log10(off) };
}

/** The value at the end of training on a task, and what the errors of the weights then make of it. */
function valueAfterTask(flow: AlongFlow, node: OverTimeNode): Part {
  const [of, task] = node.args as [FormulaNode, FormulaNode];
  const [value, rough] = flow.valuesAfter(of, Number(nodeText(task)));
  return { value, logError: errorOf(flow, value, rough) };
}

/** The value at a time, and what the errors of the time and of the weights make of it. */
function valueAtTime(flow: AlongFlow, node: OverTimeNode, { at, logError }: Time): Part {
  const [of] = node.args as [FormulaNode];
  const fine = flow.valuesAt([of], [at])[0]![0]!;
  const field = decimalField(flow.digits + 20);
  const time = field.of(at);
  const roughTime = roundedPart({ value: scalarValue(time), logError });
  const late = exactly(toMatrix(field, roughTime).data[0]!);
  const rough = flow.valuesAt([of], [late.sign() < 0 ? at : late], 'rough')[0]![0]!;
  return { value: fine, logError: errorOf(flow, fine, rough) };
}

/** Two values as matrices, whose difference shows what errors make of them. */
function errorOf({ digits }: AlongFlow, fine: Value<Decimal>, rough: Value<Decimal>): number {
  const field = decimalField(digits + 20);
  const [a, b] = [fine, rough].map(value => toMatrix(field, value).map(field.cross));
  const floor = log10Norm(a!) - digits - BEYOND;
  return Math.max(log10Norm(subtract(field, a!, b!)), floor);
}
