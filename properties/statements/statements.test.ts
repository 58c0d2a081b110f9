import { describe, expect, it } from 'vitest';
import { CLAIMS } from '../claims/index.ts';
import { STATEMENTS } from './index.ts';

const EQUATIONS = { domine2025: 31, braun2022: 15 } as const;

describe.each(['domine2025', 'braun2022', 'anguita2024', 'wendin2025'] as const)('the statements of %s', paper => {
  const statements = STATEMENTS[paper];
  const ids = CLAIMS.map(({ id }) => id).filter(id => id.startsWith(`${paper}/`));

  it('are all judged, or say why not', () => {
    const silent = statements.filter(
      ({ judgedBy, notJudged }) => (judgedBy.length === 0) === (notJudged === undefined),
    );
    expect(silent).toEqual([]);
  });

  it('name claims that there are', () => {
    const unknown = statements.flatMap(({ judgedBy }) => judgedBy).filter(id => !ids.includes(`${paper}/${id}`));
    expect(unknown).toEqual([]);
  });

  it('refer to claims of other papers that there are', () => {
    const named = statements.flatMap(({ notJudged = '' }) => notJudged.match(/\b[a-z]+20\d\d\/[^\s,;]+/g) ?? []);
    expect(named.filter(id => !CLAIMS.some(claim => claim.id === id))).toEqual([]);
  });

  it('leave no claim without a statement', () => {
    const named = new Set(statements.flatMap(({ judgedBy }) => judgedBy.map(id => `${paper}/${id}`)));
    expect(ids.filter(id => !named.has(id))).toEqual([]);
  });
});

describe.each(['domine2025', 'braun2022'] as const)('the statements of %s', paper => {
  it('have every equation by its number', () => {
    const statements = STATEMENTS[paper];
    const numbers = Array.from({ length: EQUATIONS[paper] }, (_, n) => `eq. ${n + 1}`);
    expect(numbers.filter(place => !statements.some(statement => statement.place === place))).toEqual([]);
  });
});
