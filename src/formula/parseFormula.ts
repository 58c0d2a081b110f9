import { type Environment, standardEnvironment } from './environment.ts';
import { FormulaError, type FormulaSource, type Place } from './formulaError.ts';
import { mathjsTree } from './mathjsTree.ts';
import { nearestName, SYNONYMS } from './nearestName.ts';
import { constantElsewhere } from './otherNotation.ts';
import { statementsOf, type Token } from './tokens.ts';
import { children, type FormulaNode, FUNCTIONS, isFunctionName } from './tree.ts';

export interface Definition {
  /** Undefined for a bare expression, which only the last definition may be. */
  readonly name: string | undefined;
  readonly node: FormulaNode;
  readonly place: Place;
}

/** A parsed formula: definitions in order, each using only symbols and earlier ones; the last one is the result. */
export interface Formula extends FormulaSource {
  readonly symbols: Environment;
  readonly definitions: readonly Definition[];
}

/**
 * Text in Octave-like matrix notation as a formula. `name` is what errors call it, `symbols` are the names it may use
 * without defining them (default: `standardEnvironment`), `file` the text that their pictures show (default: the formula's).
 *
 * FORMULA errors (a FormulaError with line, column, symbol and caret picture): what the grammar does not allow, implied
 * products, unknown names (with the nearest known one), names used before their definition, defined twice or taken by
 * a symbol or function, a bare expression before the last line.
 */
export function parseFormula(
  text: string,
  options: { name?: string; symbols?: Environment; file?: string } = {},
): Formula {
  const { name = 'formula', symbols = standardEnvironment, file } = options;
  const source: FormulaSource = { name, text, ...(file !== undefined && { file }) };
  const statements = statementsOf(source);
  const later = new Set(statements.map(statement => statement.name?.text));
  const known = new Set(symbols.keys());
  const definitions: Definition[] = [];
  statements.forEach((statement, index) => {
    const first = statement.tokens[0]!;
    if (statement.name !== undefined) requireFreeName(source, statement.name, symbols, known);
    else if (index < statements.length - 1)
      throw refuse(
        source,
        first,
        'must be a definition "name = …", as only the last line may be a bare expression or an equation',
      );
    for (const [index, token] of statement.tokens.entries()) {
      if (token.kind !== 'name' || isFunctionName(token.text) || known.has(token.text)) continue;
      const next = statement.tokens[index + 1]?.text;
      throw unknownName(source, token, { known, later, own: statement.name?.text, next });
    }
    definitions.push({
      name: statement.name?.text,
      node: mathjsTree(source, statement.tokens),
      place: (statement.name ?? first).place,
    });
    if (statement.name !== undefined) known.add(statement.name.text);
  });
  return { ...source, symbols, definitions };
}

/** Every name that occurs in a tree, functions left out. */
export function namesIn(node: FormulaNode): Set<string> {
  const names = new Set<string>();
  const visit = (part: FormulaNode): void => {
    if (part.kind === 'name') names.add(part.name);
    children(part).forEach(visit);
  };
  visit(node);
  return names;
}

function requireFreeName(source: FormulaSource, token: Token, symbols: Environment, known: Set<string>): void {
  if (isFunctionName(token.text)) throw refuse(source, token, 'must not be redefined: it is a function');
  if (symbols.has(token.text)) throw refuse(source, token, 'must not be redefined: it is a given symbol');
  if (known.has(token.text)) throw refuse(source, token, 'must not be defined twice');
}

/** What an unknown name may have been meant for. */
interface Surroundings {
  readonly known: ReadonlySet<string>;
  readonly later: ReadonlySet<string | undefined>;
  readonly own: string | undefined;
  /** The token behind it. */
  readonly next: string | undefined;
}

function unknownName(source: FormulaSource, token: Token, { known, later, own, next }: Surroundings): FormulaError {
  if (token.text === own) return refuse(source, token, 'must not be used in its own definition');
  if (later.has(token.text)) return refuse(source, token, 'must not be used before its definition');
  const constant = constantElsewhere(token.text, next);
  if (constant !== undefined) return refuse(source, token, constant);
  const nearest =
    (Object.hasOwn(SYNONYMS, token.text) ? SYNONYMS[token.text] : undefined) ??
    nearestName(token.text, [...known, ...Object.keys(FUNCTIONS)]);
  return refuse(source, token, `must be a known name${nearest === undefined ? '' : ` (did you mean ${nearest}?)`}`);
}

function refuse(source: FormulaSource, token: Token, rule: string): FormulaError {
  return new FormulaError('FORMULA', source, token.place, token.text, rule, token.text);
}
