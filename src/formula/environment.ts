import { DloError } from '../errors.ts';
import { indexedName } from './indexed.ts';
import { isReserved } from './tree.ts';

/** A number; `size` for those that count something, such as Ni, and may stand in I(…). */
export interface ScalarSymbol {
  readonly kind: 'scalar' | 'size';
  readonly meaning: string;
}

/** A matrix with its sizes as text in terms of Ni, Nh, No, m and sizes of the environment: "No - m". */
export interface MatrixSymbol {
  readonly kind: 'matrix' | 'diagonal';
  readonly rows: string;
  readonly cols: string;
  readonly meaning: string;
}

export type SymbolSpec = ScalarSymbol | MatrixSymbol;

/** The symbols that a formula may use without defining them. */
export type Environment = ReadonlyMap<string, SymbolSpec>;

function matrix(rows: string, cols: string, meaning: string): MatrixSymbol {
  return { kind: 'matrix', rows, cols, meaning };
}

/**
 * The symbols every formula has. Tildes of the papers are dropped and initial values marked instead: U, S, V belong to
 * the task, U0, S0, V0 to the initial network function; both SVDs keep m = min(Ni, No) values, zeros among them.
 */
export const standardEnvironment: Environment = new Map<string, SymbolSpec>([
  ['Ni', { kind: 'size', meaning: 'number of inputs' }],
  ['Nh', { kind: 'size', meaning: 'number of hidden units' }],
  ['No', { kind: 'size', meaning: 'number of outputs' }],
  ['m', { kind: 'size', meaning: 'min(Ni, No)' }],
  ['lambda', { kind: 'scalar', meaning: 'balance of the initial weights' }],
  ['t', { kind: 'scalar', meaning: 'time' }],
  ['tau', { kind: 'scalar', meaning: 'time constant' }],
  ['W1', matrix('Nh', 'Ni', 'initial first layer')],
  ['W2', matrix('No', 'Nh', 'initial second layer')],
  ['Syx', matrix('No', 'Ni', 'correlation of the task')],
  ['U', matrix('No', 'm', 'left singular vectors of Syx, in the order of S')],
  ['S', { kind: 'diagonal', rows: 'm', cols: 'm', meaning: 'singular values of Syx, falling, zeros among them' }],
  ['V', matrix('Ni', 'm', "right singular vectors of Syx, in the order of S: Syx = U*S*V'")],
  ['Uperp', matrix('No', 'No - m', 'completes U to an orthonormal basis')],
  ['Vperp', matrix('Ni', 'Ni - m', 'completes V to an orthonormal basis')],
  ['U0', matrix('No', 'm', 'left singular vectors of W2*W1, in the order of S0')],
  ['S0', { kind: 'diagonal', rows: 'm', cols: 'm', meaning: 'singular values of W2*W1, falling, zeros among them' }],
  ['V0', matrix('Ni', 'm', 'right singular vectors of W2*W1, in the order of S0')],
]);

/** What a statement about the true weights may use besides: the weights at its time, and their rates of change there. */
export const truthSymbols: Readonly<Record<string, MatrixSymbol>> = {
  W1t: matrix('Nh', 'Ni', 'first layer at time t'),
  W2t: matrix('No', 'Nh', 'second layer at time t'),
  dW1t: matrix('Nh', 'Ni', 'dW1/dt at time t'),
  dW2t: matrix('No', 'Nh', 'dW2/dt at time t'),
};

/** Whether a symbol is of the weights in training: they move along the flow, and so do their rates, or by steps. */
export function isOfTraining(name: string): boolean {
  return indexedName(name)?.isMoving === true || isOfDescent(name);
}

/** Whether a symbol is of the weights after some steps of gradient descent (steps.ts). */
export function isOfDescent(name: string): boolean {
  return /^W[12](?:k|next)$/.test(name);
}

/** An environment with further symbols. FORMULA errors: names that are taken, are functions or cannot be typed. */
export function extendEnvironment(
  environment: Environment,
  further: Readonly<Record<string, SymbolSpec>>,
): Environment {
  for (const name of Object.keys(further)) {
    if (environment.has(name) || isReserved(name) || !/^[A-Za-z_]\w*$/.test(name))
      throw new DloError('FORMULA', 'symbol', 'must be a new name of letters, digits and _', name);
  }
  return new Map([...environment, ...Object.entries(further)]);
}
