import { type ClaimRecord, restingOn } from '../../src/judge/runRecord.ts';

/** The claims of a record that a claim is derived from, and those that are derived from it at first or second hand. */
export interface Relations {
  readonly restsOn: readonly ClaimRecord[];
  readonly restedOnBy: readonly ClaimRecord[];
}

/** Of each claim. Ids that the record does not hold are left out. */
export function relationsOf(claims: readonly ClaimRecord[]): ReadonlyMap<ClaimRecord, Relations> {
  const byId = new Map(claims.map(claim => [claim.id, claim]));
  return new Map(
    claims.map(claim => {
      const restsOn = (claim.restsOn ?? []).flatMap(other => byId.get(other) ?? []);
      return [claim, { restsOn, restedOnBy: restingOn(claim.id, claims) }];
    }),
  );
}
