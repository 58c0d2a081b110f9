import type { AskedOracle, OracleName, ReadingName, ReadingRecord } from './runRecord.ts';

// An oracle that rests on a theorem may serve only where that theorem's own claim holds against the raw flow of the weights, and
// no claim of its chain is judged by it. `derivedOracles.test.ts` judges the chain; wherever a derived oracle is asked, some of its
// answers are compared with the raw flow on the spot (secondRoutes.ts).

export interface Premise {
  readonly claim: string;
  /** The reading that holds. */
  readonly reading: ReadingName;
}

export interface DerivedOracle {
  /** In the order in which one leads to the next. */
  readonly restsOn: readonly Premise[];
  /** Claims of other papers that state the same. */
  readonly stateTheSame: readonly string[];
}

/**
 * The Riccati flow solves τ dX/dt = FX + XF − X² for X = QQᵀ: that this is what white inputs and λ-balanced weights do is lemma A.1,
 * and that weights stay λ-balanced is assumption A2.
 */
export const DERIVED_ORACLES: Readonly<Partial<Record<OracleName, DerivedOracle>>> = {
  'Riccati flow': {
    restsOn: [
      { claim: 'domine2025/a2:persistence', reading: 'as printed' },
      { claim: 'domine2025/lemma-a.1:riccati-equation', reading: 'as corrected' },
    ],
    stateTheSame: [
      'braun2022/assumption-2.3:persistence',
      'anguita2024/thm-2.2.1',
      'wendin2025/prop-6',
      'braun2022/eq-4:riccati-equation',
      'anguita2024/thm-3.3.1.1',
    ],
  },
};

/** Who was asked, with the claims that it rests on. */
export function withChain(asked: AskedOracle): AskedOracle {
  const derived = DERIVED_ORACLES[asked.oracle];
  return derived === undefined ? asked : { ...asked, restsOn: derived.restsOn.map(({ claim }) => claim) };
}

/** A record that names the chains of who was asked; nothing is decided by an oracle that rests on what is judged. */
export function withChains(claimId: string, { asked, ...record }: ReadingRecord): ReadingRecord {
  if (asked === undefined) return record;
  const circular = asked.find(({ oracle }) => chainOf(oracle).includes(claimId));
  return {
    ...record,
    asked: asked.map(withChain),
    ...(circular && {
      outcome: 'undecided',
      doubt: `the ${circular.oracle} rests on this claim, and may not judge it`,
    }),
  };
}

/** The claims that a derived oracle may not judge; none of another oracle. */
export function chainOf(oracle: OracleName): string[] {
  const { restsOn = [], stateTheSame = [] } = DERIVED_ORACLES[oracle] ?? {};
  return [...restsOn.map(({ claim }) => claim), ...stateTheSame];
}
