import { DloError } from '../errors.ts';
import type { Declaration } from '../formula/declarations.ts';
import { evaluate } from '../formula/evaluate.ts';
import { FormulaError } from '../formula/formulaError.ts';
import { definitionsFor } from '../formula/formulaFile.ts';
import { type Formula, namesIn, parseFormula } from '../formula/parseFormula.ts';
import { outerMoments } from '../formula/randomness.ts';
import { type CallNode, children, type FormulaNode, withChildren } from '../formula/tree.ts';
import { matrixValue, scalarValue, toMatrix, type Value } from '../formula/value.ts';
import type { AnyCase } from '../judge/case.ts';
import type { Effort, Judgement } from '../judge/claim.ts';
import { failure } from '../judge/compare.ts';
import { TIMELESS } from '../judge/instant.ts';
import { logResidual } from '../judge/residual.ts';
import {
  type Distribution,
  expectation,
  gaussian,
  matrixOfLetters,
  randomEntries,
  signs,
  uniform,
  variance,
} from '../moments/index.ts';
import { decimalField } from '../numbers/decimal/decimalField.ts';
import { convert } from '../numbers/linearAlgebra.ts';
import { Polynomial, polynomialField } from '../numbers/polynomial.ts';
import type { Rational } from '../numbers/rational.ts';
import { rationalField } from '../numbers/rationalField.ts';
import { bindCase } from './bindCase.ts';
import { sizesOfDeclared } from './drawDeclared.ts';
import type { Subject } from './evaluateFile.ts';
import { judgeInequality } from './judgeInequality.ts';
import { sizesOfCase } from './sizesOfCase.ts';

/**
 * Judges an equation or inequality about expectations and variances over random weights, for the network of a case, exactly: what stands in E(…) is
 * a polynomial in the entries of the random matrices, whose moments are known (src/moments), and so is a fraction; Var is taken entry by
 * entry. What is no polynomial (an inverse, a root, a norm) is refused with its place (PRECISION or RANGE), never refuted.
 */
export function judgeExpectation({ file, formula, relation }: Subject, given: AnyCase, effort: Effort): Judgement {
  const known = new Map<string, Value<Rational>>();
  const names = new Map<FormulaNode, string>();
  const sides = formula.definitions.slice(-2).map(({ node }) => node);
  for (const moment of sides.flatMap(outerMoments)) {
    const name = `moment ${names.size + 1}`;
    names.set(moment, name);
    known.set(name, momentOf(formula, moment, file, given));
  }
  const bound = bindCase({ field: rationalField, svd: noSvd }, file, given);
  const values = sides.map(side => {
    const whole = { ...formula, definitions: definitionsWith(formula, withNames(names, side)) };
    const system = { field: rationalField, svd: noSvd };
    return toMatrix(rationalField, evaluate(whole, system, { get: name => known.get(name) ?? bound.get(name) }));
  });
  const field = decimalField(2 * effort.digits);
  const [left, right] = values as [(typeof values)[number], (typeof values)[number]];
  const quantity = 'left and right side';
  if (left.shape !== right.shape)
    return failure(quantity, `the left side is ${left.shape}, the right one ${right.shape}`);
  const [stated, truth] = [convert(field, left), convert(field, right)];
  const size = [stated, truth]
    .flatMap(({ data }) => data.map(field.abs))
    .reduce((a, b) => (a.greaterThan(b) ? a : b), field.zero);
  const isEqual = left.data.every((entry, k) => entry.sub(right.data[k]!).sign() === 0);
  if (relation !== undefined && relation !== '==') {
    const digits = Number.POSITIVE_INFINITY;
    const sidesOf = { left: { value: stated, digits }, right: { value: truth, digits }, size, isExact: true };
    return { ...judgeInequality(relation, sidesOf, effort), at: TIMELESS, final: true };
  }
  return {
    outcome: isEqual ? 'held' : 'failed',
    logResidual: isEqual ? Number.NEGATIVE_INFINITY : logResidual(stated, truth, size),
    certain: Number.POSITIVE_INFINITY,
    quantity,
    stated,
    truth,
    sides: ['left side', 'right side'],
    at: TIMELESS,
    final: true,
  };
}

function definitionsWith(formula: Formula, node: FormulaNode): Formula['definitions'] {
  return [...definitionsFor(formula, namesIn(node)), { name: undefined, node, place: node.place }];
}

function withNames(names: ReadonlyMap<FormulaNode, string>, node: FormulaNode): FormulaNode {
  const name = names.get(node);
  if (name !== undefined) return { kind: 'name', name, place: node.place };
  return withChildren(
    node,
    children(node).map(part => withNames(names, part)),
  );
}

/** E or Var of an expression, entry by entry. */
function momentOf(formula: Formula, { name, args }: CallNode, file: Subject['file'], given: AnyCase): Value<Rational> {
  const random = (formula.declarations ?? []).filter(one => one.random !== undefined);
  const bound = bindCase({ field: polynomialField, svd: noSvd }, file, given);
  const letters = new Map(
    random.map(one => {
      const [rows, cols] = sizesOfDeclared(one, formula.symbols, given);
      return [one.name, matrixOfLetters(one.name, rows, cols)] as const;
    }),
  );
  const entries = randomEntries(
    Object.fromEntries(random.map(one => [one.name, distributionOf(formula, one, file, given)])),
  );
  const whole = { ...formula, definitions: definitionsWith(formula, args[0]!) };
  const value = evaluate(
    whole,
    { field: polynomialField, svd: noSvd },
    {
      get: symbol => {
        const own = letters.get(symbol);
        return own === undefined ? bound.get(symbol) : matrixValue(own);
      },
    },
  );
  const of = (entry: Polynomial): Rational => {
    const moment = name === 'E' ? expectation(entry, entries) : variance(entry, entries);
    return moment.constant!;
  };
  if (value.kind === 'scalar') return scalarValue(of(value.value));
  return matrixValue(toMatrix(polynomialField, value).map(of));
}

/** RANGE at its place for a variance below 0 with the sizes of a case. */
function distributionOf(
  formula: Formula,
  { random, name }: Declaration,
  file: Subject['file'],
  given: AnyCase,
): Distribution {
  const { distribution, parameters, place } = random!;
  const sizes = sizesOfCase(given);
  const symbols = new Map([...formula.symbols].filter(([, { kind }]) => kind === 'size'));
  const [first, second] = parameters.map(text => {
    const parsed = parseFormula(text, {
      name: `${formula.name}, line ${place.line}, ${distribution} of ${name}`,
      symbols,
    });
    const get = (size: string): Value<Rational> | undefined =>
      sizes[size] === undefined ? undefined : scalarValue(rationalField.of(sizes[size]!));
    return toMatrix(rationalField, evaluate(parsed, { field: rationalField, svd: noSvd }, { get })).data[0]!;
  });
  if (distribution === 'gaussian') {
    if (second!.sign() < 0) {
      const rule = 'must have a variance of at least 0';
      throw new FormulaError('RANGE', file, place, distribution, rule, second!.toString());
    }
    return gaussian(second!, first!);
  }
  return distribution === 'uniform' ? uniform(first!) : signs(Polynomial.of(first!));
}

function noSvd(): never {
  throw new DloError('PRECISION', 'singular vectors', 'must not stand beside random weights', 'an SVD');
}
