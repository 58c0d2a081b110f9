import { wholeSize } from '../../src/gate/moment.ts';
import { norm, scalar } from '../../src/gate/split.ts';
import { anyBlocks, type SubjectClaim } from '../../src/gate/subjectClaim.ts';
import { askedOf, identityHolds, worstOf } from '../../src/gate/subjectJudgement.ts';
import { balance as balanceOf } from '../../src/network/balance.ts';
import { float64Field } from '../../src/numbers/float64Field.ts';
import { multiply, trace } from '../../src/numbers/linearAlgebra.ts';
import { lambdaBalanced } from '../hypotheses/lambdaBalanced.ts';

// W2ᵀW2 − W1W1ᵀ is conserved by gradient flow. Relative errors 10^-a of both weights change it by 2·10^-a(‖W1‖² + ‖W2‖²).

export const balance: SubjectClaim = {
  id: 'domine2025/a2:persistence',
  title: 'The balance W2ᵀW2 − W1W1ᵀ = λI persists',
  source: 'braun2022/assumption-2.3:persistence, anguita2024/thm-2.2.1, wendin2025/prop-6',
  needs: [['weights']],
  hypotheses: [lambdaBalanced],
  judge: (_, trial) => {
    const lambda = trial.given.lambda.toNumber();
    return worstOf(
      trial.stated.map(({ weights }, moment) => {
        if (weights === undefined) return undefined;
        const residual = balanceOf(float64Field, weights).map((entry, i, j) => entry - (i === j ? lambda : 0));
        const {
          time,
          parts: { W1, W2 },
        } = trial.moments[moment]!;
        const size = norm(W1.truth.hi) ** 2 + norm(W2.truth.hi) ** 2 || 1;
        return identityHolds('W2ᵀW2 − W1W1ᵀ − λI', time, residual, size, askedOf(trial, moment, ['W1', 'W2']));
      }),
    );
  },
};

// What balance means for the blocks A = W1ᵀW1, M = W2W1, B = W2W2ᵀ: with W1W1ᵀ = W2ᵀW2 − λI in the middle of the products,
// MᵀM = W1ᵀ(W2ᵀW2)W1 = A² + λA, MMᵀ = W2(W1W1ᵀ)W2ᵀ = B² − λB, and tr B − tr A = Nh·λ.

export const balanceOfBlocks: SubjectClaim = {
  id: 'blocks:balance',
  title: 'Balance in the blocks of QQᵀ: MᵀM = A² + λA, MMᵀ = B² − λB, tr B − tr A = Nh·λ',
  source: 'domine2025/a2:persistence',
  needs: anyBlocks,
  hypotheses: [lambdaBalanced],
  judge: (_, trial) => {
    const lambda = trial.given.lambda.toNumber();
    const Nh = trial.given.problem.W1.rows;
    return worstOf(
      trial.stated.flatMap(({ seen: { gram1: A, map: M, gram2: B } }, moment) => {
        if (A === undefined || M === undefined || B === undefined) return [];
        const { time } = trial.moments[moment]!;
        const whole = wholeSize(trial.moments[moment]!) + Math.abs(lambda);
        const asked = askedOf(trial, moment, ['W1ᵀW1', 'W2W1', 'W2W2ᵀ']);
        const times = (a: typeof A, b: typeof A) => multiply(float64Field, a, b);
        const sides = [
          { name: 'MᵀM − A² − λA', left: times(M.transpose(), M), gram: A, sign: 1 },
          { name: 'MMᵀ − B² + λB', left: times(M, M.transpose()), gram: B, sign: -1 },
        ];
        const rest = trace(float64Field, B) - trace(float64Field, A) - Nh * lambda;
        return [
          ...sides.map(({ name, left, gram, sign }) => {
            const square = times(gram, gram);
            const residual = left.map((entry, i, j) => entry - square.at(i, j) - sign * lambda * gram.at(i, j));
            return identityHolds(name, time, residual, whole * whole, asked);
          }),
          identityHolds('tr B − tr A − Nh·λ', time, scalar(rest), Nh * whole, asked),
        ];
      }),
    );
  },
};
