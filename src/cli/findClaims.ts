import type { Claim } from '../../properties/claim.ts';
import { CLAIMS } from '../../properties/claims/index.ts';
import { DloError } from '../errors.ts';
import { nearestName } from '../formula/nearestName.ts';

/** The claims that names stand for, in the registry's order: an id, else the beginning of ids up to a "/" or ":". */
export function findClaims(names: readonly string[]): readonly Claim[] {
  if (names.length === 0) return CLAIMS;
  const wanted = new Set<Claim>();
  for (const name of names) {
    const exact = CLAIMS.filter(({ id }) => id === name);
    const matches =
      exact.length > 0 ? exact : CLAIMS.filter(({ id }) => id.startsWith(`${name}/`) || id.startsWith(`${name}:`));
    if (matches.length === 0) {
      const nearest = nearestName(
        name,
        CLAIMS.map(({ id }) => id),
      );
      throw new DloError(
        'UNKNOWN_NAME',
        'claim',
        `must be listed by "dlo list"${nearest ? ` (nearest: ${nearest})` : ''}`,
        name,
      );
    }
    for (const claim of matches) wanted.add(claim);
  }
  return CLAIMS.filter(claim => wanted.has(claim));
}
