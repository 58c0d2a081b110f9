/** A numbered statement of a paper, or a sentence that asserts something. Plain data, in the order of the paper. */
export interface Statement {
  /** "eq. 11", "section 5", "figure 2B", "proof of proposition 6". */
  readonly place: string;
  /** Of the extracted text, from 1: of a displayed formula a line of its own, of a sentence that of its paragraph. */
  readonly line?: number;
  /** In our own words. */
  readonly says: string;
  /** Ids of the claims that judge it, without the paper; none where `notJudged` says why. */
  readonly judgedBy: readonly string[];
  /** That it defines something, or what a test of it would need and the text lacks. */
  readonly notJudged?: string;
}

export function judged(place: string, says: string, ...judgedBy: readonly string[]): Statement {
  return { place, says, judgedBy };
}

/** Nothing to be right or wrong: a name is given to something. */
export function definition(place: string, says: string): Statement {
  return { place, says, judgedBy: [], notJudged: 'a definition' };
}

export function untestable(place: string, says: string, missing: string): Statement {
  return { place, says, judgedBy: [], notJudged: `missing: ${missing}` };
}

/** A statement and where it stands in the text. */
export type LinedStatement = Statement & { readonly line: number };

export function onLine(line: number, statement: Statement): LinedStatement {
  return { ...statement, line };
}
