/** What is said to be derived from others, by id. */
export interface Derived {
  readonly id: string;
  readonly restsOn?: readonly string[];
}

/** Those derived from a claim, and those derived from these, in the order given. */
export function restingOn<T extends Derived>(id: string, claims: readonly T[]): T[] {
  const reached = new Set([id]);
  let before = 0;
  while (reached.size > before) {
    before = reached.size;
    for (const claim of claims) if (claim.restsOn?.some(other => reached.has(other))) reached.add(claim.id);
  }
  return claims.filter(claim => claim.id !== id && reached.has(claim.id));
}
