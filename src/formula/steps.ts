import type { SymbolSpec } from './environment.ts';
import { FormulaError, type FormulaSource } from './formulaError.ts';
import { fault, type HeaderEntry } from './header.ts';
import { OVER_TIME } from './overTime.ts';
import type { Formula } from './parseFormula.ts';
import { children, type FormulaNode } from './tree.ts';

// A file with "steps:" speaks of gradient descent, W1 ← W1 + ηW2ᵀE, W2 ← W2 + ηEW1ᵀ, E = Σyx − W2W1, both layers at once.

/** How many steps are taken before the weights that a file calls W1k and W2k: any number between two. */
export interface Steps {
  readonly least: number;
  readonly most: number;
}

const [MOST_STEPS, MOST_OF_ANY] = [100, 5];

/** The symbols of such a file, in place of t, tau and the weights along the flow. */
export const stepSymbols: Readonly<Record<string, SymbolSpec>> = {
  k: { kind: 'scalar', meaning: 'number of steps' },
  eta: { kind: 'scalar', meaning: 'learning rate' },
  W1k: { kind: 'matrix', rows: 'Nh', cols: 'Ni', meaning: 'first layer after k steps' },
  W2k: { kind: 'matrix', rows: 'No', cols: 'Nh', meaning: 'second layer after k steps' },
  W1next: { kind: 'matrix', rows: 'Nh', cols: 'Ni', meaning: 'first layer after k + 1 steps' },
  W2next: { kind: 'matrix', rows: 'No', cols: 'Nh', meaning: 'second layer after k + 1 steps' },
};

/** "3", "0..4", "any". FORMAT for anything else. */
export function stepsOf(source: FormulaSource, entry: HeaderEntry | undefined): Steps | undefined {
  if (entry === undefined) return undefined;
  if (entry.value === 'any') return { least: 0, most: MOST_OF_ANY };
  const [, first, last = first] = /^(\d+)(?:\s*(?:\.\.|-|to|…)\s*(\d+))?$/.exec(entry.value) ?? [];
  const [least, most] = [Number(first), Number(last)];
  if (first !== undefined && least <= most && most <= MOST_STEPS) return { least, most };
  throw fault(source, entry.place, `must be a number of steps up to ${MOST_STEPS}, a range 0..4, or any`, entry.value);
}

/** Rates, limits and values at the start are of the flow. FORMULA errors at the place of what stands in a file with steps. */
export function requireNoFlow(source: FormulaSource, { definitions }: Pick<Formula, 'definitions'>): void {
  const visit = (node: FormulaNode): void => {
    if (node.kind === 'call' && OF_FLOW.has(node.name)) {
      const rule = 'must not stand beside "steps:", as it is of the flow: W1next - W1k is how far a step goes';
      throw new FormulaError('FORMULA', source, node.place, node.name, rule, node.name);
    }
    children(node).forEach(visit);
  };
  for (const { node } of definitions) visit(node);
}

const OF_FLOW: ReadonlySet<string> = new Set(['ddt', 'start', 'lim', 'O', ...OVER_TIME]);
