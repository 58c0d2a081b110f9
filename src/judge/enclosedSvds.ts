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
import { once, onceFor } from '../once.ts';

/**
 * The SVDs of Σyx and W2W1 for `bindProblem`, in balls that hold an exact one: which singular values are tied or zero is
 * decided in exact arithmetic. PRECISION where the field's digits do not tell the others apart. Those of a problem in a field are worked
 * out once, whatever is judged on it.
 */
export function enclosedSvds(field: BinaryField, problem: Problem): ProblemSvds<Binary> {
  return svdsOf(problem)(field);
}

const svdsOf = onceFor(({ sigmaYX, W1, W2 }: Problem) =>
  onceFor((field: BinaryField): ProblemSvds<Binary> => {
    const enclosed = (exact: Matrix<Rational>): FullSvd<Binary> =>
      enclosedSvd(field, convert(field, exact), () => singularValueFacts(exact));
    return { task: once(() => enclosed(sigmaYX)), initial: once(() => enclosed(multiply(rationalField, W2, W1))) };
  }),
);
