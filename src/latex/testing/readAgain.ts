import type { FormulaFile } from '../../formula/formulaFile.ts';
import { namesIn } from '../../formula/parseFormula.ts';
import { children, constantOf, type FormulaNode, isRelation, withChildren } from '../../formula/tree.ts';
import { fitSizes } from '../fitSizes.ts';
import { letterLine } from '../letters.ts';
import { type NotationName, notationOf } from '../notations.ts';
import { parseTex } from '../parseTex.ts';
import { readClauses } from '../readExpression.ts';
import { toFormula } from '../toFormula.ts';
import { treeText } from '../treeText.ts';
import { writeLatex } from '../writeLatex.ts';

/**
 * Expressions of a statement that are another tree when they are written to LaTeX in the letters of a paper and read again, both trees and the LaTeX; brackets that
 * a product does not need apart, a(bc), −(ab). Names that the paper has no letter for are read by the letter that they are written as.
 */
export function changedByLatex(file: FormulaFile, notation: NotationName): string[] {
  const { formula } = file;
  const changed: string[] = [];
  const defined = formula.definitions.flatMap(({ name, node }) => (name === undefined ? [] : [{ name, node }]));
  for (const { name, node } of formula.definitions) {
    const before = defined.slice(0, name === undefined ? undefined : defined.findIndex(one => one.name === name));
    for (const side of isRelation(node) ? [node.left, node.right] : [node]) {
      const tex = texOf(side, notation);
      const typed = treeText(plain(side));
      let again: string;
      try {
        again = treeText(plain(read(tex, side, file, before, notation)));
      } catch (error) {
        again = error instanceof Error ? error.message : String(error);
      }
      if (again !== typed) changed.push(`${tex}\n    typed ${typed}\n    read  ${again}`);
    }
  }
  return changed;
}

function texOf(node: FormulaNode, notation: NotationName): string {
  const tex = writeLatex({ definitions: [{ name: undefined, node, place: node.place }] }, notation);
  return tex.replace(/^\\begin\{aligned\}\n &= |\n\\end\{aligned\}$/g, '');
}

function read(
  tex: string,
  node: FormulaNode,
  { formula }: FormulaFile,
  before: readonly { readonly name: string; readonly node: FormulaNode }[],
  notation: NotationName,
): FormulaNode {
  // A rate is no letter but that of one.
  const names = [...namesIn(node)].filter(name => !/^d+W/.test(name));
  const written = names.map(name =>
    letterLine(`${texOf({ ...node, kind: 'name', name }, notation)} = ${name}`, 'written'),
  );
  const letters = new Map([...notationOf(notation).letters, ...written]);
  const indices = new Map((formula.loops ?? []).map(({ name }) => [name, name]));
  const source = { name: 'written', text: tex, from: 0 };
  const clauses = readClauses(parseTex(tex, source).nodes, source);
  const first = clauses[0]?.first;
  if (clauses.length !== 1 || first === undefined) throw new Error(`${clauses.length} clauses`);
  const made = toFormula(first, {
    letters,
    defined: new Map(),
    isDefined: () => false,
    source,
    norm: undefined,
    guesses: [],
    indices,
    marks: { primes: undefined, stars: undefined, daggers: undefined },
    chosen: undefined,
    conditions: new Set(),
    lined: new Set(),
    brackets: undefined,
    environment: new Map([...formula.symbols, ...before.map(({ name }) => [name, SCALAR] as const)]),
  });
  return fitSizes([...before, { name: undefined, node: made }], formula.symbols).lines.at(-1)!.node;
}

const SCALAR = { kind: 'scalar', meaning: 'a definition' } as const;

/** Products from left to right, a sign at their first factor, A\B as inv(A)*B, one root, numbers by their value. */
function plain(node: FormulaNode): FormulaNode {
  const constant = constantOf(node);
  if (constant !== undefined) return { kind: 'number', text: String(constant), place: node.place };
  const { place } = node;
  const own = withChildren(node, children(node).map(plain));
  if (own.kind === 'negate') return signed(own.arg);
  if (own.kind === 'call' && own.name === 'sqrt')
    return { kind: 'binary', op: '^', left: own.args[0]!, right: { kind: 'number', text: '1/2', place }, place };
  const [of] = own.kind === 'call' && own.name === 'ddt' ? own.args : [];
  if (of?.kind === 'name' && /^W[12]t$/.test(of.name)) return { ...of, name: `d${of.name}` };
  // The rate of a layer of any depth has a letter, too.
  if (own.kind === 'name' && /^dW\{/.test(own.name))
    return { kind: 'call', name: 'ddt', args: [{ ...own, name: own.name.slice(1) }], place };
  if (own.kind !== 'binary') return own;
  if (own.op === '\\') return times([{ kind: 'call', name: 'inv', args: [own.left], place }, ...factors(own.right)]);
  if (own.op === '*') return times([...factors(own.left), ...factors(own.right)]);
  return own;
}

function factors(node: FormulaNode): FormulaNode[] {
  return node.kind === 'binary' && node.op === '*' ? [...factors(node.left), ...factors(node.right)] : [node];
}

function times(parts: readonly FormulaNode[]): FormulaNode {
  return parts.reduce((left, right) => ({ kind: 'binary', op: '*', left, right, place: left.place }));
}

function signed(arg: FormulaNode): FormulaNode {
  if (arg.kind === 'binary' && arg.op === '*') {
    const [first, ...rest] = factors(arg);
    return times([signed(first!), ...rest]);
  }
  if (arg.kind === 'binary' && arg.op === '/') return { ...arg, left: signed(arg.left) };
  return { kind: 'negate', arg, place: arg.place };
}
