import { type FormulaClaimParts, formulaClaim } from '../../../src/check/formulaClaim.ts';
import type { Claim } from '../../../src/judge/claim.ts';
import { Rational } from '../../../src/numbers/rational.ts';
import type { Hypothesis } from '../../hypotheses/hypothesis.ts';
import { T, times } from '../_exact.ts';
import { norm2 } from '../_forgetting.ts';

// With s1 = s2 = s and M = A(0)ᵀA(0), equation 13 is M(t) = s y M (sI + (y − 1)M)⁻¹, y = e^{2st/τ}. For 2×2, with
// tr = a1 + a2 and det = a1a2 − b²,
//   b(t) = s² y b/D,  a1(t) = s y (s a1 + (y − 1) det)/D,  D = s² − s tr + det + y (s tr − 2 det) + y² det.
// b′ = 0 where y² det = s² − s tr + det: y² = s(s − tr)/det + 1, and there a1 + a2 = s exactly. As det → 0 (a start of rank one)
// a1(t) becomes equation 15; for an invertible A(0), which theorem 5.1 asks for, equation 15 ends at s a1/tr instead of s.

const TWO_MODES = ['whitened', 'zero-balanced', 'two-by-two', 'equal-task-values', 'start-in-task-basis'];

const START = `
A0 = W1*V                                      % theorem 5.1
M = A0'*A0                                     % eq. 14
a1 = M(1,1)
b = M(1,2)
a2 = M(2,2)
s = S(1,1)
d = a1*a2 - b^2
`;

const NOW = `
AA = V'*W1t'*W1t*V
dAA = V'*(dW1t'*W1t + W1t'*dW1t)*V
`;

const PEAK = 'tpeak = tau/(4*s)*log(s*(s - a1 - a2)/d)\n';
const PEAK_CORRECTED = 'tpeak = tau/(4*s)*log(s*(s - a1 - a2)/d + 1)\n';

const common = {
  theorem: 'Decoupling',
  section: '5',
  needs: TWO_MODES,
} as const satisfies Partial<FormulaClaimParts>;

const POSITIVE_DETERMINANT = 'D = det(sI + (y − 1)A(0)ᵀA(0)) ≥ s² > 0, as y ≥ 1 and A(0)ᵀA(0) is positive semidefinite';

const peaks = {
  where: ['b ~= 0', 'd > 0', 's*(s - a1 - a2)/d > 1'],
  at: 'tpeak',
} as const;

const peaksAfterStart = { where: ['b ~= 0', 'd > 0', 's - a1 - a2 > 0'], at: 'tpeak' } as const;

const smallStart: Hypothesis = {
  name: 'small start',
  meaning: '|a1(0)|, |a2(0)|, |b(0)| ≪ 1, the condition of the text, read as a1(0) + a2(0) ≤ s/10',
  // a1 + a2 = tr A(0)ᵀA(0) = ‖W1‖², and s² is any diagonal entry of ΣᵀΣ.
  holds: ({ problem: { W1, sigmaYX } }) => {
    const sum = norm2(W1);
    return (
      sum
        .mul(sum)
        .mul(Rational.of(100))
        .compare(times(T(sigmaYX), sigmaYX).at(0, 0)) <= 0
    );
  },
};

export const sec5Decoupling: readonly Claim[] = [
  formulaClaim({
    id: 'braun2022/thm-5.1:determines-qqt',
    claims: 'qqt',
    theorem: 'Decoupling',
    section: '5',
    title: 'AᵀA(t) fully determines QQᵀ(t)',
    place: 'theorem 5.1',
    note: 'In the basis of the task all four blocks are AᵀA: QQᵀ = [Ṽ; Ũ]AᵀA[Ṽ; Ũ]ᵀ.',
    needs: ['whitened', 'zero-balanced', 'equal-dimensions', 'full-rank', 'start-in-task-basis'],
    printed: {
      text: `
A0 = W1*V
AA = inv(exp(-S*t/tau)*inv(A0'*A0)*exp(-S*t/tau) + (I(m) - exp(-2*S*t/tau))*inv(S))     % eq. 13
QQ = [V; U]*AA*[V; U]'`,
      statement: String.raw`\mathbf Q\mathbf Q^\top(t)=\begin{pmatrix}\tilde{\mathbf V}\\\tilde{\mathbf U}\end{pmatrix}\mathbf A^\top\mathbf A(t)\begin{pmatrix}\tilde{\mathbf V}\\\tilde{\mathbf U}\end{pmatrix}^\top`,
    },
  }),
  formulaClaim({
    id: 'braun2022/eq-14:no-cross-coupling',
    theorem: 'Decoupling',
    section: '5',
    title: 'Without cross-coupling, b(0) = 0, each mode follows the known sigmoid by itself',
    place: 'below equation 14',
    note: 'The known solution is that of Saxe et al. 2014 for one mode of strength s from a(0): a(t) = s e^{2st/τ}/(e^{2st/τ} − 1 + s/a(0)).',
    needs: ['whitened', 'zero-balanced', 'two-by-two', 'full-rank', 'start-in-task-basis'],
    printed: {
      where: ['b == 0'],
      text: `
A0 = W1*V
M = A0'*A0
b = M(1,2)
V'*W1t'*W1t*V == S*exp(2*S*t/tau)*inv(exp(2*S*t/tau) - I(m) + S*inv(M))`,
      statement: String.raw`b(0)=0\;\Rightarrow\;b(t)=0,\quad a_k(t)=\frac{s_k\,e^{2s_kt/\tau}}{e^{2s_kt/\tau}-1+s_k/a_k(0)}`,
    },
  }),
  formulaClaim({
    ...common,
    id: 'braun2022/sec-5:aligned-maps',
    title: 'Starts of theorem 5.1 imply UV = ŨṼ',
    place: 'section 5, remark on theorem 5.1',
    note: 'W2W1 = ŨA(0)ᵀA(0)Ṽᵀ, whose orthogonal factor is ŨṼᵀ. The transposes are missing in the text, where others have survived the extraction.',
    needs: ['whitened', 'zero-balanced', 'equal-dimensions', 'full-rank', 'start-in-task-basis'],
    printed: { text: 'U0*V0 == U*V' },
    corrected: { text: "U0*V0' == U*V'" },
  }),
  formulaClaim({
    ...common,
    id: 'braun2022/sec-5:time-of-the-peak',
    title: 'The off-diagonal element peaks at τ/(4s) ln(s(s − a1 − a2)/(a1a2 − b²))',
    place: 'section 5, decoupling dynamics',
    note: 'Judged where the time exists and lies after the start: a1a2 > b², b ≠ 0 and a logarithm above 0.',
    alsoTrue: {
      'line 19: dAA(1,2) → dAA(2,1)': 'the slope of AᵀA is symmetric',
      'line 19: dAA(1,2) → dAA(1,2)/tau': 'the other side is 0, and τ > 0',
      'line 19: dAA(1,2) → sgn(lambda)*dAA(1,2)': 'λ = 0 makes it 0 = 0',
    },
    printed: {
      ...peaks,
      letters: `${START}${NOW}`,
      text: `${PEAK}dAA(1,2) == 0`,
      statement: String.raw`\dot b(t_{\mathrm{peak}})=0,\qquad t_{\mathrm{peak}}=\frac{\tau}{4s}\ln\frac{s(s-a_1-a_2)}{a_1a_2-b(0)^2}`,
    },
    corrected: {
      ...peaksAfterStart,
      letters: `${START}${NOW}`,
      text: `${PEAK_CORRECTED}dAA(1,2) == 0`,
      statement: String.raw`t_{\mathrm{peak}}=\frac{\tau}{4s}\ln\!\left(\frac{s(s-a_1-a_2)}{a_1a_2-b(0)^2}+1\right)`,
    },
  }),
  formulaClaim({
    ...common,
    id: 'braun2022/sec-5:half-learned-at-the-peak',
    title: 'The peak coincides with the time at which the on-diagonal element is half learned',
    place: 'section 5, decoupling dynamics',
    note: 'The text says “approximately”; judged as an equation at the true peak. It is the mean of both on-diagonal elements that is exactly half learned there.',
    alsoTrue: { 'line 19: s → abs(s)': 's is a singular value, and so ≥ 0' },
    printed: {
      ...peaksAfterStart,
      letters: `${START}${NOW}`,
      text: `${PEAK_CORRECTED}AA(1,1) == s/2`,
      statement: String.raw`a_1(t_{\mathrm{peak}})=\tfrac s2`,
    },
    corrected: {
      ...peaksAfterStart,
      letters: `${START}${NOW}`,
      text: `${PEAK_CORRECTED}1/2*(AA(1,1) + AA(2,2)) == s/2`,
      statement: String.raw`\tfrac12\bigl(a_1(t_{\mathrm{peak}})+a_2(t_{\mathrm{peak}})\bigr)=\tfrac s2`,
    },
  }),
  formulaClaim({
    ...common,
    id: 'braun2022/sec-5:off-diagonal-of-equal-modes',
    title: 'The off-diagonal element keeps its sign and the value s²yb(0)/D(y)',
    place: 'section 5, explicit solution for two modes (given in an appendix that the text at hand lacks)',
    note: 'Equation 13 written out for s1 = s2; D is its determinant, y = e^{2st/τ}.',
    alsoTrue: {
      'line 16: D → abs(D)': POSITIVE_DETERMINANT,
      'line 16: AA(1,2) → AA(2,1)': 'AᵀA is symmetric',
    },
    needs: [...TWO_MODES, 'full-rank'],
    printed: {
      letters: `${START}${NOW}`,
      text: `y = exp(2*s*t/tau)
D = s^2 - s*(a1 + a2) + d + y*(s*(a1 + a2) - 2*d) + y^2*d
AA(1,2) == s^2*y*b/D`,
    },
  }),
  formulaClaim({
    ...common,
    id: 'braun2022/eq-15',
    title: 'The sigmoidal on-diagonal element a1(t)',
    place: 'equation 15, for |a1(0)|, |a2(0)|, |b(0)| ≪ 1',
    note: 'The text says it for small starts, which is a hypothesis here. However small the start, the equation ends at s a1/(a1 + a2) instead of s. The approximation leaves out det A(0)ᵀA(0) against s²; but it is multiplied by e^{4st/τ}. Equation 15 is exact where A(0) has rank one, which theorem 5.1 excludes.',
    alsoTrue: { 'line 16: D → abs(D)': POSITIVE_DETERMINANT },
    needs: [...TWO_MODES, 'full-rank'],
    printed: {
      where: ['a1 + a2 < s/10'],
      also: [smallStart],
      letters: `${START}${NOW}`,
      text: `AA(1,1) == s*a1/(exp(-2*s*t/tau)*(s - a1 - a2) + a1 + a2)`,
      statement: String.raw`a_1(t)=\frac{s\,a_1(0)}{e^{-\frac{2st}\tau}\left[s-a_1(0)-a_2(0)\right]+a_1(0)+a_2(0)}`,
    },
    extra: {
      needs: TWO_MODES,
      where: ['d == 0'],
      letters: `${START}${NOW}`,
      text: `AA(1,1) == s*a1/(exp(-2*s*t/tau)*(s - a1 - a2) + a1 + a2)`,
      statement: String.raw`\det\mathbf A(0)=0\;\Rightarrow\;a_1(t)=\frac{s\,a_1(0)}{e^{-\frac{2st}\tau}\left[s-a_1(0)-a_2(0)\right]+a_1(0)+a_2(0)}`,
    },
    corrected: {
      letters: `${START}${NOW}`,
      text: `y = exp(2*s*t/tau)
D = s^2 - s*(a1 + a2) + d + y*(s*(a1 + a2) - 2*d) + y^2*d
AA(1,1) == s*y*(s*a1 + (y - 1)*d)/D`,
      statement: String.raw`a_1(t)=\frac{s\,y\left(s\,a_1+(y-1)\,d\right)}{s^2-s(a_1+a_2)+d+y\left(s(a_1+a_2)-2d\right)+y^2d},\qquad y=e^{\frac{2st}\tau},\;d=a_1a_2-b^2`,
    },
  }),
];
