import { type Declaration, isDeclaration } from './declarations.ts';
import type { Environment, SymbolSpec } from './environment.ts';
import { FormulaError, type FormulaSource, type Place } from './formulaError.ts';
import { fault, type Header, type HeaderEntry } from './header.ts';
import { limitsIn } from './limitsIn.ts';
import { nodeText } from './nodeText.ts';
import { type OverTimeNode, overTimeIn } from './overTime.ts';
import { type Formula, namesIn } from './parseFormula.ts';
import type { FormulaNode } from './tree.ts';

// A file with "tasks: 2" speaks of a network that is trained on the task Syx1, then, from where that ends, on Syx2, and so on: to the end of each
// training, or for the time that "trained for:" says. after(A, k) is A at the end of training on task k; what moves elsewhere, W1t, is at the time t of training
// on the last task, and W1, W2 are the weights before the first.

export interface TaskSequence {
  readonly count: number;
  /** Where the file says so. */
  readonly place: Place;
  /** How long each task is trained; absent: to its end. */
  readonly time?: HeaderEntry;
}

/** Each task but the first is followed from two starts: more than a few take long, and leave few digits. */
const MOST_TASKS = 4;

/** What a header says of tasks. FORMAT errors at its place. */
export function sequenceOf(source: FormulaSource, header: Header): TaskSequence | undefined {
  const [tasks, time] = [header.get('tasks')?.[0], header.get('trained for')?.[0]];
  if (tasks === undefined) {
    if (time === undefined) return undefined;
    throw fault(source, time.place, 'must stand below "tasks: 2", the number of tasks in sequence', time.value);
  }
  const count = /^\d+$/.test(tasks.value) ? Number(tasks.value) : 0;
  if (count < 2 || count > MOST_TASKS)
    throw fault(source, tasks.place, `must be a number of tasks from 2 to ${MOST_TASKS}`, tasks.value);
  if (time !== undefined && !/^(?:[A-Za-z_]\w*|\d+(?:\.\d+)?(?:\/\d+)?)$/.test(time.value))
    throw fault(source, time.place, 'must be a number or the name of a definition or a declared scalar', time.value);
  return { count, place: tasks.place, ...(time && { time }) };
}

/** The name of the correlation of a task. */
export function nameOfTask(index: number): string {
  return `Syx${index}`;
}

/** Which task a symbol belongs to, and what it is of it: "U" for U2; undefined of any other name. */
export function ofTask(name: string): { readonly index: number; readonly what: 'Syx' | 'U' | 'S' | 'V' } | undefined {
  const [, what, index] = /^(Syx|[USV])([1-9])$/.exec(name) ?? [];
  return what === undefined ? undefined : { index: Number(index), what: what as 'Syx' | 'U' | 'S' | 'V' };
}

/** The lines of a text that define the correlation of a task, "Syx2 = -Syx1": that task is not drawn. */
function definedTasks(lines: readonly string[]): ReadonlySet<string> {
  return new Set(lines.flatMap(line => /^\s*(Syx[2-9])\s*=(?!=)/.exec(line)?.[1] ?? []));
}

/** The symbols of a file with tasks in sequence, in place of those of one task. */
export function symbolsOfSequence({ count }: TaskSequence, plain: Environment, lines: readonly string[]): Environment {
  const symbols = new Map(plain);
  const task = symbols.get('Syx')!;
  for (const name of ['Syx', 'U', 'S', 'V', 'Uperp', 'Vperp']) symbols.delete(name);
  const defined = definedTasks(lines);
  for (let index = 1; index <= count; index++) {
    const name = nameOfTask(index);
    if (index === 1) symbols.set(name, { ...task, meaning: 'correlation of the first task' });
    if (defined.has(name) || !plain.has('U')) continue;
    for (const what of ['U', 'S', 'V']) {
      const spec = plain.get(what)!;
      symbols.set(`${what}${index}`, { ...spec, meaning: spec.meaning.replaceAll(/\b(Syx|S|U|V)\b/g, `$1${index}`) });
    }
  }
  return symbols;
}

/** The tasks that are drawn besides the first: as if the file declared them. */
export function declaredTasks(
  { count }: TaskSequence,
  symbols: Environment,
  lines: readonly string[],
  place: Place,
): Declaration[] {
  const defined = definedTasks(lines);
  const spec = symbols.get(nameOfTask(1)) as Extract<SymbolSpec, { rows: string }>;
  return Array.from({ length: count - 1 }, (_, k) => nameOfTask(k + 2))
    .filter(name => !defined.has(name))
    .map(name => ({ name, spec: { ...spec, meaning: 'correlation of a later task' }, property: 'task', place }));
}

/** What does not go with tasks in sequence. */
const NOT_BESIDE: readonly (readonly [Parameters<Header['get']>[0], string])[] = [
  ['steps', 'as each task is trained by the flow'],
  ['at', 'as W1t is at the time t of training on the last task: at(A, T) is A at another'],
  ['conventions', 'as several tasks are in our letters'],
  ['fixed', 'as no parameter goes anywhere'],
];

/** The header of such a file has nothing of one task alone. FORMAT errors. */
export function requireOfSequence(source: FormulaSource, header: Header, isOfSides: boolean): void {
  for (const [key, why] of NOT_BESIDE) {
    const entry = header.get(key)?.[0];
    if (entry !== undefined) throw fault(source, entry.place, `must not stand beside "tasks:", ${why}`, entry.value);
  }
  const claimed = header.get('claims')![0]!;
  if (!isOfSides) {
    const rule =
      'must be of two sides or of a course (equation, inequality, conserved, …) where there are several tasks';
    throw fault(source, claimed.place, rule, claimed.value);
  }
}

/**
 * after(A, k) stands in files with tasks in sequence, k being the number of one; A names neither t, which it is the end of, nor what stands still alone. No
 * limit stands in such a file, and no correlation of a task hangs on what moves. FORMULA errors.
 */
export function requireSequence(
  source: FormulaSource,
  { definitions }: Formula,
  sequence: TaskSequence | undefined,
  isMoving: (name: string) => boolean,
): void {
  const refuse = ({ place }: FormulaNode, symbol: string, rule: string, value = symbol): FormulaError =>
    new FormulaError('FORMULA', source, place, symbol, rule, value);
  const namesWithin = (node: FormulaNode): Set<string> => {
    const names = new Set<string>();
    const visit = (one: FormulaNode): void => {
      for (const name of namesIn(one)) {
        if (names.has(name)) continue;
        names.add(name);
        const definition = definitions.find(other => other.name === name);
        if (definition !== undefined) visit(definition.node);
      }
    };
    visit(node);
    return names;
  };
  for (const after of definitions.flatMap(({ node }) => overTimeIn(node)).filter(isAfter)) {
    if (sequence === undefined)
      throw refuse(
        after,
        'after',
        'must stand in a file with "tasks: 2" in its header, the number of tasks in sequence',
      );
    const [of, task] = after.args as [FormulaNode, FormulaNode];
    const text = nodeText(task);
    if (!/^\d+$/.test(text) || Number(text) < 1 || Number(text) > sequence.count)
      throw refuse(task, text, `must be the number of a task, from 1 to ${sequence.count}`);
    const names = namesWithin(of);
    if (names.has('t'))
      throw refuse(of, 't', 'must not stand within after(…), which is the end of training', nodeText(of));
    if (![...names].some(isMoving))
      throw refuse(
        of,
        nodeText(of),
        'must lead to the weights in training, W1t, as after(A, k) is A at the end of task k',
      );
  }
  if (sequence === undefined) return;
  for (const definition of definitions) {
    const [limit] = limitsIn(definition.node);
    if (limit !== undefined)
      throw refuse(
        limit,
        'lim',
        `must not stand beside "tasks:": after(A, ${sequence.count}) is A at the end of the last task`,
      );
    if (definition.name === undefined || ofTask(definition.name)?.what !== 'Syx') continue;
    const moving = [...namesWithin(definition.node)].find(name => name === 't' || isMoving(name));
    if (moving !== undefined)
      throw refuse(definition.node, moving, `must not stand in ${definition.name}: a task stands still`);
  }
}

function isAfter(node: OverTimeNode): boolean {
  return node.name === 'after';
}

/** Lines that are no declarations, at their places. */
export function plainLinesOf(lines: readonly string[]): string[] {
  return lines.map(line => (isDeclaration(line) ? '' : line));
}
