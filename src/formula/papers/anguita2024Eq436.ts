import { type Environment, extendEnvironment, standardEnvironment } from '../environment.ts';

/** P = W2W1 and its rate dP at one moment of training, and Sigma_i, the correlation of the task that is looked at. */
export const anguita2024Eq436Symbols: Environment = extendEnvironment(standardEnvironment, {
  P: { kind: 'matrix', rows: 'No', cols: 'Ni', meaning: 'network function W2*W1' },
  dP: { kind: 'matrix', rows: 'No', cols: 'Ni', meaning: 'its rate of change' },
  Sigma_i: { kind: 'matrix', rows: 'No', cols: 'Ni', meaning: 'correlation of task i' },
});

/** anguita2024, eq. 4.36 (theorem 4.4.1, part 2), as printed. */
export const anguita2024Eq436: string = "trace(dP*P' - Sigma_i')";

/** The same with the parentheses of eq. 4.42, the last line of its proof. */
export const anguita2024Eq436Corrected: string = "trace(dP*(P' - Sigma_i'))";
