import { isOfTraining } from './environment.ts';
import { FormulaError, type FormulaSource } from './formulaError.ts';
import type { Definition, Formula } from './parseFormula.ts';
import { type CallNode, children, type FormulaNode } from './tree.ts';

/** Whether the last line of a formula speaks of the end of training: it holds lim(t -> Inf, …). */
export function statesLimit({ definitions }: Pick<Formula, 'definitions'>): boolean {
  return limitIn(definitions.at(-1)!.node) !== undefined;
}

function limitIn(node: FormulaNode): CallNode | undefined {
  if (node.kind === 'call' && node.name === 'lim') return node;
  for (const part of children(node)) {
    const found = limitIn(part);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The place of the first limit of a formula. */
export function placeOfLimit({ definitions }: Pick<Formula, 'definitions'>): CallNode['place'] | undefined {
  return definitions.map(({ node }) => limitIn(node)?.place).find(place => place !== undefined);
}

/**
 * Limits stand in the last line, not within one another, and all that moves stands within them: elsewhere it would have no time.
 * FORMULA errors at the place of what does not.
 */
export function requireLimits(source: FormulaSource, { definitions }: Pick<Formula, 'definitions'>): void {
  const last = definitions.at(-1)!;
  for (const { node } of definitions.slice(0, -1)) {
    const limit = limitIn(node);
    if (limit !== undefined) throw refuse(source, limit, 'lim', 'must stand in the last line, which states it');
  }
  if (limitIn(last.node) === undefined) return;
  const moving = movingIn(definitions, last.node);
  if (moving !== undefined)
    throw refuse(
      source,
      moving,
      moving.name,
      'must stand within lim(t -> Inf, …), as it moves and has no time elsewhere',
    );
}

/** The first name outside of limits that moves or is made of what moves. */
function movingIn(definitions: readonly Definition[], node: FormulaNode): (FormulaNode & { kind: 'name' }) | undefined {
  if (node.kind === 'call' && node.name === 'lim') return undefined;
  if (node.kind === 'name') return moves(definitions, node.name) ? node : undefined;
  for (const part of children(node)) {
    const found = movingIn(definitions, part);
    if (found !== undefined) return found;
  }
  return undefined;
}

function moves(definitions: readonly Definition[], name: string): boolean {
  const definition = definitions.find(one => one.name === name);
  if (definition === undefined) return name === 't' || isOfTraining(name);
  return movingIn(definitions, definition.node) !== undefined;
}

function refuse(source: FormulaSource, { place }: FormulaNode, symbol: string, rule: string): FormulaError {
  return new FormulaError('FORMULA', source, place, symbol, rule, symbol);
}
