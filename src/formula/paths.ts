import { FormulaError, type FormulaSource, type Place } from './formulaError.ts';
import { type HeaderWord, unknownWord } from './header.ts';
import { nodeText } from './nodeText.ts';
import { children, type FormulaNode } from './tree.ts';

/** What a limit goes along beside time, as it is typed. */
export type Parameter = 'lambda' | 'scale' | 'S(1,1)' | 'S(m,m)';

/** A family of cases through each case: what goes along it, and what is held fixed. */
export interface Path {
  readonly parameter: Parameter;
  /** What is held fixed, in the words of the file. */
  readonly fixed: readonly string[];
  /** What of the time: t itself, or |λ|t, or nothing, where all that moves is taken at the end of training. */
  readonly time: 't' | 'lambda*t' | undefined;
}

interface KnownPath {
  readonly ends: readonly string[];
  readonly fixed: readonly string[];
  readonly times: readonly NonNullable<Path['time']>[];
  /** Symbols that change along it. */
  readonly moving: readonly string[];
}

/**
 * The paths that there are.
 *
 * - lambda: the balance of the weights grows or falls with the sign that it has; the task, W2W1 and all singular vectors of the layers stay,
 *   and so do the products of their singular values.
 * - scale: both layers are multiplied by it; the task stays.
 * - S(1,1), S(m,m): the largest or smallest singular value of the task; its vectors, its other values and the weights stay.
 */
export const PATHS: Readonly<Record<Parameter, KnownPath>> = {
  lambda: {
    ends: ['Inf', '-Inf', '0'],
    fixed: ['Syx', 'W2*W1'],
    times: ['t', 'lambda*t'],
    moving: ['lambda', 'W1', 'W2'],
  },
  scale: {
    ends: ['0', 'Inf'],
    fixed: ['Syx', 'W1/scale', 'W2/scale'],
    times: ['t'],
    moving: ['scale', 'lambda', 'W1', 'W2', 'S0'],
  },
  'S(1,1)': { ends: ['Inf'], fixed: ['U', 'V', 'other S', 'W1', 'W2'], times: ['t'], moving: ['S', 'Syx'] },
  'S(m,m)': { ends: ['0'], fixed: ['U', 'V', 'other S', 'W1', 'W2'], times: ['t'], moving: ['S', 'Syx'] },
};

/** Where what a limit is taken in may go. */
export const APPROACHES: Readonly<Record<string, readonly string[]>> = {
  t: ['Inf'],
  ...Object.fromEntries(Object.entries(PATHS).map(([parameter, { ends }]) => [parameter, ends])),
};

export function isParameter(text: string): text is Parameter {
  return Object.hasOwn(PATHS, text);
}

/** A place in a formula that speaks of a parameter's limit. */
export interface Approaching {
  readonly parameter: Parameter;
  readonly place: Place;
}

/**
 * The path that a file says: `words` are those of "fixed:", `approaching` the places where its formula goes along a parameter, `namesTime`
 * whether anything that moves has a time there. Undefined where neither is. FormulaErrors: FORMULA for a limit without "fixed:", for one that leaves
 * out what must be said, for two parameters; UNKNOWN_NAME for words that are not known there.
 */
export function pathOf(
  source: FormulaSource,
  words: readonly HeaderWord[],
  approaching: readonly Approaching[],
  namesTime: boolean,
): Path | undefined {
  const [first] = approaching;
  const [odd] = words;
  if (first === undefined) {
    if (odd === undefined) return undefined;
    const rule = 'must not stand where nothing goes along a parameter, lim(lambda -> Inf, …)';
    throw new FormulaError('FORMULA', source, odd.place, 'fixed', rule, odd.name);
  }
  const { parameter, place } = first;
  const other = approaching.find(one => one.parameter !== parameter);
  if (other !== undefined)
    throw refuse(source, other, `must be ${parameter}, as a file goes along one parameter, and along time`);
  const { fixed, times } = PATHS[parameter];
  const wanted = [...fixed, ...(namesTime ? [times.join(' or ')] : [])].join(', ');
  if (odd === undefined)
    throw refuse(source, { parameter, place }, `must have what is held fixed along it in the header, fixed: ${wanted}`);
  const typed = words.map(word => ({
    ...word,
    name: word.name === 'other S' ? word.name : word.name.replace(/\s/g, ''),
  }));
  const known: readonly string[] = [...fixed, ...times];
  for (const word of typed)
    if (!known.includes(word.name)) throw unknownWord(source, word, known, `quantity held fixed along ${parameter}`);
  const names = typed.map(({ name }) => name);
  const said = times.filter(time => names.includes(time));
  const missing = fixed.filter(name => !names.includes(name));
  if (namesTime && said.length === 0) missing.push(times.join(' or '));
  const rule = (text: string): FormulaError =>
    new FormulaError('FORMULA', source, odd.place, 'fixed', text, names.join(', '));
  if (missing.length > 0) throw rule(`must say ${missing.join(', ')} too, held fixed along ${parameter}`);
  if (said.length > 1) throw rule(`must hold one of ${times.join(', ')} fixed`);
  return { parameter, fixed: names, time: said[0] };
}

function refuse(source: FormulaSource, { parameter, place }: Approaching, rule: string): FormulaError {
  return new FormulaError('FORMULA', source, place, parameter, rule, parameter);
}

/** What is written in a part that changes along a path: its first name that does, but for what the path holds fixed. */
export function changingIn(
  { parameter, fixed, time }: Path,
  definitionOf: (name: string) => FormulaNode | undefined,
  isMoving: (name: string) => boolean,
  node: FormulaNode,
): (FormulaNode & { kind: 'name' }) | undefined {
  const changing = (part: FormulaNode): (FormulaNode & { kind: 'name' }) | undefined => {
    if (part.kind === 'call' && part.name === 'lim' && nodeText(part.args[0]!) !== 't') return undefined;
    if (part.kind === 'binary' && fixed.includes(nodeText(part))) return undefined;
    if (part.kind === 'name') {
      const definition = definitionOf(part.name);
      if (definition !== undefined) return changing(definition) === undefined ? undefined : part;
      const isChanging =
        PATHS[parameter].moving.includes(part.name) ||
        isMoving(part.name) ||
        (part.name === 't' && time === 'lambda*t');
      return isChanging ? part : undefined;
    }
    const parts = part.kind === 'call' && part.name === 'lim' ? [part.args[2]!] : children(part);
    for (const one of parts) {
      const found = changing(one);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  return changing(node);
}
