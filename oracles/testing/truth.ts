import type { Truth } from '../../src/network/truth.ts';
import type { Arithmetic } from '../../src/numbers/decimal/arithmetic.ts';
import { truthIn } from '../truth.ts';

/** What the tests of one file share: the truth over the kernel of whole numbers, and over decimal.js alone. */
export const TRUTHS: Readonly<Record<Arithmetic, Truth>> = { bigint: truthIn('bigint'), decimal: truthIn('decimal') };

export const TRUTH: Truth = TRUTHS.bigint;
