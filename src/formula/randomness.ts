import { isOfTraining } from './environment.ts';
import { FormulaError, type FormulaSource } from './formulaError.ts';
import type { Formula } from './parseFormula.ts';
import { type CallNode, children, type FormulaNode } from './tree.ts';

// Expectations and variances, E(A) and Var(A), over the random weights that a file declares: let W1 : Nh x Ni gaussian(0, 1/Ni).

/** Expectations and variances in an expression that stand in no other. */
export function outerMoments(node: FormulaNode): CallNode[] {
  return isMoment(node) ? [node] : children(node).flatMap(outerMoments);
}

/** Whether the last line of a formula is about random weights. */
export function statesMoments({ definitions }: Pick<Formula, 'definitions'>): boolean {
  return outerMoments(definitions.at(-1)!.node).length > 0;
}

function isMoment(node: FormulaNode): node is CallNode {
  return node.kind === 'call' && (node.name === 'E' || node.name === 'Var');
}

/**
 * Random weights have values within E(…) and Var(…) alone, which stand in the last line, not within one another, and hold nothing that moves: its
 * moments are not known. FORMULA errors at the place of what does not.
 */
export function requireMoments(source: FormulaSource, { definitions, declarations = [] }: Formula): void {
  const refuse = (node: FormulaNode, symbol: string, rule: string): FormulaError =>
    new FormulaError('FORMULA', source, node.place, symbol, rule, symbol);
  const random = new Set(declarations.filter(one => one.random !== undefined).map(({ name }) => name));
  const last = definitions.at(-1)!;
  for (const { node } of definitions.slice(0, -1)) {
    const [moment] = outerMoments(node);
    if (moment !== undefined) throw refuse(moment, moment.name, 'must stand in the last line, which states it');
  }
  const moments = outerMoments(last.node);
  if (moments.length > 0 && random.size === 0)
    throw refuse(moments[0]!, moments[0]!.name, 'must stand below random weights, let W1 : Nh x Ni gaussian(0, 1/Ni)');
  const leads = (node: FormulaNode, to: (name: string) => boolean, inside: boolean): FormulaNode | undefined => {
    if (!inside && isMoment(node)) return undefined;
    if (node.kind === 'name') {
      const definition = definitions.find(({ name }) => name === node.name)?.node;
      const isFound = definition === undefined ? to(node.name) : leads(definition, to, true) !== undefined;
      return isFound ? node : undefined;
    }
    for (const part of children(node)) {
      const found = leads(part, to, inside);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  const outside = leads(last.node, name => random.has(name), false);
  if (outside !== undefined && outside.kind === 'name')
    throw refuse(outside, outside.name, 'must stand within E(…) or Var(…), as it is random');
  for (const moment of moments) {
    const [again] = outerMoments(moment.args[0]!);
    if (again !== undefined) throw refuse(again, again.name, 'must not stand within another expectation');
    const moving = leads(moment.args[0]!, name => name === 't' || isOfTraining(name), true);
    if (moving !== undefined && moving.kind === 'name')
      throw refuse(
        moving,
        moving.name,
        'must not move within an expectation: moments of weights at the start are known',
      );
  }
}
