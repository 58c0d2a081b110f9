import type { LinedStatement } from '../statement.ts';

/** Extensions and the conclusion, sections 7 and 8. */
export const SECTION_7: readonly LinedStatement[] = [];
