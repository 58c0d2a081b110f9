import type { LinedStatement } from '../statement.ts';

/** Abstract and introduction. */
export const SECTION_1: readonly LinedStatement[] = [];
