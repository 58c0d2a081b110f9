import { closedForm } from '../dynamics/closedForm.ts';
import { DloError } from '../errors.ts';
import { claimsRelation, type FormulaFile } from '../formula/formulaFile.ts';
import type { Case } from '../judge/case.ts';
import type { Effort } from '../judge/claim.ts';
import { qqtBlocks } from '../judge/correlationByFormula.ts';
import { REGIMES, type RegimeAxis, regimeOn } from '../judge/regime.ts';
import type { ConditioningRecord, ConditioningRegime, DigitsLost } from '../judge/runRecord.ts';
import { blocksOfQqt } from '../network/observables/blocks.ts';
import { neuralTangentKernelFromBlocks } from '../network/observables/neuralTangentKernel.ts';
import { problemIn } from '../network/problem.ts';
import { float64Field } from '../numbers/float64Field.ts';
import { frobeniusNorm, identity, subtract } from '../numbers/linearAlgebra.ts';
import { Matrix } from '../numbers/matrix.ts';
import { samplesOf } from './bindCase.ts';
import { compareInFloat64, type Float64Comparison } from './inFloat64.ts';

/** What float64 leaves of the digits of one case: how many are lost, null where there is no finite value. */
export interface CaseConditioning {
  readonly formula: number | null;
  /** Undefined where the solver has no such quantity. */
  readonly solver?: number;
}

/** Significant digits of a float64. */
const FLOAT64_DIGITS = 15.95;

/** The digits that a formula loses in float64 on one case, and those that the solver loses on the same quantity. */
export function conditioningOn(file: FormulaFile, given: Case, effort: Effort): CaseConditioning {
  const compared = compareInFloat64(file, given, effort);
  const formula = digitsLost(
    compared,
    compared.quantities.map(({ stated }) => stated),
  );
  const solved = solverValues(file, compared);
  const solver =
    solved &&
    digitsLost(
      compared,
      compared.quantities.map(({ quantity }) => solved[quantity]),
    );
  return { formula: formula ?? null, ...(solved && { solver: solver ?? FLOAT64_DIGITS }) };
}

function digitsLost(
  { quantities }: Float64Comparison,
  values: readonly (Matrix<number> | undefined)[],
): number | undefined {
  const lost = quantities.map(({ right, size }, index) => {
    const value = values[index];
    if (value === undefined || right === undefined || !value.data.every(Number.isFinite)) return undefined;
    const error = frobeniusNorm(float64Field, subtract(float64Field, value, right)) / (size === 0 ? 1 : size);
    return Math.min(FLOAT64_DIGITS, Math.max(0, FLOAT64_DIGITS + Math.log10(error)));
  });
  return lost.includes(undefined) ? undefined : Math.max(...(lost as number[]));
}

/** The solver's values by the names of quantities; undefined where it has none of them, as for weights without balance. */
function solverValues(
  { claims, conventions }: Pick<FormulaFile, 'claims' | 'conventions'>,
  { given }: Float64Comparison,
): Readonly<Record<string, Matrix<number>>> | undefined {
  if (claimsRelation(claims)) return undefined;
  const { sigmaXX: _, ...problem } = given.problem;
  const t = given.time.toNumber();
  const Ni = problem.W1.cols;
  const samples = conventions.includes('sums') ? samplesOf(given).toNumber() : 1;
  try {
    const flow = closedForm(problemIn(float64Field, problem), given.lambda.toNumber());
    switch (claims) {
      case 'qqt':
        return qqtBlocks(flow.qqt(t), given);
      case 'output':
        return { W2W1: flow.output(t) };
      case 'W1W1':
      case 'W2W2':
        return (claims === 'W1W1') === conventions.includes('layers-reversed')
          ? { W2W2ᵀ: flow.W2W2(t) }
          : { W1ᵀW1: flow.W1W1(t) };
      case 'loss':
        return { loss: new Matrix(1, 1, [samples * flow.loss(t)]) };
      case 'ntk':
        return {
          NTK: neuralTangentKernelFromBlocks(float64Field, blocksOfQqt(flow.qqt(t), Ni), identity(float64Field, Ni)),
        };
    }
  } catch (error) {
    if (error instanceof DloError) return undefined;
    throw error;
  }
}

/** The regimes in which digits can be lost most differently. */
const AXES: readonly RegimeAxis[] = ['time', 'size of λ', 'architecture'];

/** All cases together, and regime by regime, some axes apart that say nothing of them. */
export function conditioningRecord(
  cases: readonly { readonly given: Case; readonly conditioning: CaseConditioning }[],
  idle: readonly string[] = [],
): ConditioningRecord | undefined {
  if (cases.length === 0) return undefined;
  const all = cases.map(({ conditioning }) => conditioning);
  const formula = spread(all.flatMap(one => (one.formula === null ? [] : [one.formula])));
  const solver = spread(all.flatMap(one => (one.solver === undefined ? [] : [one.solver])));
  const regimes = new Map<string, { axis: RegimeAxis; value: string; members: CaseConditioning[] }>();
  for (const { given, conditioning } of cases) {
    for (const axis of AXES.filter(axis => !idle.includes(axis))) {
      const value = regimeOn(axis, given.problem, given.lambda, given.time);
      const entry = regimes.get(`${axis}\n${value}`) ?? { axis, value, members: [] };
      entry.members.push(conditioning);
      regimes.set(`${axis}\n${value}`, entry);
    }
  }
  return {
    cases: cases.length,
    noValue: withoutValue(all),
    ...(formula && { formula }),
    ...(solver && { solver }),
    regimes: [...regimes.values()]
      .sort((a, b) => placeOf(a) - placeOf(b))
      .map(({ axis, value, members }): ConditioningRegime => {
        const worst = spread(members.flatMap(one => (one.formula === null ? [] : [one.formula])))?.worst;
        const solved = spread(members.flatMap(one => (one.solver === undefined ? [] : [one.solver])))?.worst;
        return {
          axis,
          value,
          cases: members.length,
          noValue: withoutValue(members),
          ...(worst !== undefined && { formula: worst }),
          ...(solved !== undefined && { solver: solved }),
        };
      }),
  };
}

function placeOf({ axis, value }: { readonly axis: RegimeAxis; readonly value: string }): number {
  return 100 * AXES.indexOf(axis) + (REGIMES[axis] as readonly string[]).indexOf(value);
}

function withoutValue(some: readonly CaseConditioning[]): number {
  return some.filter(({ formula }) => formula === null).length;
}

function spread(lost: readonly number[]): DigitsLost | undefined {
  if (lost.length === 0) return undefined;
  const sorted = [...lost].sort((a, b) => a - b);
  const rounded = (value: number): number => Math.round(value * 10) / 10;
  return { worst: rounded(sorted.at(-1)!), median: rounded(sorted[sorted.length >> 1]!) };
}
