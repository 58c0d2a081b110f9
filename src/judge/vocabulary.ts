import type fc from 'fast-check';
import type { Architecture } from '../network/architecture.ts';
import type { AnyCase, Case, FlowCase, Taking } from './case.ts';
import type { Hypothesis } from './hypothesis.ts';

// What a statement can ask for, and the cases that follow from it, are said outside the machine and handed to it.

export type LambdaSign = 'zero' | 'positive' | 'negative' | 'any';

/** Rank of Σyx: min(Ni, No), something between 0 and that, or 0. */
export type TaskRank = 'full' | 'deficient' | 'zero' | 'any';

/** Of weights and task with the same singular vectors: what the values of W2W1 are there. */
export type AlignedValues = 'any' | 'positive' | 'in order';

/** What a hypothesis tells the generator, so that cases meet it by construction; what it does not tell is filtered. */
export interface Narrowing {
  /** Only λ-balanced weights. */
  readonly balanced?: true;
  readonly lambda?: Exclude<LambdaSign, 'any'>;
  readonly rank?: TaskRank;
  /** Weights and task with the same singular vectors, and what their values are. */
  readonly aligned?: AlignedValues;
  readonly inTaskBasis?: true;
  /** Starts at which the flow rests. */
  readonly critical?: true;
  readonly equalValues?: true;
  /** One case in four has unequal dimensions and more than one mode, weights and task drawn apart: only there B is no number and not symmetric. */
  readonly oftenApart?: true;
  /** The statement has a time of its own, which may be beyond every oracle at extreme sizes: none are drawn. */
  readonly ownTime?: true;
  /** The statement is on the end of training: non-zero values of the task lie within a factor that lets it be followed. */
  readonly settles?: true;
  readonly suits?: (widths: Architecture) => boolean;
  /** Of layers of any depth: white inputs, starts that are balanced, and what the widths d0 … dh must be. */
  readonly white?: true;
  readonly balancedLayers?: true;
  readonly suitsLayers?: (widths: readonly number[]) => boolean;
}

/** A hypothesis under the name by which a formula file asks for it. */
export interface NamedHypothesis extends Narrowing {
  readonly hypothesis: Hypothesis<AnyCase>;
  /** The flow keeps it: where the start meets it every later state of the weights does, as the start of its own flow. */
  readonly isKept?: true;
}

/** What a file can ask for, and the cases that are drawn for it. */
export interface Words<Given extends AnyCase = AnyCase> {
  /** By name, most general first. */
  readonly hypotheses: Readonly<Record<string, NamedHypothesis>>;
  /** Cases over every regime that the narrowings leave; undefined where no network suits all of them. */
  readonly casesFor: (narrowings: readonly Narrowing[]) => fc.Arbitrary<Given> | undefined;
  /** Properties by which a set of cases is described, from the rarest to the most common. */
  readonly traits: readonly Trait[];
}

/** How many layers a file speaks of, and whether their weights decay. */
export interface LayersAsked {
  readonly least: number;
  readonly most: number;
  readonly hasDecay: boolean;
}

/** The same of layers of any depth; `networks` are the widths d0 … dh of those that are looked at for sizes, some of very many. */
export interface LayerWords extends Words<FlowCase> {
  readonly networks: readonly (readonly number[])[];
}

/** What files can ask for, of two layers and of any number. */
export interface Vocabulary extends Words<Case> {
  /** All networks that cases are drawn of. */
  readonly networks: readonly Architecture[];
  readonly layers: (asked: LayersAsked) => LayerWords;
}

export interface Trait<Given extends AnyCase = AnyCase> {
  /** "λ = 0": what follows "where". */
  readonly text: string;
  readonly has: Taking<(given: Given) => boolean>;
}

/** How hypotheses are dropped. */
export interface Violations {
  /**
   * Cases that violate `dropped` and are likely to meet the `others`, made from the cases of a reading or drawn anew; both are
   * for the caller to check. Undefined where no way is known.
   */
  readonly casesWithout: (
    dropped: Hypothesis,
    others: readonly Hypothesis[],
    own: fc.Arbitrary<Case>,
    readElsewhere: readonly fc.Arbitrary<Case>[],
  ) => fc.Arbitrary<Case> | undefined;
  /** The same of layers of any depth. */
  readonly flowsWithout: (
    own: fc.Arbitrary<FlowCase>,
    readElsewhere: readonly fc.Arbitrary<FlowCase>[],
  ) => fc.Arbitrary<FlowCase>;
  /** Whether a case of two layers violates a hypothesis in earnest. */
  readonly violates: (dropped: Hypothesis, given: Case) => boolean;
}
