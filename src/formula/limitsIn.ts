import { isOfTraining } from './environment.ts';
import { FormulaError, type FormulaSource } from './formulaError.ts';
import { nodeText } from './nodeText.ts';
import { isOverTime, partsAtItsTime } from './overTime.ts';
import type { Definition, Formula } from './parseFormula.ts';
import { type Approaching, changingIn, isParameter, type Path } from './paths.ts';
import { type OrderParameter, parametersIn, remainderOf, remaindersIn } from './remainder.ts';
import { type CallNode, children, type FormulaNode, isRelation } from './tree.ts';

type Definitions = Pick<Formula, 'definitions'>;

/** Whether the last line of a formula speaks of a limit: it holds lim(t -> Inf, …), another one, or a remainder O(…). */
export function statesLimit({ definitions }: Definitions): boolean {
  const { node } = definitions.at(-1)!;
  return limitsIn(node).length > 0 || remaindersIn(node).length > 0;
}

/** Limits in an expression, those within others among them. */
export function limitsIn(node: FormulaNode): CallNode[] {
  return [...(isLimit(node) ? [node] : []), ...children(node).flatMap(limitsIn)];
}

/** Limits in an expression that stand in no other. */
export function outerLimits(node: FormulaNode): CallNode[] {
  return isLimit(node) ? [node] : children(node).flatMap(outerLimits);
}

function isLimit(node: FormulaNode): node is CallNode {
  return node.kind === 'call' && node.name === 'lim';
}

export function isLimitInTime(limit: CallNode): boolean {
  return nodeText(limit.args[0]!) === 't';
}

/** The place of the first limit of a formula. */
export function placeOfLimit({ definitions }: Definitions): CallNode['place'] | undefined {
  return definitions.flatMap(({ node }) => limitsIn(node))[0]?.place;
}

/** The place of its first lim(t -> Inf, …). */
export function placeOfLimitInTime({ definitions }: Definitions): CallNode['place'] | undefined {
  return definitions.flatMap(({ node }) => limitsIn(node)).find(isLimitInTime)?.place;
}

/**
 * Limits stand in the last line, and all that goes stands within them: elsewhere it would have no time, or no value of the parameter. Of
 * limits within one another one is in time. FORMULA errors at the place of what does not.
 */
export function requireLimits(source: FormulaSource, { definitions }: Definitions): void {
  const last = definitions.at(-1)!;
  for (const { node } of definitions.slice(0, -1)) {
    const [limit] = limitsIn(node);
    if (limit !== undefined) throw refuse(source, limit, 'lim', 'must stand in the last line, which states it');
    const [remainder] = remaindersIn(node);
    if (remainder !== undefined) throw refuse(source, remainder, 'O', 'must end the right side of the last line');
  }
  for (const limit of limitsIn(last.node)) requireOnce(source, limit, limit.args[2]!);
  if (!limitsIn(last.node).some(isLimitInTime)) return;
  const moving = movingIn(definitions, last.node);
  if (moving !== undefined)
    throw refuse(
      source,
      moving,
      moving.name,
      'must stand within lim(t -> Inf, …), as it moves and has no time elsewhere',
    );
}

function requireOnce(source: FormulaSource, outer: CallNode, body: FormulaNode): void {
  const again = limitsIn(body).find(inner => nodeText(inner.args[0]!) === nodeText(outer.args[0]!));
  if (again !== undefined) throw refuse(source, again, 'lim', 'must go along something else than the limit around it');
}

/** The places where the last line of a formula goes along a parameter, in limits and in its remainder. */
export function approachesIn({ definitions }: Definitions): Approaching[] {
  const { node } = definitions.at(-1)!;
  const approaching = [
    ...limitsIn(node).map(({ args }) => ({ parameter: nodeText(args[0]!), place: args[0]!.place })),
    ...remaindersIn(node).flatMap(({ args, place }) => parametersIn(args[0]!).map(parameter => ({ parameter, place }))),
  ];
  return approaching.flatMap(({ parameter, place }) => (isParameter(parameter) ? [{ parameter, place }] : []));
}

/**
 * A remainder ends the right side of an equation without limits, and is of one parameter; undefined where there is none. FORMULA errors at its place.
 */
export function orderIn(source: FormulaSource, { definitions }: Definitions): OrderParameter | undefined {
  const { node } = definitions.at(-1)!;
  const [remainder, second] = remaindersIn(node);
  if (remainder === undefined) return undefined;
  const refused = (at: FormulaNode, rule: string): FormulaError => refuse(source, at, 'O', rule);
  if (!isRelation(node) || node.op !== '==' || remainderOf(node.right) !== remainder)
    throw refused(remainder, 'must end the right side of an equation: A == B + O(1/lambda^2)');
  if (second !== undefined) throw refused(second, 'must stand once');
  if (limitsIn(node).length > 0) throw refused(remainder, 'must not stand beside a limit');
  const parameters = parametersIn(remainder.args[0]!);
  if (parameters.length !== 1)
    throw refused(remainder, 'must be of one of lambda, scale, S(1,1), S(m,m), t, as O(1/lambda^2)');
  return parameters[0]!;
}

/** Of limits along a path all that changes along it stands within them; FORMULA errors. */
export function requireWithin(source: FormulaSource, { definitions }: Definitions, path: Path): void {
  const { node } = definitions.at(-1)!;
  if (limitsIn(node).every(isLimitInTime)) return;
  const definitionOf = (name: string): FormulaNode | undefined =>
    definitions.find(definition => definition.name === name)?.node;
  const changing = changingIn(path, definitionOf, isOfTraining, node);
  if (changing === undefined) return;
  const rule = `must stand within lim(${path.parameter} -> …, …), as it changes along it (held fixed: ${path.fixed.join(', ')})`;
  throw refuse(source, changing, changing.name, rule);
}

/** Whether anything that moves, or the time, stands outside of lim(t -> Inf, …). */
export function namesTimeOutside({ definitions }: Definitions): boolean {
  return movingIn(definitions, definitions.at(-1)!.node) !== undefined;
}

/** The first name outside of limits in time that moves or is made of what moves. */
function movingIn(definitions: readonly Definition[], node: FormulaNode): (FormulaNode & { kind: 'name' }) | undefined {
  if (isLimit(node) && isLimitInTime(node)) return undefined;
  if (node.kind === 'name') return moves(definitions, node.name) ? node : undefined;
  for (const part of isOverTime(node) ? partsAtItsTime(node) : children(node)) {
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
