/** The fields of a problem and of its answer, as `dlo solve --help` shows them. */
export const SOLVE_HELP: string = `
A problem is one JSON object on one line. Numbers may be strings, which are read exactly: "1/3", "-0.1", "2e-3".
  W1, W2       initial weights, Nh×Ni and No×Nh, as arrays of rows
  sigmaYX      the task Σyx, No×Ni; or X and Y, the data, Ni×P and No×P, white: XXᵀ/P = I up to rounding
  times        times ≥ 0 in any order, in the units of tau; "Infinity" for the limit
  tau          time constant above 0 (default 1)
  lambda       the λ of the weights, W2ᵀW2 − W1W1ᵀ = λI (default: read off the weights)
  quantities   names from the list below (default qqt, loss, output)
  digits       10 to 500: ask the oracle for so many decimal digits, for weights of any balance; no "Infinity" then
  id           anything; stands in the answer

An answer has line, id, lambda (null for weights that are not balanced), times, and per quantity one entry per time:
  qqt          QQᵀ for Q = [W1ᵀ; W2], (Ni+No)×(Ni+No)
  loss         ½‖Σyx − W2W1‖² or, with data, ‖W2W1X − Y‖²/2P, what no linear map can learn included
  output       W2W1, No×Ni
  rsm          {"input": XᵀW1ᵀW1X, "output": Yᵀ(W2W2ᵀ)⁺Y}, P×P; without data X = I and Y = Σyx
  ntk          the tangent kernel I ⊗ XᵀW1ᵀW1X + W2W2ᵀ ⊗ XᵀX, (No·P)×(No·P); without data X = I
  balance      W2ᵀW2 − W1W1ᵀ, Nh×Nh, of weights with this QQᵀ
With digits, values are decimal strings, and agreedDigits has, per time, the digits certain in all of them, "Infinity"
where the flow stands at exact numbers. Matrix entries end at one decimal place, counted from the largest entry.

An unusable line answers {"line", "id", "error": {"code", "argument", "message"}}; the rest goes on and the exit code
is 2. Blank lines are skipped. A line has at most 16 MiB.
`;
