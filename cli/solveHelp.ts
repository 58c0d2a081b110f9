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

An answer has line, id, lambda (null for weights that are not balanced), times, and per quantity one entry per time (below).
Without digits it is the closed form's, in float64, of the numbers exactly as given. Where that cannot know it, it says so:
  offBalance   ‖W2ᵀW2 − W1W1ᵀ − λI‖ of weights that are λ-balanced up to rounding, not exactly: what of it shows in no value
               by more than 1e-9. Where it would, the oracle is asked, and where that cannot be, the line is refused
  byOracle     the times answered by the oracle, for this or because the start lies within 1e-30 or so of a saddle
  onSaddle     the times at which such a start counts as one on the saddle exactly, because the oracle does not reach them
  qqt          QQᵀ for Q = [W1ᵀ; W2], (Ni+No)×(Ni+No)
  loss         ½‖Σyx − W2W1‖² or, with data, ‖W2W1X − Y‖²/2P, what no linear map can learn included
  output       W2W1, No×Ni
  rsm          {"input": XᵀW1ᵀW1X, "output": Yᵀ(W2W2ᵀ)⁺Y}, P×P; without data X = I and Y = Σyx
  ntk          the tangent kernel I ⊗ XᵀW1ᵀW1X + W2W2ᵀ ⊗ XᵀX, (No·P)×(No·P); without data X = I
  balance      W2ᵀW2 − W1W1ᵀ, Nh×Nh, of weights with this QQᵀ
With digits, values are decimal strings, and agreedDigits has, per time, the digits printed of which all are certain, in all
of them, "Infinity" where the flow stands at exact numbers. Matrix entries end at one decimal place, counted from the largest
entry; "0" there is less than half of it. A loss of which no digit can be had is answered as a bound, "<1e-1000", and is "0"
only where it is 0. A flow that has learned its task is answered at any time, by how little it can still move. How is said per time:
  route        start: the weights given, at time 0 or of a flow that stands still; taylor: plain Taylor series of the raw flow (left
               out where all are one of these two); slow-manifold: series in which fast directions follow the others once they
               have decayed, for |λ|t/τ or ‖W‖²t/τ in the thousands and more; rest: as said above

Layers of any depth: a line with "layers" in place of W1 and W2.
  layers       W_1, …, W_h, 1 to 32 matrices, W_j of d_j×d_(j−1)
  sigmaYX      Σyx, d_h×d_0, and sigmaXX, Σxx, where inputs are not white; or X and Y, of any inputs
  decay        γ ≥ 0 of τ dW/dt = −∂L/∂W − γW (default 0)
  mask         one 0/1 matrix for each layer, 0 where a weight is held (default: all move)
  series       0 to 100: the exact Taylor coefficients about the start, too; then times may be left out
  times, tau, digits and id as above; quantities from the list below (default layers, output, loss)
  layers       W_1, …, W_h
  output       W_h ⋯ W_1
  loss         as above; with sigmaXX, which leaves Σyy open, what the weights add: ½⟨W, WΣxx⟩ − ⟨W, Σyx⟩. Decay is no part of it
  balance      W_(j+1)ᵀW_(j+1) − W_jW_jᵀ of j = 1 … h − 1
  ntk          the tangent kernel of all weights, (d_h·P)×(d_h·P)
Without digits, a flow of white inputs whose layers share their singular vectors with each other and with the task is solved mode by
mode, to "Infinity", each value to 1e-13 (of a loss, each mode's distance to 1e-13 of its strength); aligned 0-balanced starts are such. Every other flow is the oracle's
(byOracle, and because says why), which knows no "Infinity". What it says besides:
  offDecoupled how far a start is from a decoupled one, at most 1e-13. Where that might show by more than 1e-9, the oracle is
               asked; asDecoupled has the times at which it was not to be had and the start counts as decoupled
  series       of each layer the coefficients of t^0, t^1, …, as exact fractions

An unusable line answers {"line", "id", "error": {"code", "argument", "message"}}; the rest goes on and the exit code
is 2. Blank lines are skipped. A line has at most 16 MiB and 100 levels, a matrix at most 256 rows and columns (40 with digits), X at most 10000
columns; the oracle gives up after some seconds' steps (PRECISION), as where a flow leaves a saddle long after the start. --seconds n ends a problem that takes longer (DEADLINE).
`;
