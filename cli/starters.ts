// What `dlo new` can begin, without anything that the help would have to load.

interface Starter {
  /** What is claimed, in a line of the help. */
  readonly says: string;
  /** Below the title; {quantities} and {conventions} stand for all that there are. */
  readonly text: string;
}

export type StarterKind =
  | 'quantity'
  | 'equation'
  | 'inequality'
  | 'loewner'
  | 'conserved'
  | 'monotone'
  | 'end-of-training'
  | 'limit'
  | 'order'
  | 'derivation'
  | 'modes'
  | 'layers'
  | 'expectation'
  | 'critical-points'
  | 'steps'
  | 'tasks';

/** By the word that asks for it. */
export const STARTERS: Readonly<Record<StarterKind, Starter>> = {
  quantity: {
    says: 'what QQᵀ, the map, the loss or the kernel is at time t, with every key of the header',
    // QQᵀ of the gradient flow for λ ≠ 0, where F has an inverse.
    text: `% Lines that begin with % are comments, above and below the line ---.
% source: paper, equation     where the formula stands

% What the last line is: {quantities}.
% All are meant at time t; an equation reads left == right. \`npx dlo check --symbols\` tells their shapes, and all symbols.
claims: qqt

% The hypotheses under which it is claimed, of those that \`npx dlo check --hypotheses\` lists.
needs: whitened, lambda-balanced, lambda-nonzero

% where: lambda > 0           a condition in the formula's own symbols: other cases are left out; may be repeated
% at: tpeak                   a definition that is the time of the claim, which is else drawn
% fixed: Syx, W2*W1, t       what stays where a limit goes along lambda, scale or a singular value: lim(lambda -> Inf, …)
% tasks: 2                    on several tasks, one after the other: Syx1 and Syx2; after(A, 1) is A when the first is learned
% steps: any                  of gradient descent instead of the flow: W1k and W2k after k steps of learning rate eta
% up to: orthogonal on the left   of an equation: what its two sides may differ by
% conventions: unit-tau       where the letters of a text differ: {conventions}
---
% Octave's notation, one definition a line, ... where it goes on in the next. The last line is what is claimed.
F  = [-lambda/2*I(Ni), Syx'; Syx, lambda/2*I(No)]
Q0 = [W1'; W2]
E  = expm(F*t/tau)
QQ = E*Q0*inv(I(Nh) + 1/2*Q0'*(E*E - I(Ni + No))*inv(F)*Q0)*Q0'*E
`,
  },
  equation: {
    says: 'two expressions are equal, rates of change (ddt) among them',
    text: `claims: equation
needs: whitened
---
% W1t, W2t: the true weights at time t; W1, W2: those at the start; ddt(…): the rate of change along the flow.
R = Syx - W2t*W1t
tau*ddt(W2t*W1t) == R*W1t'*W1t + W2t*W2t'*R
`,
  },
  inequality: {
    says: 'one expression is never above another, entry by entry',
    text: `claims: inequality
needs: whitened
---
% <=, >=, < or >; start(…): the value at time 0.
R = Syx - W2t*W1t
norm(W1t - W1)^2 + norm(W2t - W2)^2 <= t/(2*tau)*(norm(start(R))^2 - norm(R)^2)
`,
  },
  loewner: {
    says: 'one symmetric matrix is below another, in the order of their eigenvalues',
    text: `claims: loewner
needs: whitened, lambda-balanced, lambda-positive
---
% For a positive balance what the second layer makes of the hidden units is at least lambda in every direction.
lambda*I(Nh) <= W2t'*W2t
`,
  },
  conserved: {
    says: 'an expression keeps its value along the flow',
    text: `claims: conserved
needs: whitened
---
W2t'*W2t - W1t*W1t'
`,
  },
  monotone: {
    says: 'an expression never rises (nonincreasing), never falls (nondecreasing), rises or falls at all times (increasing, decreasing)',
    text: `claims: nonincreasing
needs: whitened
---
norm(Syx - W2t*W1t)^2
`,
  },
  'end-of-training': {
    says: 'what an expression tends to for t → ∞',
    text: `claims: equation
needs: whitened, zero-balanced, positively-aligned, not-bottlenecked, full-rank
---
% All that moves stands within the limit.
lim(t -> Inf, W2t*W1t) == Syx
`,
  },
  limit: {
    says: 'what an expression tends to along lambda, scale (of the weights) or a singular value',
    text: `claims: equation
needs: whitened, lambda-balanced, square
% What stays along the path: nothing is taken for granted.
fixed: Syx, W2*W1, lambda*t
---
R = Syx - W2t*W1t
lim(lambda -> Inf, R - (Syx - W2*W1)*exp(-lambda*t/tau)) == zeros(No, Ni)
`,
  },
  order: {
    says: 'how fast what an equation leaves out falls: O(1/lambda^3)',
    text: `claims: equation
needs: whitened, lambda-balanced, lambda-positive
fixed: Syx, W2*W1
---
trace(W1*W1') == norm(W2*W1)^2/lambda + O(1/lambda^3)
`,
  },
  derivation: {
    says: 'several lines, each of which follows from the one above',
    text: `claims: derivation
needs: whitened
---
% A line that begins with == (or <=) goes on from the right side above.
R = Syx - W2t*W1t
ddt(W2t*W1t) == dW2t*W1t + W2t*dW1t
             == (R*W1t'*W1t + W2t*W2t'*R)/tau
ddt(trace(R*R')) == -2/tau*(norm(R*W1t')^2 + norm(W2t'*R)^2)
                 <= 0
`,
  },
  modes: {
    says: 'the same for each mode of the task: for k = 1:m',
    text: `claims: equation
needs: whitened, zero-balanced, positively-aligned
% Modes of one strength have no singular vectors of their own.
where: for k = 1:m-1: S(k,k) > S(k+1,k+1)
where: S(m,m) > 0
---
for k = 1:m:
a = U(:,k)'*W2t*W1t*V(:,k)
tau*ddt(a) == 2*a*(S(k,k) - a)
`,
  },
  layers: {
    says: 'layers of any depth, inputs that need not be white',
    text: `network: deep
% 3, 2..4, or any number of layers, of which 2 to 5 are drawn.
depth: any
claims: equation
---
% W{j}t: layer j at time t; W(i:j)t: the product of layers i to j; h: the number of layers; d{j}: units of layer j.
for j = 1:h-1:
ddt(W{j}t*W{j}t' - W{j+1}t'*W{j+1}t) == zeros(d{j}, d{j})
`,
  },
  expectation: {
    says: 'mean or variance over random initial weights',
    text: `claims: equation
---
% gaussian(mean, variance), uniform(a) from -a to a, signs(a); E(…) and Var(…) of polynomials in the entries.
let W1 : Nh x Ni gaussian(0, 1/Ni), W2 : No x Nh gaussian(0, 1/Nh)
E(W2'*W2 - W1*W1') == (No/Nh - 1)*I(Nh)
`,
  },
  'critical-points': {
    says: 'starts at which the flow rests, and derivatives along a direction of the weights',
    text: `claims: equation
needs: whitened, critical-point
---
% D(A, V1, V2) and D2(A, V1, V2): first and second derivative of A where W1 goes along V1 and W2 along V2.
let A : Nh x Nh
R = Syx - W2*W1
L = 1/2*trace(R*R')
D2(L, A*W1, -W2*A) == 0
`,
  },
  steps: {
    says: 'gradient descent: W1k and W2k after k steps of learning rate eta',
    text: `claims: equation
% 3, 0..4, or any number, of which 0 to 5 are drawn.
steps: any
needs: whitened
---
R = Syx - W2k*W1k
W1next == W1k + eta*W2k'*R
`,
  },
  tasks: {
    says: 'several tasks in sequence: what is left of one when the next is learned',
    text: `claims: equation
% The network is trained on Syx1 to the end, then from there on Syx2; "trained for: 3" would be a time.
tasks: 2
needs: whitened, zero-balanced, full-rank-task, b-non-singular
% The second task must be within reach of the network that has learned the first one.
where: rank(U1'*U2 + V1'*V2) == m
---
% after(A, k) is A at the end of training on task k; W1t elsewhere is at time t of training on the last.
loss = 1/2*norm(Syx1 - W2t*W1t)^2
after(loss, 2) == 1/2*norm(Syx2 - Syx1)^2
`,
  },
};
