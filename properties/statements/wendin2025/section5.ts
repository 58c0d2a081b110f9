import type { LinedStatement } from '../statement.ts';

/** Simplified dynamics. */
export const SECTION_5: readonly LinedStatement[] = [];
