import type { LinedStatement } from '../statement.ts';

/** Convergence analysis. */
export const SECTION_4: readonly LinedStatement[] = [];
