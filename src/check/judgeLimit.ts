import { DloError } from '../errors.ts';
import { approachOf } from '../judge/approach.ts';
import type { Case } from '../judge/case.ts';
import type { Effort, Judgement } from '../judge/claim.ts';
import { compare } from '../judge/compare.ts';
import { normOf } from '../judge/compareStated.ts';
import { AT_THE_END } from '../judge/instant.ts';
import { limitEffort, SlowApproach } from '../judge/limit.ts';
import { rateOf } from '../judge/regime.ts';
import { logResidual } from '../judge/residual.ts';
import { type Decimal, type DecimalField, decimalField } from '../numbers/decimal/decimalField.ts';
import { convert, frobeniusNorm } from '../numbers/linearAlgebra.ts';
import type { Matrix } from '../numbers/matrix.ts';
import { jacobiSystem } from '../numbers/numberSystem.ts';
import { Rational } from '../numbers/rational.ts';
import { bindCase } from './bindCase.ts';
import { decimalValues, rounded, type Subject, weightsFor } from './evaluateFile.ts';
import { judgeInequality } from './judgeInequality.ts';
import { sizeOfEquation } from './sizeOfEquation.ts';

/** The two sides late in training, the norm that errors are measured against, and how many digits of it are certain. */
interface Late {
  readonly left: Matrix<Decimal>;
  readonly right: Matrix<Decimal>;
  readonly size: Decimal;
  readonly certain: number;
  /** All weights then. */
  readonly weights: readonly Matrix<Decimal>[];
}

/** Where the flow is first looked at and how far it is followed, in units of its fastest time τ/rateOf. */
const [NEAREST, FARTHEST] = [8, 2 ** 14];

/**
 * Judges an equation or inequality about the end of training: both sides are evaluated with the true weights at 8 of the flow's fastest times,
 * twice that, and so on, until their change between two times has fallen below the digits asked for (12 at the most, at a second look 24), twice
 * running as a decay e^{−gt} makes it fall: its digits double with the time. So much change is what is taken to be left to come, though it is far less.
 *
 * A flow that stands still may be waiting beside a saddle: it is followed until every direction that can grow, by the eigenvalues of F
 * for its λ, has grown through all these digits twice over, and the weights must settle as well. What settles more slowly (like 1/t, where F has the eigenvalue 0, say) is left undecided (SlowApproach).
 */
export function judgeLimit(subject: Subject, given: Case, effort: Effort): Judgement {
  const wanted = limitEffort(effort);
  const { digits } = wanted;
  const { problem, lambda } = given;
  const unit = problem.tau.div(rateOf(problem, lambda));
  const { growth } = approachOf(problem, lambda);
  const field = decimalField(30);
  const atStart = [problem.W1, problem.W2].map(layer => frobeniusNorm(field, convert(field, layer))).reduce(field.add);
  let before: Late | undefined;
  let changeBefore = 0;
  let steady = 0;
  for (let units = NEAREST; units <= FARTHEST; units *= 2) {
    const time = unit.mul(Rational.of(units));
    const late = sidesAt(subject, { ...given, time }, wanted);
    if (before !== undefined) {
      const change = Math.min(
        late.certain,
        -logResidual(before.left, late.left, late.size),
        -logResidual(before.right, late.right, late.size),
        // A square of what still grows settles long before it does.
        ...late.weights.map((layer, j) => -logResidual(before!.weights[j]!, layer, atStart.plus(normOf(layer)))),
      );
      const isSettled = change >= digits + 1;
      steady = change >= 1.6 * changeBefore || (isSettled && changeBefore >= digits + 1) ? steady + 1 : 0;
      const grown = growth * time.div(problem.tau).toNumber() * Math.LOG10E;
      if (isSettled && steady >= 2 && grown >= 2 * (digits + 1)) return decided(subject, late, change, wanted);
      changeBefore = change;
    }
    before = late;
  }
  throw new SlowApproach(
    'PRECISION',
    'limit',
    `must settle to ${digits} digits by ${FARTHEST} of the fastest times`,
    'a slower approach',
  );
}

/** Where all falls to zero, the weights at the end are no measure of it: those at the start are. */
function sizeAtStart(subject: Subject, given: Case, effort: Effort): Decimal | undefined {
  const start = { ...given, time: Rational.ZERO };
  const weights = weightsFor(start, effort);
  const symbols = (field: DecimalField) => bindCase(jacobiSystem(field), subject.file, start, weights);
  try {
    return sizeOfEquation(subject, decimalValues(subject, start, effort.working, weights), symbols);
  } catch (error) {
    // It need not have a value there.
    if (error instanceof DloError) return undefined;
    throw error;
  }
}

function decided({ relation }: Subject, { left, right, size }: Late, settled: number, effort: Effort): Judgement {
  const [stated, truth] = [left, right].map(value => ({ value, digits: settled })) as [
    { value: Matrix<Decimal>; digits: number },
    { value: Matrix<Decimal>; digits: number },
  ];
  const sides = ['left side', 'right side'] as const;
  if (relation !== undefined && relation !== '==')
    return {
      ...judgeInequality(relation, { left: stated, right: truth, size, isExact: false }, effort),
      at: AT_THE_END,
    };
  const judgement = compare([{ quantity: 'left and right side', stated, truth, size }], effort);
  return { ...judgement, sides, at: AT_THE_END };
}

function sidesAt(subject: Subject, given: Case, { digits, ...look }: Effort): Late {
  const working = digits + 30;
  const weights = weightsFor(given, { ...look, digits: digits + 10, working });
  const values = decimalValues(subject, given, working, weights);
  const rough = decimalValues(
    subject,
    given,
    working - 5,
    rounded({ ...weights, digits: Math.min(weights.digits, working) - 2 }),
  );
  const symbols = (field: DecimalField) => bindCase(jacobiSystem(field), subject.file, given, weights);
  const own = sizeOfEquation(subject, values, symbols);
  const isBesideZero = values.slice(-2).some(({ data }) => data.every(entry => entry.isZero()));
  const atStart = isBesideZero ? sizeAtStart(subject, given, { ...look, digits, working }) : undefined;
  const size = atStart?.greaterThan(own) ? atStart : own;
  const [left, right] = values.slice(-2) as [Matrix<Decimal>, Matrix<Decimal>];
  const [roughLeft, roughRight] = rough.slice(-2) as [Matrix<Decimal>, Matrix<Decimal>];
  const certain = Math.min(-logResidual(roughLeft, left, size), -logResidual(roughRight, right, size), weights.digits);
  return { left, right, size, certain, weights: [weights.W1, weights.W2] };
}
