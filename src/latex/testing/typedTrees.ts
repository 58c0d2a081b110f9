import { readFileSync } from 'node:fs';
import { parseClaimFile, textOfReading } from '../../formula/claimFile.ts';
import { declarationsIn, isDeclaration } from '../../formula/declarations.ts';
import { type Environment, extendEnvironment, standardEnvironment, truthSymbols } from '../../formula/environment.ts';
import { parseFormulaFile } from '../../formula/formulaFile.ts';
import { deepEnvironment } from '../../formula/layerSymbols.ts';
import { type Formula, parseFormula } from '../../formula/parseFormula.ts';
import { type FormulaNode, isRelation } from '../../formula/tree.ts';
import { saidKey } from './saidKey.ts';

/** A displayed formula that has a tree typed by hand. */
export interface TypedTree {
  readonly line: number;
  /** Lines of a header. */
  readonly header: string;
  /** The claim file that it is of. */
  readonly claim: string | undefined;
  /** What it says, by `saidKey`; of a claim file one thing, which need not be all that the formula says. */
  readonly keys: readonly string[];
}

/** The trees of a paper, fixtures/latex/PAPER.txt. */
export function typedTrees(paper: string): TypedTree[] {
  const text = readFileSync(new URL(`../../../fixtures/latex/${paper}.txt`, import.meta.url), 'utf8');
  const blocks = text.split(/\n\n+/).map(block => block.split('\n').filter(line => line !== ''));
  const letters = new Map(
    blocks.flatMap(([first, ...lines]) => {
      const name = /^letters (\S+)$/.exec(first ?? '')?.[1];
      return name === undefined ? [] : [[name, lines] as const];
    }),
  );
  return blocks.flatMap(([first, ...lines]): TypedTree[] => {
    const [, number, names = ''] = /^line (\d+)(?:: (.*))?$/.exec(first ?? '') ?? [];
    if (number === undefined) return [];
    const header = names
      .split(' ')
      .filter(name => name !== '')
      .flatMap(name => letters.get(name)!);
    const [, claim, definition] = /^claim (\S+)(?: (\S+))?$/.exec(lines[0]!) ?? [];
    const isDeep = paper === 'wendin2025' && !header.some(line => line.startsWith('network:'));
    return [
      {
        line: Number(number),
        header: `% dlo\n${header.map(line => `% ${line}\n`).join('')}`,
        claim,
        keys: claim === undefined ? typedKeys(lines, isDeep) : [claimKey(paper, claim, definition)],
      },
    ];
  });
}

function typedKeys(lines: readonly string[], isDeep: boolean): string[] {
  const symbols = isDeep ? deepEnvironment(undefined) : extendEnvironment(standardEnvironment, truthSymbols);
  const before = lines.filter(line => !line.startsWith('>'));
  return lines
    .filter(line => line.startsWith('>'))
    .map(line => saidKey(parseFormula([...before, line.slice(2)].join('\n'), { name: line, symbols })));
}

function claimKey(paper: string, name: string, definition: string | undefined): string {
  const folder = new URL(`../../../properties/claims/${paper}/`, import.meta.url);
  const read = (file: string) => ({ name: file, text: readFileSync(new URL(file, folder), 'utf8') });
  const file = read(`${name}.claim`);
  const claim = parseClaimFile(file.text, file.name);
  const { text } = textOfReading(claim, claim.readings[0], read);
  const { formula, claims } = parseFormulaFile(text, file.name);
  if (definition === undefined) return saidKey(stated(formula, claims));
  const at = formula.definitions.findIndex(one => one.name === definition);
  return saidKey({ ...formula, loops: [], definitions: formula.definitions.slice(0, at + 1) });
}

const STATED: Readonly<Record<string, string>> = { qqt: "[W1t'; W2t]*[W1t'; W2t]'", output: 'W2t*W1t' };

/** What a claim on QQᵀ or the map says, as an equation. */
function stated(formula: Formula, claims: string): Formula {
  const last = formula.definitions.at(-1)!;
  const left = STATED[claims];
  if (left === undefined || isRelation(last.node)) return formula;
  const symbols: Environment = extendEnvironment(standardEnvironment, truthSymbols);
  const side = parseFormula(left, { name: 'what is claimed', symbols }).definitions[0]!.node;
  const node: FormulaNode = { kind: 'binary', op: '==', left: side, right: last.node, place: last.place };
  return {
    ...formula,
    symbols: extendEnvironment(formula.symbols, Object.fromEntries([...truthOnly(formula)])),
    definitions: [...formula.definitions.slice(0, -1), { ...last, name: undefined, node }],
  };
}

function truthOnly({ symbols }: Formula): [string, (typeof truthSymbols)[string]][] {
  return Object.entries(truthSymbols).filter(([name]) => !symbols.has(name));
}

/** What a statement file that was made says: of a derivation each of its steps. */
export function madeKeys(texts: readonly string[]): string[] {
  return texts.map(text => saidKey(parseFormulaFile(text, 'made').formula));
}

/** What definitions say that were made, as lines of the language, of those at `own`. */
export function definedKeys(lines: readonly string[], own: readonly number[], isDeep: boolean): string[] {
  const symbols = isDeep ? deepEnvironment(undefined) : extendEnvironment(standardEnvironment, truthSymbols);
  const given = lines.filter(isDeclaration);
  const declared = declarationsIn({ name: 'made', text: given.join('\n') }, given, symbols);
  const all = new Map([...symbols, ...declared.map(({ name, spec }) => [name, spec] as const)]);
  return own.map(at => {
    const text = lines
      .slice(0, at + 1)
      .filter(line => !isDeclaration(line))
      .join('\n');
    return saidKey(parseFormula(text, { name: 'made', symbols: all }));
  });
}
