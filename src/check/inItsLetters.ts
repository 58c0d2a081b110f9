import fc from 'fast-check';
import type { FormulaFile } from '../formula/formulaFile.ts';
import type { AnyCase, Case } from '../judge/case.ts';
import { Matrix } from '../numbers/matrix.ts';
import { Rational } from '../numbers/rational.ts';
import { withDeclared } from './drawDeclared.ts';

/** Cases with what the conventions of a file need besides, and with a value for each symbol that it declares. */
export function inItsLetters(
  { conventions, formula }: FormulaFile,
  plain: fc.Arbitrary<AnyCase>,
): fc.Arbitrary<AnyCase> {
  const all = withDeclared(plain, formula.declarations ?? [], formula.symbols);
  if (conventions.length === 0) return all;
  // Conventions are those of two layers.
  const cases = all as fc.Arbitrary<Case>;
  const sampled = conventions.includes('sums') ? withSamples(cases) : cases;
  return conventions.includes('unit-tau') ? sampled.map(inUnitsOfTau) : sampled;
}

/** The cases with a number of samples each, which a white text of so many inputs can have. */
function withSamples(cases: fc.Arbitrary<Case>): fc.Arbitrary<Case> {
  return fc.tuple(cases, fc.integer({ min: 0, max: 3 })).map(([given, more]) => {
    const samples = Rational.of(given.problem.W1.cols + more);
    return { ...given, extra: { ...given.extra, P: new Matrix(1, 1, [samples]) } };
  });
}

/** The same flow with time in units of the text's τ, which is P of ours where the text has sums. */
export function inUnitsOfTau({ problem, time, ...rest }: Case): Case {
  const tau = Rational.ONE.div(rest.extra.P?.data[0] ?? Rational.ONE);
  return { ...rest, problem: { ...problem, tau }, time: time.mul(tau).div(problem.tau) };
}
