import { approachOf } from '../judge/approach.ts';
import type { Case } from '../judge/case.ts';
import type { Effort } from '../judge/claim.ts';
import { normOf } from '../judge/compareStated.ts';
import { SlowApproach } from '../judge/limit.ts';
import { rateOf } from '../judge/regime.ts';
import { logResidual } from '../judge/residual.ts';
import { type Decimal, decimalField } from '../numbers/decimal/decimalField.ts';
import { convert, frobeniusNorm } from '../numbers/linearAlgebra.ts';
import type { Matrix } from '../numbers/matrix.ts';
import { Rational } from '../numbers/rational.ts';

/** Values late in training, the norm that errors of them are measured against, and how many digits of it are certain. */
export interface Late {
  readonly values: readonly Matrix<Decimal>[];
  readonly size: Decimal;
  readonly certain: number;
  /** All weights then, or QQᵀ. */
  readonly weights: readonly Matrix<Decimal>[];
}

/** Where the flow is first looked at and how far it is followed, in units of its fastest time τ/rateOf. */
const [NEAREST, FARTHEST] = [8, 2 ** 14];

/**
 * Values at the end of training, and to how many digits they have settled: `lateAt` gives those at 8 of the flow's fastest times, twice that, and
 * so on, until their change between two times has fallen below the digits asked for, twice
 * running as a decay e^{−gt} makes it fall: its digits double with the time. So much change is what is taken to be left to come, though it is far less:
 * `left` says how much by the last two changes, those of a decay from T/4 to T/2 and to T being e^{−gT/4} and e^{−gT/2} of its part; it is waited until that
 * is at least `least`.
 *
 * A flow that stands still may be waiting beside a saddle: it is followed until every direction that can grow, by the eigenvalues of F
 * for its λ, has grown through all these digits twice over, and the weights must settle as well. What settles more slowly (like 1/t, where F has the
 * eigenvalue 0, say) is refused (SlowApproach).
 */
export function atTheEnd<L extends Late>(
  given: Case,
  wanted: Effort,
  lateAt: (given: Case, wanted: Effort) => L,
  least = 0,
): { readonly late: L; readonly settled: number; readonly left: number } {
  const { digits } = wanted;
  const { problem, lambda } = given;
  const unit = problem.tau.div(rateOf(problem, lambda));
  const { growth, hasZero } = approachOf(problem, lambda);
  const field = decimalField(30);
  const atStart = [problem.W1, problem.W2].map(layer => frobeniusNorm(field, convert(field, layer))).reduce(field.add);
  let before: L | undefined;
  let changeBefore = 0;
  let [steady, slow] = [0, 0];
  for (let units = NEAREST; units <= FARTHEST; units *= 2) {
    const time = unit.mul(Rational.of(units));
    const late = lateAt({ ...given, time }, wanted);
    if (before !== undefined) {
      const change = Math.min(
        late.certain,
        ...late.values.map((value, k) => -logResidual(before!.values[k]!, value, late.size)),
        // A square of what still grows settles long before it does.
        ...late.weights.map((layer, j) => -logResidual(before!.weights[j]!, layer, atStart.plus(normOf(layer)))),
      );
      const isSettled = change >= digits + 1;
      steady = change >= 1.6 * changeBefore || (isSettled && changeBefore >= digits + 1) ? steady + 1 : 0;
      const grown = growth * time.div(problem.tau).toNumber() * Math.LOG10E;
      // What rests does not change at all.
      const rest = Number.isFinite(change) ? 2 * Math.max(0, change - changeBefore) : 0;
      const left = Math.min(late.certain, change + rest - 1);
      if (isSettled && steady >= 2 && grown >= 2 * (digits + 1) && left >= Math.min(least, late.certain))
        return { late, settled: change, left };
      // Twice the time gains 0.3 digits where the rest falls like 1/t, and half of that where its root does.
      const gain = change - changeBefore;
      const isSlow = hasZero && change > 0.5 && [1, 2].some(part => Math.abs(gain - Math.log10(2) / part) < 0.05);
      slow = isSlow ? slow + 1 : 0;
      if (slow === 4) break;
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
