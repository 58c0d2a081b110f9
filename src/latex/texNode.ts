/** A stretch of the text that was parsed, as offsets: first character, and the one behind the last. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

interface Spanned {
  readonly span: Span;
}

/** A letter, digit or sign, by its character or its command: "W", "\\alpha", "\\otimes", "=". */
export interface SymbolNode extends Spanned {
  readonly kind: 'symbol';
  readonly text: string;
  /** What stands above or below an arrow. */
  readonly over?: readonly TexNode[];
}

/** Anything set upright as a name: \sum, \exp, \operatorname{tr}; by its command or its letters. */
export interface OperatorNode extends Spanned {
  readonly kind: 'operator';
  readonly name: string;
}

/** Letters in another font, "mathbf"; */
export interface FontNode extends Spanned {
  readonly kind: 'font';
  readonly font: string;
  readonly body: readonly TexNode[];
}

/** A letter, or letters, under a tilde, bar, hat or dots, "\\tilde". */
export interface AccentNode extends Spanned {
  readonly kind: 'accent';
  readonly accent: string;
  readonly body: readonly TexNode[];
}

export interface ScriptsNode extends Spanned {
  readonly kind: 'scripts';
  /** Empty where a script stands on nothing. */
  readonly base: readonly TexNode[];
  readonly sub?: readonly TexNode[];
  readonly sup?: readonly TexNode[];
}

export interface FractionNode extends Spanned {
  readonly kind: 'fraction';
  readonly top: readonly TexNode[];
  readonly bottom: readonly TexNode[];
}

export interface RootNode extends Spanned {
  readonly kind: 'root';
  readonly body: readonly TexNode[];
  readonly index?: readonly TexNode[];
}

/** What stands between brackets, bars or nothing ("."). */
export interface DelimitedNode extends Spanned {
  readonly kind: 'delimited';
  readonly open: string;
  readonly close: string;
  readonly body: readonly TexNode[];
}

/** Rows of cells: a matrix, the lines of an align, or cases. */
export interface ArrayNode extends Spanned {
  readonly kind: 'array';
  readonly isAligned: boolean;
  readonly rows: readonly (readonly (readonly TexNode[])[])[];
}

/** Braces, which do not show. */
export interface BracesNode extends Spanned {
  readonly kind: 'braces';
  readonly body: readonly TexNode[];
}

export interface TextNode extends Spanned {
  readonly kind: 'text';
  readonly text: string;
}

/** A space that parts, \quad and wider. */
export interface SpaceNode extends Spanned {
  readonly kind: 'space';
}

/** An integral with what it is of and its variable. */
export interface IntegralNode extends Spanned {
  readonly kind: 'integral';
  readonly from?: readonly TexNode[];
  readonly to?: readonly TexNode[];
  readonly variable: string;
  readonly body: readonly TexNode[];
}

/** What a command or environment of TeX stands for, with no more of how it looks than bears on what it means. */
export type TexNode =
  | SymbolNode
  | OperatorNode
  | FontNode
  | AccentNode
  | ScriptsNode
  | FractionNode
  | RootNode
  | DelimitedNode
  | ArrayNode
  | BracesNode
  | TextNode
  | SpaceNode
  | IntegralNode;
