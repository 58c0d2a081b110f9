import { wholeSize } from '../../src/gate/moment.ts';
import type { SubjectClaim } from '../../src/gate/subjectClaim.ts';
import { askedOf, identityHolds, worstOf } from '../../src/gate/subjectJudgement.ts';
import { float64Field } from '../../src/numbers/float64Field.ts';
import { float64Svd } from '../../src/numbers/float64Svd.ts';
import { trace } from '../../src/numbers/linearAlgebra.ts';
import { boundHolds } from './loss.ts';

// X = QQᵀ with Q of Nh columns. For symmetric X the singular values are |eigenvalues|: their sum exceeds the trace by twice
// what the negative ones add up to, and those beyond Nh are zero. An error of X changes sums of n of them by √n of its norm.

export const semidefinite: SubjectClaim = {
  id: 'domine2025/eq-1',
  title: 'QQᵀ is symmetric and positive semidefinite, of rank Nh at most',
  source: 'domine2025/eq-1',
  needs: [['qqt']],
  hypotheses: [],
  judge: (_, trial) => {
    const Nh = trial.given.problem.W1.rows;
    return worstOf(
      trial.stated.flatMap(({ qqt: X }, moment) => {
        if (X === undefined) return [];
        const { time } = trial.moments[moment]!;
        const size = wholeSize(trial.moments[moment]!);
        const asked = askedOf(trial, moment, ['W1ᵀW1', 'W2W1', 'W1ᵀW2ᵀ', 'W2W2ᵀ']);
        const asymmetry = X.map((entry, i, j) => entry - X.at(j, i));
        const { s } = float64Svd(X);
        const sum = s.reduce((all, value) => all + value, 0);
        const negative = (sum - trace(float64Field, X)) / 2;
        const beyond = Math.hypot(...s.slice(Nh));
        const spread = Math.sqrt(X.rows) * size;
        return [
          identityHolds('QQᵀ − (QQᵀ)ᵀ', time, asymmetry, size, asked),
          boundHolds('negative eigenvalues of QQᵀ', time, negative, spread, asked, [negative, 0]),
          boundHolds('eigenvalues of QQᵀ beyond Nh', time, beyond, size, asked, [beyond, 0]),
        ];
      }),
    );
  },
};
