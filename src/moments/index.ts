// Moments of random weights, exactly: expectations, variances and covariances of polynomials in independent entries.

export { byMoments, cauchy, type Distribution, gaussian, laplace, signs, student, uniform } from './distribution.ts';
export {
  covariance,
  expectation,
  matrixOfLetters,
  type RandomLetters,
  randomEntries,
  variance,
} from './expectation.ts';
export { atWidths, covarianceOf, expectationOf, RandomMatrix, RandomNumber, varianceOf } from './randomMatrix.ts';
