import { readFileSync } from 'node:fs';
import { CLAIMS_FOLDER } from '../packageRoot.ts';
import { type NameOfReading, parseClaimFile, READINGS } from './claimFile.ts';
import { type Environment, extendEnvironment, standardEnvironment } from './environment.ts';

// Formulas of the papers as texts, read from the files of their claims, where alone they stand.

/** braun2022, eq. 5 with F and Q of eq. 4, as printed; under assumption 2.1, Ni = No, and with F invertible. */
export const braun2022Eq5: string = statedIn('braun2022/eq-5');

/** The symbols of braun2022, theorem 5.1: A0 = A(0) ∈ R^(Nh×Ni), from which W1 = A0·Vᵀ and W2 = U·A0ᵀ. */
export const braun2022Eq13Symbols: Environment = extendEnvironment(standardEnvironment, {
  A0: { kind: 'matrix', rows: 'Nh', cols: 'Ni', meaning: 'initial weights in the basis of the task' },
});

/** braun2022, eq. 13 (theorem 5.1), as printed; under assumption 2.1, Ni = No. */
export const braun2022Eq13: string = `\n${/^AA = .*$/m.exec(statedIn('braun2022/thm-5.1'))![0]}\n`;

/**
 * braun2022, theorem 3.1 (eqs. 11 and 12, B and C of assumption 3.1), as printed. U, S, V without tilde in the paper, of
 * the initial network function, are U0, S0, V0 here; those with tilde are U, S, V.
 */
export const braun2022Thm31: string = statedIn('braun2022/thm-3.1');

/** domine2025, eq. 2 (lemma A.1) as printed, with an identity of size min(Ni, No) beside the Ni + No eigenvalues. */
export const domine2025Eq2: string = statedIn('domine2025/eq-2');

/** domine2025, eq. 2 as corrected: the identity has the size of Λ, Ni + No; the quotient has its limit at an eigenvalue of zero. */
export const domine2025Eq2Corrected: string = statedIn('domine2025/eq-2', 'fair reading');

/**
 * domine2025, theorem A.3 (eqs. 10–13) with the definitions it uses (eqs. 8, 20, 21), as printed: the solution QQᵀ(t)
 * for unequal numbers of inputs and outputs. Ũ, S̃, Ṽ of the paper are U, S, V here, and I_h is I(Nh).
 */
export const domine2025ThmA3: string = statedIn('domine2025/thm-a.3');

/** domine2025, theorem A.3 in the kindest reading of its sizes; its values are as printed. */
export const domine2025ThmA3Fitting: string = statedIn('domine2025/thm-a.3', 'fair reading');

/** domine2025, theorem A.3 as corrected. It solves the Riccati equation for every Q(0). */
export const domine2025ThmA3Corrected: string = statedIn('domine2025/thm-a.3', 'as corrected');

/** anguita2024, theorem 3.3.1, part 3, as printed (Ni = No). */
export const anguita2024Thm331: string = statedIn('anguita2024/thm-3.3.1.3');

/** The same with the bracket inverted, as in braun2022, eq. 11. */
export const anguita2024Thm331Corrected: string = statedIn('anguita2024/thm-3.3.1.3', 'as corrected');

/** What stands below the line of a reading in the file of a claim. */
function statedIn(claim: string, reading: NameOfReading = READINGS[0]): string {
  const path = `properties/claims/${claim}.claim`;
  const { text, readings } = parseClaimFile(readFileSync(new URL(`${claim}.claim`, CLAIMS_FOLDER), 'utf8'), path);
  const { from, to } = readings.find(({ name }) => name === reading)!;
  return `\n${text.split('\n').slice(from, to).join('\n').trim()}\n`;
}
