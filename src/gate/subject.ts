import type { ArchitectureKind } from '../network/architecture.ts';
import type { Flow } from '../network/flow.ts';
import type { Problem } from '../network/problem.ts';
import type { Matrix } from '../numbers/matrix.ts';
import type { Rational } from '../numbers/rational.ts';

/**
 * What a subject can be asked for, always in the project's own conventions: `weights` are W1 and W2 themselves; `qqt` is QQᵀ
 * with Q = [W1ᵀ; W2]; `W1W1` is W1ᵀW1 (Ni×Ni), `W2W2` is W2W2ᵀ (No×No); `output` is W2W1; `loss` is ½‖Σyx − W2W1‖²_F plus what
 * white data leave over, which is zero for a task given by its correlation; `ntk` has rows over outputs, then samples.
 */
export const QUANTITIES = ['weights', 'qqt', 'W1W1', 'W2W2', 'output', 'loss', 'ntk'] as const;

export type QuantityName = (typeof QUANTITIES)[number];

/** What a subject says it can do. What lies outside is not asked and counts for nothing. */
export interface Capabilities {
  readonly quantities: readonly QuantityName[];
  readonly architectures: readonly ArchitectureKind[];
  readonly lambda: readonly ('negative' | 'zero' | 'positive')[];
  /** Largest t/τ; absent where any time will do. */
  readonly largestTime?: number;
  /** Most layers of a flow; absent where it is asked about two layers, W1 and W2, only. */
  readonly largestDepth?: number;
}

/** How a subject writes things down. It is asked in its own conventions, and its answers are translated back at this door. */
export interface Conventions {
  /** Which difference is λI: W2ᵀW2 − W1W1ᵀ (the project's) or W1W1ᵀ − W2ᵀW2. */
  readonly lambda: 'second-minus-first' | 'first-minus-second';
  /** Which layer is called W1: that next to the input (the project's) or that next to the output. */
  readonly layers: 'input-first' | 'output-first';
  /** Whether loss and correlations are means over the P samples (the project's) or sums. */
  readonly samples: 'mean' | 'sum';
}

/** One question: the state of a problem's flow at each of the times. */
export interface Question {
  readonly problem: Problem;
  readonly lambda: Rational;
  /** On the clock of problem.tau, not negative, increasing. */
  readonly times: readonly Rational[];
  readonly quantities: readonly QuantityName[];
}

/** What a subject can be asked for of layers of any depth: all of them, W_h ⋯ W_1, and ½‖Σyx − W_h ⋯ W_1‖²_F. */
export const FLOW_QUANTITIES = ['weights', 'output', 'loss'] as const;

export type FlowQuantityName = (typeof FLOW_QUANTITIES)[number];

/** One question about layers of any depth: the state of a flow with white inputs, no decay and no held weights. */
export interface FlowQuestion {
  readonly flow: Flow;
  /** On the clock of flow.tau, not negative, increasing. */
  readonly times: readonly Rational[];
  readonly quantities: readonly FlowQuantityName[];
}

/** What a subject wrote about one time of a flow, exactly; the loss is 1×1. */
export interface FlowValues {
  /** W_1, that next to the input, first. */
  readonly layers?: readonly Matrix<Rational>[];
  readonly output?: Matrix<Rational>;
  readonly loss?: Matrix<Rational>;
}

/** Exact value of what the subject wrote: a JSON number is the float64 it stands for, a decimal string is that decimal. */
export type Values = Readonly<Partial<Record<Exclude<QuantityName, 'weights'> | 'W1' | 'W2', Matrix<Rational>>>>;

/**
 * What came of one question. Only `answered`, with values per time in the order asked, says anything about the numbers; everything else is
 * recorded as it is. `skipped`: the subject declined, which is not counted against it; `errored`: it said itself that it failed;
 * `invalid`: what it said was no answer: broken JSON, another number's answer, a wrong shape, NaN or ∞; `crashed`: it ended, or could not
 * be started again, and `stderr` is its last words, bounded.
 */
export type SubjectAnswer<Given = Values> =
  | { readonly kind: 'answered'; readonly values: readonly Given[] }
  | { readonly kind: 'skipped'; readonly reason: string }
  | { readonly kind: 'errored'; readonly message: string }
  | { readonly kind: 'invalid'; readonly message: string }
  | { readonly kind: 'timed-out'; readonly seconds: number }
  | { readonly kind: 'crashed'; readonly message: string; readonly stderr: string };

/** Something that claims to follow the gradient flow: our solver, a module, a process. One worker uses one of it. */
export interface Subject {
  /** For people, such as "closed-form" or "my_solver 1.2". */
  readonly name: string;
  readonly capabilities: Capabilities;
  readonly conventions: Conventions;
  /** Times that it had to be started again so far; 0 where it cannot end. */
  readonly restarts?: number;
  /** Never throws for what the subject does wrong: that is an answer. */
  ask(question: Question): Promise<SubjectAnswer>;
  /** About layers of any depth; only where `largestDepth` allows. */
  askFlow?(question: FlowQuestion): Promise<SubjectAnswer<FlowValues>>;
  /** Ends it and all it started. Safe to call twice. */
  close(): Promise<void>;
}

/** Opens a subject from what the user typed: `builtin:closed-form`, `module:./my-solver.ts`, `cmd:python3 my_solver.py`. */
export type OpenSubject = (specification: string, options: SubjectOptions) => Promise<Subject>;

export interface SubjectOptions {
  /** Per question, 0.1 to 3600, default 10; a subject that takes longer is ended and started anew. */
  readonly secondsPerQuestion: number;
  /** Check every message against the published schemas and say exactly what is wrong with it; slower. */
  readonly validate: boolean;
  /** Until it has said hello, 0.1 to 3600, default 60. */
  readonly secondsToStart?: number;
}
