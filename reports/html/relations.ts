import type { ClaimRecord } from '../../src/judge/runRecord.ts';

/** The claims of a record that a claim is derived from, and those that are derived from it at first or second hand. */
export interface Relations {
  readonly restsOn: readonly ClaimRecord[];
  readonly restedOnBy: readonly ClaimRecord[];
  /** It is the only one of its page. */
  readonly isAlone: boolean;
}

/** Of each claim, by id. Ids that the record does not hold are left out. */
export function relationsOf(claims: readonly ClaimRecord[]): Map<string, Relations> {
  const byId = new Map(claims.map(claim => [claim.id, claim]));
  const users = new Map<string, string[]>();
  for (const { id, restsOn = [] } of claims)
    for (const other of restsOn) users.set(other, [...(users.get(other) ?? []), id]);
  return new Map(
    claims.map(({ id, restsOn = [] }) => {
      const reached = new Set<string>();
      const open = [...(users.get(id) ?? [])];
      for (let next = open.pop(); next !== undefined; next = open.pop()) {
        if (next === id || reached.has(next)) continue;
        reached.add(next);
        open.push(...(users.get(next) ?? []));
      }
      return [
        id,
        {
          restsOn: restsOn.flatMap(other => byId.get(other) ?? []),
          restedOnBy: claims.filter(claim => reached.has(claim.id)),
          isAlone: claims.length === 1,
        },
      ];
    }),
  );
}
