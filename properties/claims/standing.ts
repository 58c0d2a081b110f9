import type { Claim } from '../../src/judge/claim.ts';

/** What a claim is worth beside others of its paper. */
export type Standing = Pick<Claim, 'grade' | 'restsOn' | 'notAsserted'>;

/**
 * By id: of what kind an error is, which statements a paper says or shows that it takes from others, and which it does not
 * assert. In one table, so that chains of results are seen. Sources are the papers' own words: proofs that go from equation to
 * equation, "placing these expressions into Eq. 2", "from Theorem 3.2 it directly follows".
 */
export const STANDING: Readonly<Record<string, Standing>> = {
  'anguita2024/sec-2.3.4:loss-of-an-old-task': { grade: 'missing hypothesis' },
  'anguita2024/thm-4.1.3.2': { grade: 'wrong constant or sign' },
  'anguita2024/thm-4.1.3.2:limit': { grade: 'missing hypothesis' },
  'anguita2024/thm-4.1.3.3': { grade: 'wrong constant or sign' },
  'anguita2024/thm-4.1.3.3:limit': { grade: 'missing hypothesis' },
  'anguita2024/thm-4.4.1.2': { grade: 'sizes and notation' },

  'braun2022/assumption-2.3:persistence-under-gradient-descent': { grade: 'missing hypothesis' },
  'braun2022/assumption-2.4:start-needed-for-eq-5': { notAsserted: 'the paper says “if”, not “only if”' },
  'braun2022/eq-8:rsm-of-outputs': { grade: 'missing hypothesis' },
  'braun2022/eq-10:eigenvalues': { grade: 'wording' },
  'braun2022/thm-3.1:numerically-stable': { grade: 'missing hypothesis', restsOn: ['braun2022/thm-3.1'] },
  'braun2022/thm-3.1:only-negative-exponentials': { grade: 'missing hypothesis', restsOn: ['braun2022/thm-3.1'] },
  'braun2022/thm-3.2': { restsOn: ['braun2022/thm-3.1'] },
  'braun2022/sec-4:guaranteed-rich-solution': { grade: 'missing hypothesis', restsOn: ['braun2022/thm-3.2'] },
  'braun2022/sec-4:large-weights-learn-exponentially': { grade: 'wrong statement' },
  'braun2022/sec-5:small-starts-keep-the-off-diagonal-near-zero': { grade: 'missing hypothesis' },
  'braun2022/sec-6:any-zero-balanced-start': { grade: 'missing hypothesis', restsOn: ['braun2022/thm-3.2'] },
  'braun2022/sec-6:loss-of-an-old-task': {
    grade: 'missing hypothesis',
    restsOn: ['braun2022/sec-6:any-zero-balanced-start'],
  },
  'braun2022/sec-6:relative-forgetting': {
    grade: 'missing hypothesis',
    restsOn: ['braun2022/sec-6:loss-of-an-old-task'],
  },
  'braun2022/sec-6:forgetting-is-relative-change': {
    grade: 'wording',
    restsOn: ['braun2022/sec-6:loss-of-an-old-task'],
  },
  'braun2022/sec-6:noise-escapes-the-saddle': { grade: 'missing hypothesis' },
  'braun2022/sec-6:large-weights-speed-up': { grade: 'missing hypothesis' },
  'braun2022/sec-6:reversal-ends-at-zero': { restsOn: ['braun2022/sec-6:b-singular-in-reversal'] },

  'domine2025/a2:persistence-under-gradient-descent': { grade: 'missing hypothesis' },
  'domine2025/a2:such-weights-exist': { grade: 'missing hypothesis' },
  'domine2025/alg-1:output-is-lambda-balanced': { grade: 'missing hypothesis' },
  'domine2025/sec-2:any-feedforward-architecture': { grade: 'missing hypothesis' },
  'domine2025/sec-3:rsm-of-outputs': { grade: 'missing hypothesis' },
  'domine2025/sec-4:bottleneck-never-zero-loss': { grade: 'missing hypothesis' },
  'domine2025/sec-5:bottleneck-stays-rich': { grade: 'missing hypothesis' },
  'domine2025/sec-5:bottleneck-stays-rich-at-fixed-time': {
    notAsserted: 'the other order of the limits; the paper looks at the end of training',
  },
  'domine2025/sec-5:opposite-limit-rich': { grade: 'missing hypothesis' },
  'domine2025/sec-5:opposite-limit-rich-at-fixed-time': {
    notAsserted: 'the other order of the limits; the paper looks at the end of training',
  },
  'domine2025/sec-5:capacity': {
    grade: 'wrong statement',
    restsOn: ['domine2025/sec-5:rank-of-the-task-exceeds-the-network'],
  },
  'domine2025/sec-5:rank-of-the-task-exceeds-the-network': { grade: 'missing hypothesis' },
  'domine2025/sec-5:rich-as-lambda-to-zero': { grade: 'missing hypothesis' },
  'domine2025/lemma-a.1:riccati-equation': { grade: 'wrong constant or sign', restsOn: ['domine2025/a2:persistence'] },
  'domine2025/eq-4': { grade: 'wrong constant or sign' },
  'domine2025/eq-6': { grade: 'wrong constant or sign' },
  'domine2025/lemma-a.1:any-symmetric-f': {
    grade: 'wrong constant or sign',
    restsOn: ['domine2025/lemma-a.1:riccati-equation', ...['3', '4', '5', '6'].map(n => `domine2025/eq-${n}`)],
  },
  'domine2025/lemma-a.1:solution-for-all-times': { restsOn: ['domine2025/eq-2'] },
  'domine2025/fig-1': { restsOn: ['domine2025/thm-a.3'] },
};

/** A claim with its standing. Getters stay what they are: mutants are made when they are asked for. */
export function withStanding(claim: Claim): Claim {
  return Object.defineProperties(
    {},
    {
      ...Object.getOwnPropertyDescriptors(claim),
      ...Object.getOwnPropertyDescriptors(STANDING[claim.id] ?? {}),
    },
  ) as Claim;
}
