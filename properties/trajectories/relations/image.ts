import { PARTS, type PartName } from '../../../src/gate/parts.ts';
import type { Split } from '../../../src/gate/split.ts';
import type { Stated } from '../../../src/gate/stated.ts';
import { QUANTITIES, type QuantityName, type Question } from '../../../src/gate/subject.ts';
import type { SubjectClaim } from '../../../src/gate/subjectClaim.ts';
import { againstEachOther, SLACK, type SubjectJudgement, worstOf } from '../../../src/gate/subjectJudgement.ts';
import type { Trial } from '../../../src/gate/trial.ts';
import type { Case } from '../../../src/judge/case.ts';

/** A problem whose flow is known once that of another is: what is asked, and how the answer reads as one about the first. */
export interface Image {
  readonly problem: Case['problem'];
  readonly lambda: Case['lambda'];
  /** Per moment of the trial: the time to ask for. */
  readonly times: Question['times'];
  /** Which moments of the trial the times stand for. */
  readonly moments: readonly number[];
  /** A part of the first problem, from the parts stated about the second; undefined where it does not follow. */
  readonly back: (
    part: PartName,
    parts: Readonly<Partial<Record<PartName, Split>>>,
    stated: Stated,
  ) => Split | undefined;
}

export interface RelationParts {
  readonly id: string;
  readonly title: string;
  /** Default: any quantity. */
  readonly needs?: SubjectClaim['needs'];
  /** Quantities that are asked for; default all that the subject provides. */
  readonly quantities?: readonly QuantityName[];
  /** Default: none. */
  readonly hypotheses?: SubjectClaim['hypotheses'];
  /** Undefined where there is none that float64 holds exactly. */
  readonly image: (trial: Trial) => Image | undefined;
  /** Digits that the relation can lose besides those of one side; default SLACK. */
  readonly slack?: number;
}

/**
 * A metamorphic relation: the subject answers a second problem, whose trajectory follows from that of the first, and must
 * agree with itself. Its own first answer stands for the truth; the oracle only tells how many digits can be asked for.
 */
export function relation(parts: RelationParts): SubjectClaim {
  const { id, title, hypotheses = [], slack = SLACK } = parts;
  const wanted = parts.quantities ?? QUANTITIES;
  return {
    id,
    title,
    needs: parts.needs ?? wanted.map(quantity => [quantity]),
    hypotheses,
    asks: trial => {
      const image = parts.image(trial);
      if (image === undefined) return undefined;
      const quantities = wanted.filter(quantity => trial.capabilities.quantities.includes(quantity));
      return { problem: image.problem, lambda: image.lambda, times: image.times, quantities };
    },
    judge: (_, trial) => {
      const image = parts.image(trial);
      if (image === undefined) return undefined;
      return worstOf(
        image.moments.flatMap((moment, index): (SubjectJudgement | undefined)[] => {
          const there = trial.further[index];
          const here = trial.stated[moment]!;
          if (there === undefined) return [];
          return QUANTITIES.flatMap(quantity => {
            const [mine, theirs] = [here.given(quantity), there.given(quantity)];
            if (mine === undefined || theirs === undefined) return [];
            return PARTS[quantity].map(part => {
              const expected = image.back(part, theirs, there);
              return expected && againstEachOther(trial, moment, part, [mine[part]!, expected], slack);
            });
          });
        }),
      );
    },
  };
}

/** All moments, and their times. */
export function everyMoment({ moments }: Trial): Pick<Image, 'times' | 'moments'> {
  return { times: moments.map(({ time }) => time), moments: moments.map((_, index) => index) };
}
