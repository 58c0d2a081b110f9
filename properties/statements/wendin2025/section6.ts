import type { LinedStatement } from '../statement.ts';

/** Examples. */
export const SECTION_6: readonly LinedStatement[] = [];
