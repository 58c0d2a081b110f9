import { numberNode, parsed } from './editNodes.ts';
import { extendEnvironment, isOfTraining, standardEnvironment } from './environment.ts';
import { indexedName, nameOfIndexed } from './indexed.ts';
import { isOverTime, partsAtItsTime } from './overTime.ts';
import { type RateContext, rateOfChange } from './rateOfChange.ts';
import { children, type FormulaNode, withChildren } from './tree.ts';

/**
 * An expression at time 0, as an expression in the weights at the start: W1 for W1t, 0 for t, and for rates the right-hand side of
 * the flow. Names that are defined are replaced by what they are. Refused: rates of rates at the start.
 */
export function atStart(context: RateContext, node: FormulaNode): FormulaNode {
  if (node.kind === 'name') return nameAtStart(context, node.name, node);
  if (node.kind === 'call' && node.name === 'ddt') {
    const [arg] = node.args as [FormulaNode];
    const rate = rateOfChange(context, arg);
    if (rate !== undefined) return atStart(context, rate);
    const nothing = numberNode('0', node.place);
    return { kind: 'binary', op: '*', left: nothing, right: atStart(context, arg), place: node.place };
  }
  // What is taken at other times stays; when these are may hang on t.
  const own: ReadonlySet<FormulaNode> = new Set(isOverTime(node) ? partsAtItsTime(node) : children(node));
  return withChildren(
    node,
    children(node).map(part => (own.has(part) ? atStart(context, part) : part)),
  );
}

function nameAtStart(context: RateContext, name: string, node: FormulaNode): FormulaNode {
  const definition = context.definitionOf(name);
  if (definition !== undefined) return atStart(context, definition);
  if (name === 't') return numberNode('0', node.place);
  const indexed = indexedName(name);
  if (!context.isGiven(name) || !isOfTraining(name) || indexed === undefined) return node;
  if (indexed.rates === 0)
    return { kind: 'name', name: nameOfIndexed({ ...indexed, isMoving: false }), place: node.place };
  if (indexed.rates > 1)
    throw context.refuse(node, 'must not be taken at the start: rates of rates are known in training');
  if (!context.isDeep) return parsed(forceAtStart(context, indexed.first === '1'), node.place, STANDARD);
  const j = Number(indexed.first);
  const decay = context.decay === undefined ? '' : ` - ${context.decay}*W${j}`;
  const task = context.isGiven('Syx1') ? 'Syx1' : 'Syx';
  const text = `(W(${j + 1}:${context.depth})'*(${task} - W(1:${context.depth})*Sxx)*W(1:${j - 1})'${decay})/tau`;
  return parsed(text, node.place, context.symbols);
}

const STANDARD = extendEnvironment(standardEnvironment, {
  P: { kind: 'scalar', meaning: 'samples' },
  Syx1: standardEnvironment.get('Syx')!,
});

/** τ dW/dt of two layers at the start, in the letters of the text. */
function forceAtStart({ isInnerFirst, hasSums, isGiven }: RateContext, isFirst: boolean): string {
  const [inner, outer] = isInnerFirst ? ['W1', 'W2'] : ['W2', 'W1'];
  const error = `(${isGiven('Syx1') ? 'Syx1' : 'Syx'} - ${hasSums ? 'P*' : ''}${outer}*${inner})`;
  const force = isFirst === isInnerFirst ? `${outer}'*${error}` : `${error}*${inner}'`;
  return isGiven('tau') ? `${force}/tau` : force;
}
