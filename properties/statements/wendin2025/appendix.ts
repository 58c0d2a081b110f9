import type { LinedStatement } from '../statement.ts';

/** Appendix: symbols, reformulation of the loss, boundedness, singular values, equivalence. */
export const APPENDIX: readonly LinedStatement[] = [];
