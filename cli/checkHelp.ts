/** The format of a formula file, as `dlo check --help` shows it. */
export const CHECK_HELP = `
A formula file is UTF-8 text: a header of "key: value" lines, a line ---, then definitions in the notation of Octave, one
a line (% begins a comment, ... continues a line). The last line is what is claimed:

  title: QQ' for equal dimensions                        (optional)
  source: braun2022, equation 5                          (optional)
  claims: qqt                                            (qqt, output, W1W1, W2W2, loss, ntk, equation, inequality, loewner, conserved, …, derivation)
  needs: whitened, zero-balanced, equal-dimensions       (hypotheses by name, see --hypotheses)
  where: S(1,1) > 1                                      (optional, repeatable: cases outside it are left out)
  at: tpeak                                              (optional: the definition that is the time of the claim)
  quantifier: for some                                   (optional: for all, for some, not for all, not for some)
  up to: orthogonal on the left                          (optional, of an equation: sign, order of columns, … that its sides may differ by)
  steps: any                                             (optional: gradient descent, W1k and W2k after k steps of learning rate eta)
  fixed: Syx, W2*W1, t                                   (with a limit or an order along lambda, scale or a singular value)
  conventions: lambda-reversed                           (optional: how the letters of the text differ, see --symbols)
  ---
  F = [zeros(Ni, Ni), Syx'; Syx, zeros(No, No)]
  ...

With "claims: equation" the last line is left == right, in which W1t, W2t, dW1t and dW2t are the true weights at time t and
their rates of change; W1 and W2 are the initial ones. ddt(...) is the rate of change of any expression along the flow: a
conserved quantity is ddt(...) == zeros(a, b). D(A, V1, V2) and D2(A, V1, V2) are derivatives of A along a direction of the weights. With "claims: inequality" it is left <= right (or >=, <, >). A derivation has several
such lines, each judged against the one above; one that begins with == goes on from its right side. A(1,2) picks an entry.
"let R : Nh x Nh orthonormal" declares a symbol that is drawn, "let W1 : Nh x Ni gaussian(0, 1/Ni)" random weights, of which
E(A) and Var(A) are expectation and variance. A remainder O(1/lambda^2) ends the right side of an equation. where compares with > < >= <= == ~=.
A file that ends in .claim can hold further readings below lines such as "--- as corrected" (see --reading, docs/adding-a-claim.md).
Examples: examples/formulas/, the papers' in properties/claims/. Exit code 0: it holds; 1: it does not, or the check was stopped; 2: the file is unusable.
`;
