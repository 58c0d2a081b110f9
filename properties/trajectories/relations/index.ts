import type { SubjectClaim } from '../../../src/gate/subjectClaim.ts';
import { basisChange, permutation, rotation } from './basis.ts';
import { directSum } from './directSum.ts';
import { repetition } from './repetition.ts';
import { semigroup } from './semigroup.ts';
import { transposition } from './transposition.ts';
import { timeUnit, weightUnit } from './units.ts';

/** Metamorphic relations: they need no oracle. `repetition` comes last, after all other questions. */
export const RELATIONS: readonly SubjectClaim[] = [
  rotation,
  transposition,
  timeUnit,
  weightUnit,
  directSum,
  permutation,
  basisChange,
  semigroup,
  repetition,
];
