import type { ProblemSvds } from '../formula/bindProblem.ts';
import type { Problem } from '../network/problem.ts';
import type { Binary } from '../numbers/binary/binary.ts';
import type { BinaryField } from '../numbers/binary/binaryField.ts';
import { enclosedSvd } from '../numbers/binary/enclosedSvd.ts';
import { singularValueFacts } from '../numbers/binary/spectrumFacts.ts';
import { convert, multiply } from '../numbers/linearAlgebra.ts';
import type { Matrix } from '../numbers/matrix.ts';
import type { Rational } from '../numbers/rational.ts';
import { rationalField } from '../numbers/rationalField.ts';
import type { FullSvd } from '../numbers/svd.ts';
import { once } from '../once.ts';

/**
 * The SVDs of Σyx and W2W1 for `bindProblem`, in balls that hold an exact one: which singular values are tied or zero is
 * decided in exact arithmetic. PRECISION where the field's digits do not tell the others apart.
 */
export function enclosedSvds(field: BinaryField, { sigmaYX, W1, W2 }: Problem): ProblemSvds<Binary> {
  const enclosed = (exact: Matrix<Rational>): FullSvd<Binary> =>
    enclosedSvd(field, convert(field, exact), () => singularValueFacts(exact));
  return { task: once(() => enclosed(sigmaYX)), initial: once(() => enclosed(multiply(rationalField, W2, W1))) };
}
