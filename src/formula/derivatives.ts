import { isOfTraining } from './environment.ts';
import { FormulaError, type FormulaSource } from './formulaError.ts';
import { nodeText } from './nodeText.ts';
import { OVER_TIME } from './overTime.ts';
import type { Formula } from './parseFormula.ts';
import { type CallNode, children, type FormulaNode } from './tree.ts';

// Derivatives along a direction, D(A, V1, V2), and second ones, D2(A, V1, V2), of expressions in the weights, at the start or in training.

/** Whether an expression is a first or second derivative. */
export function isDerivative(node: FormulaNode): node is CallNode {
  return node.kind === 'call' && (node.name === 'D' || node.name === 'D2');
}

/** What is made of the weights at the start without naming them, and so would have to move with them. */
const OF_WEIGHTS: ReadonlySet<string> = new Set(['lambda', 'U0', 'S0', 'V0', 'scale']);

/** Functions in which the weights stand at another time than outside of them, or at none. */
const OF_OTHER_TIMES: ReadonlySet<string> = new Set(['ddt', 'start', 'lim', 'E', 'Var', 'O', ...OVER_TIME]);

/**
 * A derivative is of two layers, and of what names weights at one time, W1 and W2 or W1t and W2t; it holds no rates, nothing taken at another time and nothing
 * that hangs on the weights without naming them. FORMULA errors at the place of what does not.
 */
export function requireDerivatives(source: FormulaSource, { definitions, symbols }: Formula): void {
  const refuse = (node: FormulaNode, rule: string): FormulaError => {
    const symbol = node.kind === 'name' || node.kind === 'call' ? node.name : nodeText(node);
    return new FormulaError('FORMULA', source, node.place, symbol, rule, symbol);
  };
  const definitionOf = (name: string): FormulaNode | undefined =>
    definitions.find(definition => definition.name === name)?.node;
  const partsOf = function* (node: FormulaNode, typed: FormulaNode | undefined): Generator<[FormulaNode, FormulaNode]> {
    yield [node, typed ?? node];
    const definition = node.kind === 'name' ? definitionOf(node.name) : undefined;
    if (definition !== undefined) yield* partsOf(definition, typed ?? node);
    // The directions of a derivative within it may be of anything that it may hold itself.
    for (const part of children(node)) yield* partsOf(part, typed);
  };
  for (const { node } of definitions)
    for (const derivative of allDerivatives(node)) {
      if (symbols.has('h')) throw refuse(derivative, 'must be of two layers, whose directions are V1 and V2');
      const parts = [...partsOf(derivative.args[0]!, undefined)];
      const times = new Set<boolean>();
      for (const [part, typed] of parts) {
        const isGiven = part.kind === 'name' && symbols.has(part.name);
        const isOther = part.kind === 'call' && OF_OTHER_TIMES.has(part.name);
        if (isOther || (isGiven && (OF_WEIGHTS.has(part.name) || /^d+W/.test(part.name)))) {
          const rule = `must not stand within ${derivative.name}(…): weights alone go along a direction there`;
          throw refuse(typed, rule);
        }
        if (!isGiven || !/^W[12]t?$/.test(part.name)) continue;
        times.add(isOfTraining(part.name));
        if (times.size > 1)
          throw refuse(typed, `must be at the same time as the other weights within ${derivative.name}(…)`);
      }
      if (times.size === 0)
        throw refuse(derivative, 'must be of an expression in the weights, W1 and W2 or W1t and W2t');
    }
}

function allDerivatives(node: FormulaNode): CallNode[] {
  return [...(isDerivative(node) ? [node] : []), ...children(node).flatMap(allDerivatives)];
}
