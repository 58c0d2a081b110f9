import type { LinedStatement } from '../statement.ts';

/** Problem formulation. */
export const SECTION_2: readonly LinedStatement[] = [];
