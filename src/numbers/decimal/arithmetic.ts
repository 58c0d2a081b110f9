/**
 * Which numbers carry a calculation: whole numbers with bounds of their error (`bigint`, the kernel and the default), or
 * decimal.js alone at two precisions, slower and independent of them.
 */
export type Arithmetic = 'bigint' | 'decimal';
