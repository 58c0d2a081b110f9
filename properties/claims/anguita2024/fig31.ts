import fc from 'fast-check';
import type { FlowCase } from '../../../src/judge/case.ts';
import type { Claim } from '../../../src/judge/claim.ts';
import { TIMELESS } from '../../../src/judge/instant.ts';
import { FALSE_VERDICT, type SequentialResult, sequentialTest } from '../../../src/judge/sequentialTest.ts';
import { randomMatrices } from '../../../src/network/initialisations/randomMatrix.ts';
import { Rational } from '../../../src/numbers/rational.ts';
import { rationalField } from '../../../src/numbers/rationalField.ts';
import { drawRecord, indexInto } from '../../arbitraries/table.ts';
import { scalar } from '../_exact.ts';
import { trueOrNot } from '../_trueOrNot.ts';
import { numbersOf, SCHEMES, type StartJudge, startCases, startClaim } from './_randomStarts.ts';

// Figure 3.1: heat maps of the balance of four schemes with 40, 200 and 80 units, said to resemble a scaled identity. A picture shows entries: the
// diagonal is seen where an entry off it is rarely as large as the one on it. One draw is a row of W_i, another one, and the columns of
// W_{i+1} with them: entries (1, 1) and (1, 2) of the balance. Its probability of |B₁₂| < |B₁₁| is tested against 3/4; for a matrix without a diagonal, all
// entries of one distribution, it would be 1/2. The bound of a false verdict is shared by all cases that a record may have.

const WIDTHS = [40, 200, 80] as const;
const MOST_CASES = 100;
const BUDGET = 20000;

/** A case's scheme and the seed of its draws; the factors of Scaled are equal, since the text leaves them open. */
const cases = drawRecord({
  start: startCases({ maxWidth: 1 }),
  scheme: indexInto(SCHEMES),
  seed: fc.noBias(fc.integer({ min: 0, max: 2 ** 30 })),
}).map(
  ({ start, scheme, seed }): FlowCase => ({
    ...start,
    extra: { ...start.extra, scheme: scalar(Rational.of(scheme + 1)), seed: scalar(Rational.of(seed)) },
  }),
);

type Event = (onDiagonal: number, off: number) => boolean;

function tested(given: FlowCase, threshold: number, event: Event): SequentialResult {
  const scheme = SCHEMES[given.extra.scheme!.at(0, 0).toNumber() - 1]!;
  const [n0, , n2] = WIDTHS;
  const { alpha } = numbersOf(given);
  const n = WIDTHS.map(width => Rational.of(width)) as unknown as readonly [Rational, Rational, Rational];
  const variances = scheme.variances(rationalField, n, [alpha[0], alpha[0]]);
  const [below, above] = variances.map(variance => Math.sqrt(variance.toNumber())) as [number, number];
  const random = randomMatrices(given.extra.seed!.at(0, 0).toNumber());
  const inner = (a: readonly number[], b: readonly number[]): number =>
    a.reduce((sum, entry, k) => sum + entry * b[k]!, 0);
  return sequentialTest(
    () => {
      const rows = random.gaussian(2, n0, below).toRows();
      const columns = random.gaussian(2, n2, above).toRows();
      const entry = (j: 0 | 1): number => inner(columns[0]!, columns[j]!) - inner(rows[0]!, rows[j]!);
      return event(Math.abs(entry(0)), Math.abs(entry(1)));
    },
    { threshold, budget: BUDGET, falseVerdict: FALSE_VERDICT / MOST_CASES },
  );
}

const smaller: Event = (onDiagonal, off) => off < onDiagonal;

const isAbove =
  (threshold: number, event: Event = smaller): StartJudge =>
  given => {
    const { outcome, draws, seen } = tested(given, threshold, event);
    return trueOrNot(outcome === 'undecided' ? undefined : outcome === 'above', {
      quantity: 'probability of |B₁₂| < |B₁₁|',
      reason: `${outcome} ${threshold}: seen in ${seen} of ${draws} draws; false with a probability of at most 1e-9 over all cases`,
      at: TIMELESS,
    });
  };

/** Over the cases of a record. */
function drawsOver(judged: readonly FlowCase[]): string {
  const found = judged.map(given => tested(given, 0.75, smaller));
  const [draws, seen] = [found.reduce((sum, one) => sum + one.draws, 0), found.reduce((sum, one) => sum + one.seen, 0)];
  return `|B₁₂| < |B₁₁| in ${seen} of ${draws} draws over ${judged.length} cases; probability of any false verdict at most ${FALSE_VERDICT}`;
}

export const fig31: Claim<FlowCase> = startClaim({
  id: 'fig-3.1',
  title: 'With 40, 200 and 80 units the balance of four schemes looks like a scaled identity',
  place: 'figure 3.1',
  note: `Read as a picture shows it: in more than three of four places an entry off the diagonal is smaller than the one on it in its row. Schemes and seeds by case, widths ${WIDTHS.join(', ')}, factors of Scaled equal. In norm it is not like a scaled identity: sec-3.1:looks-like-a-scaled-identity.`,
  statement: String.raw`P\bigl(|B_{12}|<|B_{11}|\bigr)>\tfrac34,\quad\mathbf B=\mathbf W_{i+1}^\top\mathbf W_{i+1}-\mathbf W_i\mathbf W_i^\top`,
  evidence: 'statistical',
  cases,
  judge: isAbove(0.75),
  measured: drawsOver,
  wrong: {
    'the other way round': isAbove(0.75, (onDiagonal, off) => off > onDiagonal),
    'off the diagonal next to nothing': isAbove(0.75, (onDiagonal, off) => off < onDiagonal / 10),
    always: isAbove(0.999),
  },
});
