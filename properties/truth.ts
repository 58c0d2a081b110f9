import { type Decimal, decimalField } from '../oracles/decimalField.ts';
import { gradientFlow } from '../oracles/gradientFlow.ts';
import type { Weights } from '../src/network/problem.ts';
import { multiply } from '../src/numbers/linearAlgebra.ts';
import type { Case } from './case.ts';
import { caseHash } from './caseJson.ts';
import type { Answer, Effort } from './claim.ts';
import { remember } from './remember.ts';

/** The true weights at the time of a case, and the digits that are certain. */
export interface TrueWeights extends Weights<Decimal> {
  readonly digits: number;
}

const remembered = remember<TrueWeights>(400);

/** From the raw gradient flow. Claims that share a case pay once: the latest answers are kept. */
export function trueWeights(given: Case, { digits, working, arithmetic = 'bigint' }: Effort): TrueWeights {
  const key = `${caseHash({ ...given, extra: {} })} ${digits} ${working} ${arithmetic}`;
  return remembered(key, () => {
    // A few digits beyond those asked for: residuals of products lose some.
    const [answer] = gradientFlow(given.problem, [given.time], {
      digits: Math.min(digits + 6, working),
      maxDigits: 4 * working,
      arithmetic,
    });
    return { W1: answer!.W1, W2: answer!.W2, digits: Math.min(answer!.agreedDigits, working) };
  });
}

/** The blocks of QQᵀ, each with the digits that remain certain after the product. */
export function correlationBlocks({ W1, W2, digits }: TrueWeights): { quantity: string; truth: Answer }[] {
  const field = decimalField(Math.min(Math.ceil(digits), 2000) + 10);
  const [first, second] = [W1.map(field.cross), W2.map(field.cross)];
  const map = multiply(field, second, first);
  // A Gram matrix keeps the digits of its factor up to √rank (‖AAᵀ‖ ≥ ‖A‖²/√rank); the product's are the oracle's own.
  return [
    { quantity: 'W1ᵀW1', truth: { value: multiply(field, first.transpose(), first), digits: digits - 1 } },
    { quantity: 'W2W1', truth: { value: map, digits: digits - 1 } },
    { quantity: 'W2W2ᵀ', truth: { value: multiply(field, second, second.transpose()), digits: digits - 1 } },
    // A formula states it by itself and may have it wrong alone.
    { quantity: 'W1ᵀW2ᵀ', truth: { value: map.transpose(), digits: digits - 1 } },
  ];
}
