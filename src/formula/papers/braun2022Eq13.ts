import { type Environment, extendEnvironment, standardEnvironment } from '../environment.ts';

/** The symbols of braun2022, theorem 5.1: A0 = A(0) ∈ R^(Nh×Ni), from which W1 = A0·Vᵀ and W2 = U·A0ᵀ. */
export const braun2022Eq13Symbols: Environment = extendEnvironment(standardEnvironment, {
  A0: { kind: 'matrix', rows: 'Nh', cols: 'Ni', meaning: 'initial weights in the basis of the task' },
});

/** braun2022, eq. 13 (theorem 5.1), as printed; under assumption 2.1, Ni = No. */
export const braun2022Eq13: string = `
AA = inv(exp(-S*t/tau)*inv(A0'*A0)*exp(-S*t/tau) + (I(m) - exp(-2*S*t/tau))*inv(S))     % eq. 13
`;
