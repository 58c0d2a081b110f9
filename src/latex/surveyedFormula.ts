/** What became of a displayed formula. */
export interface SurveyedFormula {
  readonly line: number;
  readonly tag: string | undefined;
  readonly theorem: string | undefined;
  readonly tex: string;
  /**
   * `unreadable`: no LaTeX, or no mathematics that is known; `definition`: gives a letter its meaning; `remark`: no sign between two sides; `not stated`: read, but not in the language, or with
   * letters without a meaning; `misfit`: its shapes never fit; `claim`: can be judged.
   */
  readonly kind: 'unreadable' | 'definition' | 'remark' | 'not stated' | 'misfit' | 'claim';
  /** Why, of what cannot be judged; the fault, of shapes that never fit. */
  readonly reason: string;
  /** The line of the file with carets below the fault, of what is not read or not stated. */
  readonly picture: string | undefined;
  /** The statement file, of a claim and of a misfit. */
  readonly statement: string | undefined;
  /** Of a definition its lines in the language, or why it has none. */
  readonly meaning?: readonly string[];
  readonly unsaid?: string;
  /** What the text leaves open, as it was taken. */
  readonly guesses: readonly string[];
}
