import fc from 'fast-check';
import type { FormulaFile } from '../formula/formulaFile.ts';
import type { Steps } from '../formula/steps.ts';
import type { AnyCase, Case } from '../judge/case.ts';
import { Matrix } from '../numbers/matrix.ts';
import { Rational } from '../numbers/rational.ts';
import { onceFor } from '../once.ts';
import { withDeclared } from './drawDeclared.ts';

/** Cases with what the conventions of a file need besides, and with a value for each symbol that it declares: of files that need the same the same generator. */
export function inItsLetters(file: FormulaFile, plain: fc.Arbitrary<AnyCase>): fc.Arbitrary<AnyCase> {
  const { conventions, steps, formula } = file;
  // Where a line of the text stands is nothing to its cases.
  const declared = (formula.declarations ?? []).map(({ name, spec, property, random }) => [
    name,
    spec,
    property,
    !random,
  ]);
  const symbols = declared.length > 0 ? [...formula.symbols] : [];
  const key = JSON.stringify([conventions, steps, declared, symbols]);
  const known = generatorsOn(plain);
  const found = known.get(key) ?? newInItsLetters(file, plain);
  known.set(key, found);
  return found;
}

const generatorsOn = onceFor((_plain: fc.Arbitrary<AnyCase>) => new Map<string, fc.Arbitrary<AnyCase>>());

function newInItsLetters(
  { conventions, formula, steps }: FormulaFile,
  plain: fc.Arbitrary<AnyCase>,
): fc.Arbitrary<AnyCase> {
  const all = withDeclared(plain, formula.declarations ?? [], formula.symbols);
  // Steps are those of two layers.
  if (steps !== undefined) return withSteps(all as fc.Arbitrary<Case>, steps);
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

/** Learning rates in units of what the curvature of the loss is at most at the start. */
const RATES = ['1/4', '1/2', '1/10', '1', '1/100', '2'].map(text => Rational.of(text));

/** The cases with a number of steps each and a learning rate, which suits the sizes of its task and weights to within a factor. */
function withSteps(cases: fc.Arbitrary<Case>, { least, most }: Steps): fc.Arbitrary<Case> {
  const drawn = fc.tuple(cases, fc.integer({ min: least, max: most }), fc.noBias(fc.nat(RATES.length - 1)));
  return drawn.map(([given, count, rate]) => {
    const { W1, W2, sigmaYX } = given.problem;
    const squares = (matrix: Matrix<Rational>): number => matrix.data.reduce((sum, x) => sum + x.toNumber() ** 2, 0);
    const size = Math.sqrt(squares(sigmaYX)) + squares(W1) + squares(W2);
    const exponent = size > 0 ? Math.ceil(Math.log2(size)) : 0;
    const power = Rational.of(2n ** BigInt(Math.abs(exponent)));
    const eta = exponent < 0 ? RATES[rate]!.mul(power) : RATES[rate]!.div(power);
    const scalar = (value: Rational): Matrix<Rational> => new Matrix(1, 1, [value]);
    return { ...given, extra: { ...given.extra, k: scalar(Rational.of(count)), eta: scalar(eta) } };
  });
}

/** The same flow with time in units of the text's τ, which is P of ours where the text has sums. */
export function inUnitsOfTau({ problem, time, ...rest }: Case): Case {
  const tau = Rational.ONE.div(rest.extra.P?.data[0] ?? Rational.ONE);
  return { ...rest, problem: { ...problem, tau }, time: time.mul(tau).div(problem.tau) };
}
