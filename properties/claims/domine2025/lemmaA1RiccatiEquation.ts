import type { Claim } from '../../../src/judge/claim.ts';
import { caseArbitrary } from '../../arbitraries/caseArbitrary.ts';
import { lambdaBalanced } from '../../hypotheses/lambdaBalanced.ts';
import { whitened } from '../../hypotheses/whitened.ts';
import { minus, plus, scaled, times } from '../_exact.ts';
import { perTau, rateOfCorrelation, riccatiRight } from '../_riccatiEquation.ts';

// τ d(QQᵀ)/dt = FX + XF − X² with X = QQᵀ needs λ-balance: the flow gives τ Q̇ = [Eᵀ W2; E W1ᵀ] with E = Σ − W2W1, and
// [[0, Eᵀ], [E, 0]] Q = F Q − (X − …)Q only after W2ᵀW2 − W1W1ᵀ = λI has been used in both rows.
// The lemma's solution (eq. 2) runs on t/τ, its equation on t: without τ on the left they agree for τ = 1 only.

export const lemmaA1RiccatiEquation: Claim = {
  id: 'domine2025/lemma-a.1:riccati-equation',
  topic: 'The Riccati equation and its closed forms',
  title: 'QQᵀ obeys the matrix Riccati equation',
  section: 'A.1',
  place: 'lemma A.1',
  note: 'F is not printed beside the lemma; it is read off lemma A.2 (its eigenvalues ±√(s² + λ²/4) and ±λ/2).',
  grade: 'wrong constant or sign',
  restsOn: ['domine2025/a2:persistence'],
  readings: [
    {
      name: 'as printed',
      statement: String.raw`\frac{d}{dt}\left(\mathbf Q\mathbf Q^\top\right)=\mathbf F\mathbf Q\mathbf Q^\top+\mathbf Q\mathbf Q^\top\mathbf F-\left(\mathbf Q\mathbf Q^\top\right)^2`,
      hypotheses: [whitened, lambdaBalanced],
      evidence: 'exact',
      cases: caseArbitrary({}),
      judge: rateOfCorrelation(riccatiRight),
    },
    {
      name: 'as corrected',
      statement: String.raw`\tau\,\frac{d}{dt}\left(\mathbf Q\mathbf Q^\top\right)=\mathbf F\mathbf Q\mathbf Q^\top+\mathbf Q\mathbf Q^\top\mathbf F-\left(\mathbf Q\mathbf Q^\top\right)^2`,
      hypotheses: [whitened, lambdaBalanced],
      evidence: 'exact',
      cases: caseArbitrary({}),
      judge: rateOfCorrelation(terms => perTau(terms, riccatiRight(terms))),
    },
  ],
  mutants: [
    {
      name: 'F → −F',
      judge: rateOfCorrelation(terms => perTau(terms, riccatiRight({ ...terms, F: scaled(-1, terms.F) }))),
    },
    {
      name: 'square dropped',
      judge: rateOfCorrelation(terms => perTau(terms, plus(times(terms.F, terms.X), times(terms.X, terms.F)))),
    },
    {
      name: 'square doubled',
      judge: rateOfCorrelation(terms => perTau(terms, minus(riccatiRight(terms), times(terms.X, terms.X)))),
    },
    { name: 'τ on the wrong side', judge: rateOfCorrelation(terms => scaled(terms.tau, riccatiRight(terms))) },
  ],
};
