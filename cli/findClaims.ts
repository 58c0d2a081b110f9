import { CLAIMS } from '../properties/claims/index.ts';
import { STATEMENTS } from '../properties/statements/index.ts';
import { DloError } from '../src/errors.ts';
import { nearestName } from '../src/formula/nearestName.ts';
import type { Claim } from '../src/judge/claim.ts';

/**
 * The claims that names stand for, in the registry's order: an id, else the beginning of ids up to a "/" or ":", else those that
 * judge the equation of that number, "domine2025/eq-11".
 */
export function findClaims(names: readonly string[]): readonly Claim[] {
  if (names.length === 0) return CLAIMS;
  const wanted = new Set<Claim>();
  for (const name of names) {
    const exact = CLAIMS.filter(({ id }) => id === name);
    const parts = CLAIMS.filter(({ id }) => id.startsWith(`${name}/`) || id.startsWith(`${name}:`));
    const matches = [exact, parts, judgesOfEquation(name)].find(found => found.length > 0) ?? [];
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

function judgesOfEquation(name: string): readonly Claim[] {
  const [paper, item = ''] = name.split('/');
  const place = item.replace(/^eq-/, 'eq. ');
  const statements = Object.entries(STATEMENTS).find(([covered]) => covered === paper)?.[1] ?? [];
  const ids = statements.filter(statement => statement.place === place).flatMap(({ judgedBy }) => judgedBy);
  return CLAIMS.filter(({ id }) => ids.some(own => id === `${paper}/${own}`));
}
