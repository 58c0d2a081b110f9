import { CLAIMS } from '../properties/claims/index.ts';
import type { Claim } from '../src/judge/claim.ts';
import { paperOf } from '../src/judge/errata.ts';

/** The papers of which every claim is among these, in the registry's order. */
export function wholePapers(claims: readonly Claim[]): string[] {
  const left = new Set(CLAIMS.filter(claim => !claims.includes(claim)).map(({ id }) => paperOf(id)));
  return [...new Set(CLAIMS.map(({ id }) => paperOf(id)))].filter(paper => !left.has(paper));
}
