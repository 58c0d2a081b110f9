import { FormulaError } from '../formula/formulaError.ts';
import { children, constantOf, type FormulaNode } from '../formula/tree.ts';
import type { AnyCase } from '../judge/case.ts';
import type { Subject } from './evaluateFile.ts';
import { inFractions } from './inFractions.ts';

/**
 * The first place of a formula, in the order of its lines, at which a singular matrix is inverted or something is divided by
 * zero, decided in exact fractions: so rounding that looks like a small pivot is told from one. Only what is made of the
 * problem's own fractions by rational operations is looked at (weights, Σyx, λ, t, τ, sizes; no singular vectors, roots or
 * exponentials); undefined where nothing of that is singular.
 */
export function exactlySingular(subject: Subject, given: AnyCase): FormulaError | undefined {
  const { fractionsOf, define } = inFractions(subject, given);
  for (const definition of subject.formula.definitions) {
    for (const part of [...divisionsIn(definition.node)]) {
      const value = fractionsOf(part);
      if (value instanceof FormulaError) return value;
    }
    define(definition);
  }
  return undefined;
}

/** Parts that divide by something or invert it, those further inside first. */
function* divisionsIn(node: FormulaNode): Generator<FormulaNode> {
  for (const part of children(node)) yield* divisionsIn(part);
  if (node.kind === 'call' && node.name === 'inv') yield node;
  if (node.kind !== 'binary') return;
  const isNegativePower = node.op === '^' && constantOf(node.right)!.sign() < 0;
  if (node.op === '/' || node.op === '\\' || isNegativePower) yield node;
}
