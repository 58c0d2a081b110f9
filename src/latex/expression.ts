import type { Span } from './texNode.ts';

interface Placed {
  readonly span: Span;
}

/** A letter with what belongs to its name: accents and subscripts. */
export interface LetterExpression extends Placed {
  readonly kind: 'letter';
  /** In one spelling whatever the font: "\\tilde{U}_\\perp", "W_1", "\\mathcal{L}". */
  readonly key: string;
  readonly isBold: boolean;
}

/** A letter or bracket with a superscript that is no transpose or inverse: a power, or a part of the name. */
export interface PowerExpression extends Placed {
  readonly kind: 'power';
  readonly of: Expression;
  readonly exponent: Expression;
  /** The superscript in one spelling, as it may belong to a name: "yx", "(i)". */
  readonly script: string;
}

/** A letter at a time: W_1(t), a(0). */
export interface TimeExpression extends Placed {
  readonly kind: 'time';
  readonly of: Expression;
  readonly at: 't' | '0';
}

export interface UnaryExpression extends Placed {
  readonly kind: 'transpose' | 'inverse' | 'negate' | 'rate' | 'start';
  readonly of: Expression;
}

export interface PseudoinverseExpression extends Placed {
  readonly kind: 'pseudoinverse';
  readonly of: Expression;
  /** A^\dagger, not A^+. */
  readonly isDagger: boolean;
}

export interface SumExpression extends Placed {
  readonly kind: 'binary';
  readonly op: '+' | '-' | '/' | '\\pm' | '\\otimes' | '\\circ' | '\\times' | '\\setminus' | '\\cup' | '\\cap' | ':';
  readonly left: Expression;
  readonly right: Expression;
}

/** Things beside one another; `joins[i]` says whether a sign of multiplication stands before factor i + 1. */
export interface ProductExpression extends Placed {
  readonly kind: 'product';
  readonly factors: readonly Expression[];
  readonly joins: readonly boolean[];
}

/** What stands in brackets, parted by commas. */
export interface GroupExpression extends Placed {
  readonly kind: 'group';
  readonly open: string;
  readonly parts: readonly Expression[];
}

export interface CallExpression extends Placed {
  readonly kind: 'call';
  /** "tr", "exp", "min", …: in lower case where case makes no difference. */
  readonly name: string;
  readonly args: readonly Expression[];
  /** Below it: \max_i. */
  readonly below?: Expression;
  /** Whether its argument has no brackets. */
  readonly isOpen: boolean;
}

/** ‖A‖ with what stands below the bars: "F", "2", "*", or "" for nothing. */
export interface NormExpression extends Placed {
  readonly kind: 'norm';
  readonly of: Expression;
  readonly which: string;
}

/** \sum, \prod, \int, \lim with their ranges. */
export interface RangedExpression extends Placed {
  readonly kind: 'ranged';
  readonly op: string;
  readonly below?: readonly Expression[];
  readonly relation?: string;
  /** All signs below it, "1 ≤ k < n". */
  readonly relations?: readonly string[];
  /** Indices before the one that has the range: i of Σ_{i,j=1}^n. */
  readonly further?: readonly Expression[];
  /** What the index leaves out: j of k = 1, k ≠ j. */
  readonly but?: Expression;
  readonly above?: Expression;
  readonly term: Expression;
}

/** ∫ from … to … of what stands at the time t. */
export interface IntegralExpression extends Placed {
  readonly kind: 'integral';
  readonly of: Expression;
  readonly from: Expression;
  readonly to: Expression;
}

/** d/dt and ∂/∂x, of an order. */
export interface DerivativeExpression extends Placed {
  readonly kind: 'derivative';
  readonly of: Expression;
  readonly by: Expression;
  readonly isPartial: boolean;
  readonly order: number;
  /** How many factors beside one another it was taken to reach over. */
  readonly reach: number;
}

export interface BlocksExpression extends Placed {
  readonly kind: 'blocks';
  readonly rows: readonly (readonly (Expression | undefined)[])[];
}

/** \begin{cases}: values, and on what condition each. */
export interface CasesExpression extends Placed {
  readonly kind: 'cases';
  readonly rows: readonly (readonly Clause[])[];
}

/** A letter or bracket with indices below: (A)_{ij}. */
export interface EntryExpression extends Placed {
  readonly kind: 'entry';
  readonly of: Expression;
  readonly script: string;
}

/** A number, \dots, or words within a formula. */
export interface AtomExpression extends Placed {
  readonly kind: 'number' | 'dots' | 'words';
  readonly text: string;
}

export type Expression =
  | LetterExpression
  | PowerExpression
  | TimeExpression
  | UnaryExpression
  | PseudoinverseExpression
  | SumExpression
  | ProductExpression
  | GroupExpression
  | CallExpression
  | NormExpression
  | RangedExpression
  | IntegralExpression
  | DerivativeExpression
  | BlocksExpression
  | CasesExpression
  | EntryExpression
  | AtomExpression;

/** One sign between two sides: "=", "\\le", "\\in", … */
export interface Link {
  readonly relation: string;
  readonly span: Span;
  readonly side: Expression;
  /** What goes where, above an arrow: t → ∞. */
  readonly over?: readonly Expression[];
}

/** a = b ≤ c: what a formula says between two commas. */
export interface Clause extends Placed {
  /** Undefined where a line goes on from the one above: "= b". */
  readonly first: Expression | undefined;
  readonly links: readonly Link[];
  /** Whether words or brackets say that it is a condition: "for all λ > 0", "(t → ∞)". */
  readonly isCondition?: true;
  /** The sign that it ends in, which the formula below goes on from. */
  readonly ending?: string;
}
