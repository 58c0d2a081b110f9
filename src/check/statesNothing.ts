import { inferInAllOrderings } from '../formula/checkShapes.ts';
import { isDerivative } from '../formula/derivatives.ts';
import { isOfTraining, type SymbolSpec } from '../formula/environment.ts';
import type { Bindings } from '../formula/evaluate.ts';
import { claimsOrder, claimsRelation, type FormulaFile } from '../formula/formulaFile.ts';
import { indexedName, nameOfIndexed } from '../formula/indexed.ts';
import { nodeText } from '../formula/nodeText.ts';
import { isOverTime } from '../formula/overTime.ts';
import type { Formula } from '../formula/parseFormula.ts';
import { sizeText } from '../formula/size.ts';
import { children, type FormulaNode, withChildren } from '../formula/tree.ts';
import {
  diagonalValue,
  entriesOf,
  mapEntries,
  matrixValue,
  scalarValue,
  toMatrix,
  type Value,
} from '../formula/value.ts';
import { inDecimals } from '../judge/boundedValue.ts';
import { type AnyCase, isFlowCase } from '../judge/case.ts';
import type { Effort, Judge, Judgement } from '../judge/claim.ts';
import { withoutValue } from '../judge/compareStated.ts';
import { enclosedSvds } from '../judge/enclosedSvds.ts';
import { decideCase, type Looking } from '../judge/lookAt.ts';
import { binarySystem } from '../numbers/binary/binarySystem.ts';
import { type DecimalField, decimalField } from '../numbers/decimal/decimalField.ts';
import type { Field } from '../numbers/field.ts';
import { multiply } from '../numbers/linearAlgebra.ts';
import { Matrix } from '../numbers/matrix.ts';
import { jacobiSystem, type NumberSystem } from '../numbers/numberSystem.ts';
import { Rational } from '../numbers/rational.ts';
import { once } from '../once.ts';
import { isOfTheFlow } from '../repair/saysNothing.ts';
import { bindCase } from './bindCase.ts';
import { sizesOfDeclared } from './drawDeclared.ts';
import { atItsTime, type Subject, subjectsOf, valuesOf } from './evaluateFile.ts';
import { judgeSides, worstOf } from './judgeFormula.ts';
import { sizesOfCase } from './sizesOfCase.ts';

/**
 * Whether an equation or inequality that holds on some cases holds on them just as well for weights in training, and rates, that have nothing
 * to do with the problem (one that names none of these: for any values of its symbols). Decided like the equation
 * itself, in numbers with error bounds: no overflow and no cancellation of float64 hides it. An inequality must hold for many of them, large and
 * small, of one sign and of both, and for their negatives too, as a few may all lie on its side by chance. Cases on which it has no value
 * for such weights say nothing; false where that is all of them, or where one is not decided.
 */
export function statesNothing(
  file: FormulaFile,
  cases: readonly AnyCase[],
  looking: Looking,
  formula: Formula = file.formula,
): boolean {
  if (!claimsRelation(file.claims)) return false;
  const isOther = isOfTheFlow(formula) ? isOfTraining : isAnySymbol;
  let hasHeld = false;
  for (const sample of claimsOrder(file.claims) ? SAMPLES : SAMPLES.slice(0, 1)) {
    const judge = judgeWithOthers(file, formula, { isOther, ...sample });
    for (const given of cases) {
      const { outcome, isSingular } = decideCase(judge, given, looking);
      if (isSingular === true) continue;
      if (outcome !== 'held') return false;
      hasHeld = true;
    }
  }
  return hasHeld;
}

const SCALES = ['1', '-1', '1048576', '-1048576', '1/1048576', '-1/1048576'].map(text => Rational.of(text));

/** Tables of values that have nothing to do with one another, the first of them positive. */
const TABLES = 6;

/** Of the values that an inequality is tried with. */
const SAMPLES = Array.from({ length: TABLES }, (_, table) => SCALES.map(scale => ({ table, scale }))).flat();

const isAnySymbol = (): boolean => true;

interface Others {
  readonly isOther: (name: string) => boolean;
  readonly table: number;
  readonly scale: Rational;
}

function judgeWithOthers(file: FormulaFile, formula: Formula, others: Others): Judge<AnyCase> {
  return (given, effort) =>
    worstOf(
      subjectsOf(file, formula, given).map(
        subject => () =>
          judgeOneWithOthers({ ...subject, ...withoutDerivatives(subject.formula) }, given, effort, others),
      ),
    );
}

const DERIVATIVE = 'a derivative';

/** A derivative, or what is taken at other times, says what it is: beside it stands any value of its shape, one for each text. */
function withoutDerivatives(formula: Formula): Pick<Subject, 'formula'> {
  const shapes = new Map<string, SymbolSpec>();
  const inferred = once(() => inferInAllOrderings(formula).inferred[0]!.shapes);
  const replace = (node: FormulaNode): FormulaNode => {
    if (!isDerivative(node) && !isOverTime(node)) return withChildren(node, children(node).map(replace));
    const name = nodeText(node);
    const shape = inferred().get(node);
    const meaning = DERIVATIVE;
    const spec: SymbolSpec =
      shape?.kind === 'matrix'
        ? { kind: 'matrix', rows: sizeText(shape.rows), cols: sizeText(shape.cols), meaning }
        : { kind: 'scalar', meaning };
    shapes.set(name, spec);
    return { kind: 'name', name, place: node.place };
  };
  const definitions = formula.definitions.map(one => ({ ...one, node: replace(one.node) }));
  if (shapes.size === 0) return { formula };
  return { formula: { ...formula, definitions, symbols: new Map([...formula.symbols, ...shapes]) } };
}

function judgeOneWithOthers(subject: Subject, given: AnyCase, effort: Effort, how: Others): Judgement {
  const { file, formula } = subject;
  const timed = atItsTime(subject, given, effort);
  const others = <T>(system: NumberSystem<T>, bindings: Bindings<T>): Bindings<T> =>
    withOthers(system.field, formula, timed, bindings, how);
  const inDecimal = (field: DecimalField) => others(jacobiSystem(field), bindCase(jacobiSystem(field), file, timed));
  const evaluation = {
    enclosed: (digits: number) => {
      const system = binarySystem(digits);
      const svds = isFlowCase(timed) ? undefined : enclosedSvds(system.field, timed.problem);
      const bindings = others(system, bindCase(system, file, timed, undefined, svds));
      return valuesOf(subject, system, bindings).map(value => inDecimals(system.field, value));
    },
    decimal: (digits: number) => {
      const field = decimalField(digits);
      return valuesOf(subject, jacobiSystem(field), inDecimal(field));
    },
  };
  try {
    return judgeSides(subject, evaluation, effort, inDecimal);
  } catch (error) {
    return withoutValue(error, { quantity: file.claims });
  }
}

/** Symbols of the same shapes with values that belong to no problem; sizes stay. */
function withOthers<T>(
  field: Field<T>,
  { symbols }: Formula,
  given: AnyCase,
  bindings: Bindings<T>,
  { isOther, table, scale }: Others,
): Bindings<T> {
  const sizes = sizesOfCase(given);
  const names = [...symbols.keys()];
  const own: Bindings<T> = {
    get: name => {
      const spec = symbols.get(name);
      if (spec === undefined || spec.kind === 'size') return bindings.get(name);
      if (!isOther(name) && spec.meaning !== DERIVATIVE) return bindings.get(name);
      const entry = (i: number, j: number): T => field.of(scale.mul(unrelated(table, names.indexOf(name), i, j)));
      if (spec.meaning === DERIVATIVE) {
        if (!('rows' in spec)) return scalarValue(entry(0, 0));
        return matrixValue(Matrix.generate(...sizesOfDeclared({ name, spec }, symbols, given), entry));
      }
      if (isOfTraining(name)) {
        const product = productOfLayers(field, name, own);
        if (product !== undefined) return product;
        const { rows, cols } = spec as { readonly rows: string; readonly cols: string };
        return matrixValue(Matrix.generate(sizes[rows]!, sizes[cols]!, entry));
      }
      const value = bindings.get(name);
      return value && replaced(value, entry);
    },
  };
  return own;
}

/** W(i:j)t is that of the layers that there are; undefined for what is no product. */
function productOfLayers<T>(field: Field<T>, name: string, { get }: Bindings<T>): Value<T> | undefined {
  const indexed = indexedName(name);
  if (indexed?.kind !== 'product') return undefined;
  const [first, last] = [Number(indexed.first), Number(indexed.last)];
  if (last < first) return get(nameOfIndexed({ ...indexed, isMoving: false }));
  const layers = Array.from({ length: last - first + 1 }, (_, k) => toMatrix(field, get(`W${first + k}t`)!));
  return matrixValue(layers.reduce((product, layer) => multiply(field, layer, product)));
}

function replaced<T>(value: Value<T>, entry: (i: number, j: number) => T): Value<T> {
  if (value.kind === 'matrix') return matrixValue(value.matrix.map((_old, i, j) => entry(i, j)));
  if (value.kind === 'diagonal') return diagonalValue(entriesOf(value).map((_old, i) => entry(i, i)));
  return mapEntries(value, () => entry(0, 0));
}

/** Exact, of a size below 4, no two in a simple relation. */
function unrelated(table: number, symbol: number, i: number, j: number): Rational {
  const angle = 1 + 7 * symbol + 3 * i + Math.SQRT2 * j * (i + 2);
  return Rational.of(table === 0 ? 2 + 2 * Math.sin(angle) : 4 * Math.sin(angle * (1 + table / Math.E)));
}
