import type { Condition, FormulaFile } from '../formula/formulaFile.ts';
import { namesIn } from '../formula/parseFormula.ts';
import type { Case, FlowCase } from '../judge/case.ts';
import type { Narrowing } from '../judge/vocabulary.ts';
import { type Architecture, architectureName } from '../network/architecture.ts';
import { flow } from '../network/flow.ts';
import { problem } from '../network/problem.ts';
import { zeros } from '../numbers/linearAlgebra.ts';
import { Rational } from '../numbers/rational.ts';
import { rationalField } from '../numbers/rationalField.ts';
import { conditionHolds } from './conditionHolds.ts';

/**
 * What a condition of a file tells the generator. One that names nothing but sizes is decided by the network alone, one that
 * names nothing but lambda leaves a sign of λ where it holds for no other; the cases that it is met by are then drawn, and
 * not looked for. Nothing of any other condition.
 */
export function narrowingOf(file: FormulaFile, condition: Condition): Narrowing {
  const names = symbolsOf(condition);
  if (names.length === 0) return {};
  if (names.every(name => condition.sides.symbols.get(name)?.kind === 'size')) {
    if (file.deep !== undefined) return { suitsLayers: widths => conditionHolds(file, condition, emptyFlow(widths)) };
    const known = new Map<string, boolean>();
    const suits = (widths: Architecture): boolean => {
      const key = architectureName(widths);
      if (!known.has(key)) known.set(key, conditionHolds(file, condition, emptyCase(widths, Rational.ZERO)));
      return known.get(key)!;
    };
    return { suits };
  }
  if (names.join() !== 'lambda') return {};
  const holdsAt = (lambda: Rational): boolean => conditionHolds(file, condition, emptyCase(ONE_EACH, lambda));
  const signs = [
    ...(SIZES_OF_LAMBDA.some(size => holdsAt(size.neg())) ? (['negative'] as const) : []),
    ...(holdsAt(Rational.ZERO) ? (['zero'] as const) : []),
    ...(SIZES_OF_LAMBDA.some(holdsAt) ? (['positive'] as const) : []),
  ];
  // A value between those that are tried may have any sign.
  return signs.length === 1 ? { lambda: signs[0]! } : {};
}

/** The given symbols that a condition leads to. */
function symbolsOf({ sides }: Condition): string[] {
  const all = new Set(sides.definitions.flatMap(({ node }) => [...namesIn(node)]));
  return [...all].filter(name => sides.symbols.has(name));
}

/** Layers of zeros of some widths. */
function emptyFlow(widths: readonly number[]): FlowCase {
  const layers = widths.slice(1).map((width, j) => zeros(rationalField, width, widths[j]!));
  const sigmaYX = zeros(rationalField, widths.at(-1)!, widths[0]!);
  return { flow: flow({ layers, sigmaYX }), time: Rational.ZERO, extra: {} };
}

const ONE_EACH: Architecture = { Ni: 1, Nh: 1, No: 1 };

/** From 2^-60 to 2^60. */
const SIZES_OF_LAMBDA: readonly Rational[] = Array.from({ length: 61 }, (_, k) => Rational.of(2 ** (2 * k - 60)));

/** A case of which nothing but its widths and λ is looked at. */
function emptyCase({ Ni, Nh, No }: Architecture, lambda: Rational): Case {
  const none = (rows: number, cols: number) => zeros(rationalField, rows, cols);
  const parts = { sigmaYX: none(No, Ni), W1: none(Nh, Ni), W2: none(No, Nh) };
  return { problem: problem(parts), lambda, time: Rational.ZERO, extra: { P: none(1, 1).map(() => Rational.of(Ni)) } };
}
