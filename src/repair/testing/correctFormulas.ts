import {
  anguita2024Thm331Corrected,
  braun2022Eq5,
  braun2022Thm31,
  domine2025Eq2Corrected,
  domine2025ThmA3Corrected,
} from '../../formula/printedFormulas.ts';

/** A formula that is right, with the header of a formula file. */
export interface CorrectFormula {
  readonly title: string;
  readonly claims: 'qqt' | 'output' | 'W1W1' | 'W2W2' | 'loss' | 'ntk' | 'equation';
  readonly needs: string;
  readonly where?: string;
  readonly text: string;
}

export function fileTextOf({ title, claims, needs, where, text }: CorrectFormula): string {
  const header = [`title: ${title}`, `claims: ${claims}`, `needs: ${needs}`];
  return `${[...header, ...(where === undefined ? [] : [`where: ${where}`])].join('\n')}\n---\n${text.trim()}\n`;
}

const BALANCED = 'whitened, lambda-balanced';

const RICCATI = `
F = [-lambda/2*I(Ni), Syx'; Syx, lambda/2*I(No)]
Q0 = [W1'; W2]
`;

/** The Hamiltonian form: X and Y obey a linear equation, QQᵀ = YX⁻¹. */
const HAMILTONIAN = `${RICCATI}
n = Ni + No
E = expm([-F, I(n); zeros(n, n), F]*t/tau)
X = [I(n), zeros(n, n)]*E*[I(n); Q0*Q0']
Y = [zeros(n, n), I(n)]*E*[I(n); Q0*Q0']
`;

/** The Gramian ∫ e^{2Fs} ds as a block of one exponential. */
const GRAMIAN = `${RICCATI}
n = Ni + No
E = expm([2*F, I(n); zeros(n, n), zeros(n, n)]*t/tau)
D = [I(n), zeros(n, n)]*E*[zeros(n, n); I(n)]
P = expm(F*t/tau)*Q0
`;

/** Within the task's modes, for equal dimensions. */
const MODES = `
Sl = sqrt(S^2 + lambda^2/4*I(m))
H = lambda/2*pinv(Sl + S)
G = 1/sqrt(I(m) + H^2)
B = W2'*U*(G + H*G) + W1*V*(G - H*G)
C = W2'*U*(G - H*G) - W1*V*(G + H*G)
A = I(Nh) + t/(2*tau)*(B*phi(2*Sl*t/tau)*B' + C*phi(-2*Sl*t/tau)*C')
Z1 = 1/2*V*((G - H*G)*exp(Sl*t/tau)*B' - (G + H*G)*exp(-Sl*t/tau)*C')
Z2 = 1/2*U*((G + H*G)*exp(Sl*t/tau)*B' + (G - H*G)*exp(-Sl*t/tau)*C')
`;

/**
 * Twenty formulas that hold, to plant misprints in: the papers' solutions as corrected, the same solutions in other forms
 * for each quantity that a formula file can claim, and equations that hold along the flow.
 */
export const CORRECT_FORMULAS: readonly CorrectFormula[] = [
  { title: 'domine2025, theorem A.3', claims: 'qqt', needs: BALANCED, text: domine2025ThmA3Corrected },
  { title: 'domine2025, eq. 2', claims: 'qqt', needs: BALANCED, text: domine2025Eq2Corrected },
  {
    title: 'braun2022, eq. 5',
    claims: 'qqt',
    needs: 'whitened, zero-balanced, equal-dimensions, full-rank',
    text: braun2022Eq5,
  },
  {
    title: 'braun2022, theorem 3.1',
    claims: 'qqt',
    needs: 'whitened, zero-balanced, full-rank, b-non-singular',
    text: braun2022Thm31,
  },
  {
    title: 'anguita2024, theorem 3.3.1',
    claims: 'qqt',
    needs: 'whitened, lambda-balanced, lambda-nonzero, equal-dimensions, full-rank',
    text: anguita2024Thm331Corrected,
  },
  { title: 'Riccati solution by one exponential', claims: 'qqt', needs: BALANCED, text: `${HAMILTONIAN}Y*inv(X)` },
  {
    title: 'network function by a Gramian',
    claims: 'output',
    needs: BALANCED,
    text: `${GRAMIAN}[zeros(No, Ni), I(No)]*P*inv(I(Nh) + Q0'*D*Q0)*P'*[I(Ni); zeros(No, Ni)]`,
  },
  {
    title: 'first layer by a Gramian',
    claims: 'W1W1',
    needs: BALANCED,
    text: `${GRAMIAN}[I(Ni), zeros(Ni, No)]*P*inv(I(Nh) + Q0'*D*Q0)*P'*[I(Ni); zeros(No, Ni)]`,
  },
  {
    title: 'loss in the modes of the task',
    claims: 'loss',
    needs: `${BALANCED}, equal-dimensions`,
    text: `${MODES}1/2*norm(Syx - Z2*inv(A)*Z1')^2`,
  },
  {
    title: 'second layer in the modes of the task',
    claims: 'W2W2',
    needs: `${BALANCED}, equal-dimensions`,
    text: `${MODES}Z2*inv(A)*Z2'`,
  },
  {
    title: 'tangent kernel by one exponential',
    claims: 'ntk',
    needs: BALANCED,
    text: `${HAMILTONIAN}QQ = Y*inv(X)
K1 = [I(Ni), zeros(Ni, No)]*QQ*[I(Ni); zeros(No, Ni)]
K2 = [zeros(No, Ni), I(No)]*QQ*[zeros(Ni, No); I(No)]
kron(I(No), K1) + kron(K2, I(Ni))`,
  },
  {
    title: 'sigmoid of each mode',
    claims: 'output',
    needs: 'whitened, zero-balanced, aligned, full-rank, equal-dimensions, b-non-singular',
    where: "U'*W2*W1*V == a0",
    text: `
a0 = diag(U'*W2*W1*V)
E = exp(2*S*t/tau)
U*(S*E*inv(E - I(m) + S*inv(a0)))*V'`,
  },
  {
    title: 'rate of the first layer',
    claims: 'equation',
    needs: 'whitened',
    text: "dW1t == W2t'*(Syx - W2t*W1t)/tau",
  },
  {
    title: 'rate of the network function',
    claims: 'equation',
    needs: 'whitened',
    text: "dW2t*W1t + W2t*dW1t == ((Syx - W2t*W1t)*W1t'*W1t + W2t*W2t'*(Syx - W2t*W1t))/tau",
  },
  {
    title: 'rate of the loss',
    claims: 'equation',
    needs: 'whitened',
    text: `
R = Syx - W2t*W1t
-trace(R'*(dW2t*W1t + W2t*dW1t)) == -(norm(R*W1t')^2 + norm(W2t'*R)^2)/tau`,
  },
  {
    title: 'Riccati equation',
    claims: 'equation',
    needs: BALANCED,
    text: `
Q = [W1t'; W2t]
dQ = [dW1t'; dW2t]
F = [-lambda/2*I(Ni), Syx'; Syx, lambda/2*I(No)]
dQ*Q' + Q*dQ' == (F*Q*Q' + Q*Q'*F - (Q*Q')^2)/tau`,
  },
  {
    title: 'rate of the first layer’s correlation',
    claims: 'equation',
    needs: BALANCED,
    text: `
P = W2t*W1t
K = W1t'*W1t
dW1t'*W1t + W1t'*dW1t == (Syx'*P + P'*Syx - 2*K^2 - 2*lambda*K)/tau`,
  },
  {
    title: 'second layer’s correlation squared',
    claims: 'equation',
    needs: BALANCED,
    text: "(W2t*W2t')^2 == W2t*W1t*W1t'*W2t' + lambda*W2t*W2t'",
  },
  {
    title: 'balance along the flow',
    claims: 'equation',
    needs: 'whitened',
    text: "W2t'*W2t - W1t*W1t' == W2'*W2 - W1*W1'",
  },
  {
    title: 'braun2022, theorem 5.1',
    claims: 'equation',
    needs: 'whitened, zero-balanced, equal-dimensions, full-rank, start-in-task-basis',
    text: `
A0 = W1*V
AA = inv(exp(-S*t/tau)*inv(A0'*A0)*exp(-S*t/tau) + (I(m) - exp(-2*S*t/tau))*inv(S))
V'*W1t'*W1t*V == AA`,
  },
];
