import { FormulaError, type FormulaSource } from './formulaError.ts';
import { nodeText } from './nodeText.ts';
import type { Formula } from './parseFormula.ts';
import { type CallNode, children, type FormulaNode } from './tree.ts';

// What is taken along the flow at other times than that of the statement: integral(A, a, b), ∫ A dt over the times from a to b; at(A, T), A at the
// time T; first(A <= B), the first time t ≥ 0 at which the comparison is so; after(A, k), A at the end of training on the k-th of several tasks
// (taskSequence.ts). Within A and B t and the weights in training are those of these times.

export type OverTimeName = 'integral' | 'at' | 'first' | 'after';

export interface OverTimeNode extends CallNode {
  readonly name: OverTimeName;
}

/** The names of all of them. */
export const OVER_TIME: ReadonlySet<string> = new Set<OverTimeName>(['integral', 'at', 'first', 'after']);

export function isOverTime(node: FormulaNode): node is OverTimeNode {
  return node.kind === 'call' && OVER_TIME.has(node.name);
}

/** Those of its arguments that belong to the time of the statement: which times are meant, and not what is taken then. */
export function partsAtItsTime({ name, args }: OverTimeNode): readonly FormulaNode[] {
  return name === 'first' ? [] : args.slice(1);
}

/** All of them in an expression, the outer ones before those within. */
export function overTimeIn(node: FormulaNode): OverTimeNode[] {
  return [...(isOverTime(node) ? [node] : []), ...children(node).flatMap(overTimeIn)];
}

/** Whether a formula speaks of other times anywhere. */
export function statesOverTime({ definitions }: Pick<Formula, 'definitions'>): boolean {
  return definitions.some(({ node }) => overTimeIn(node).length > 0);
}

/** What cannot stand within: it is of one time, or of none, and would have to be taken anew at each. */
const NOT_WITHIN: ReadonlySet<string> = new Set(['lim', 'O', 'E', 'Var']);

/**
 * Within what is integrated or compared no other times are spoken of, also through definitions, and nowhere a limit stands in them. The upper end of an
 * integral is a time: one without an end is a limit. FORMULA errors at the place of what does not.
 */
export function requireOverTime(source: FormulaSource, { definitions }: Formula): void {
  const refuse = (node: CallNode, rule: string): FormulaError =>
    new FormulaError('FORMULA', source, node.place, node.name, rule, node.name);
  const within = function* (node: FormulaNode, typed?: FormulaNode): Generator<readonly [CallNode, FormulaNode]> {
    if (node.kind === 'call') yield [node, typed ?? node];
    const definition = node.kind === 'name' ? definitions.find(({ name }) => name === node.name)?.node : undefined;
    if (definition !== undefined) yield* within(definition, typed ?? node);
    for (const part of children(node)) yield* within(part, typed);
  };
  for (const outer of definitions.flatMap(({ node }) => overTimeIn(node))) {
    for (const [inner, typed] of within(outer.args[0]!)) {
      const isNested = isOverTime(inner) && !(outer.name === 'at' && inner.name === 'integral');
      if (!isNested && !NOT_WITHIN.has(inner.name)) continue;
      const what = isNested
        ? `must not stand within ${outer.name}(…), as it would be taken anew at each time`
        : `must not stand within ${outer.name}(…): ${nodeText(inner).slice(0, 40)} is of no single time`;
      throw new FormulaError('FORMULA', source, typed.place, inner.name, what, nodeText(typed));
    }
    for (const end of partsAtItsTime(outer))
      for (const [inner] of within(end))
        if (NOT_WITHIN.has(inner.name)) throw refuse(inner, 'must not stand in a time: a time is a number');
  }
}
