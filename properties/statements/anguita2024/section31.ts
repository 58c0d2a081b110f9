import { definition, judged, type LinedStatement, onLine, untestable } from '../statement.ts';

/** Random starts and their balance. */
export const SECTION_3_1: readonly LinedStatement[] = [
  onLine(
    491,
    judged(
      'section 3.1',
      'Usual starts are centred, their variance falling with the number of layers a matrix acts on',
      'sec-3.1:variance-by-layers',
    ),
  ),
  onLine(
    491,
    judged('section 3.1', 'Many usual starts are λ-balanced in expectation', 'sec-3.1:balanced-in-expectation'),
  ),
  onLine(
    491,
    judged(
      'section 3.1',
      'As the network grows they are λ-balanced in probability',
      'sec-3.1:in-probability-by-entries',
      'sec-3.1:in-frobenius-norm',
      'sec-3.1:in-operator-norm',
    ),
  ),
  onLine(493, definition('section 3.1', 'Expectation and variance of the balance of two adjacent layers are computed')),
  onLine(495, judged('theorem 3.1.1', 'Random starts are balanced in expectation', 'sec-3.1:balanced-in-expectation')),
  onLine(497, definition('theorem 3.1.1', 'L layers of n_i units; weights N(0, σ_i²)')),
  onLine(497, judged('theorem 3.1.1', 'W_i has size (n_i, n_{i+1})', 'thm-3.1.1:sizes')),
  onLine(499, judged('theorem 3.1.1, part 1', 'Expectation of the balance: a multiple of the identity', 'thm-3.1.1.1')),
  onLine(
    500,
    judged('theorem 3.1.1, part 1', 'E[W_{i+1}ᵀW_{i+1} − W_iW_iᵀ] = (n_{i+2}σ²_{i+1} − n_iσ²_i)I', 'thm-3.1.1.1'),
  ),
  onLine(502, judged('theorem 3.1.1, part 2', 'Variance of its entries: (n_{i+2}σ⁴_{i+1} + n_iσ⁴_i)𝔹', 'thm-3.1.1.2')),
  onLine(502, definition('theorem 3.1.1, part 2', '𝔹 is 4 on the diagonal and 1 elsewhere')),
  onLine(
    504,
    judged(
      'proof of theorem 3.1.1',
      'Both moments follow from independence of the entries',
      'thm-3.1.1:proof-mean-of-products',
      'thm-3.1.1:proof-variance-of-products',
      'thm-3.1.1:proof-mean-of-squares',
      'thm-3.1.1:proof-variance-of-squares-lines',
    ),
  ),
  onLine(507, definition('proof of theorem 3.1.1', 'Entries of W_{i+1}, n_{i+1}×n_{i+2}')),
  onLine(509, definition('eq. 3.1', 'Its columns w̄_j')),
  onLine(512, definition('proof of theorem 3.1.1', 'w̄_j has n_{i+1} entries')),
  onLine(
    514,
    judged(
      'proof of theorem 3.1.1, line 1 of the Gram matrix',
      'W_{i+1}ᵀW_{i+1} as a column of rows times a row of columns',
      'thm-3.1.1:proof-gram-of-columns',
    ),
  ),
  onLine(
    514,
    judged(
      'proof of theorem 3.1.1, line 2 of the Gram matrix',
      'Its entries are inner products of columns',
      'thm-3.1.1:proof-gram-of-columns',
    ),
  ),
  onLine(516, definition('proof of theorem 3.1.1', 'First, two different columns')),
  onLine(
    518,
    judged(
      'proof of theorem 3.1.1, i ≠ j, line 1',
      '⟨w̄_i, w̄_j⟩ as a sum over n_{i+2} entries',
      'thm-3.1.1:proof-sum-of-products',
    ),
  ),
  onLine(
    518,
    judged(
      'proof of theorem 3.1.1, i ≠ j, line 2',
      'Its expectation is that of the sum',
      'thm-3.1.1:proof-mean-of-products',
    ),
  ),
  onLine(
    518,
    judged('proof of theorem 3.1.1, i ≠ j, line 3', 'By independence it is 0', 'thm-3.1.1:proof-mean-of-products'),
  ),
  onLine(
    518,
    judged(
      'proof of theorem 3.1.1, i ≠ j, line 4',
      'The variance as E[x²] − E[x]²',
      'thm-3.1.1:proof-variance-of-products',
    ),
  ),
  onLine(
    518,
    judged('proof of theorem 3.1.1, i ≠ j, line 5', 'The second term is 0', 'thm-3.1.1:proof-variance-of-products'),
  ),
  onLine(
    518,
    judged(
      'proof of theorem 3.1.1, i ≠ j, line 6',
      'The square multiplied out, with 2Σ_{l>k}',
      'thm-3.1.1:proof-variance-of-products',
    ),
  ),
  onLine(
    518,
    judged(
      'proof of theorem 3.1.1, i ≠ j, line 7',
      'Expectations of the products; the mixed term has three factors',
      'thm-3.1.1:proof-variance-of-products',
    ),
  ),
  onLine(
    518,
    judged(
      'proof of theorem 3.1.1, i ≠ j, line 8',
      'The mixed term is 0, E[w²w²] splits',
      'thm-3.1.1:proof-variance-of-products',
    ),
  ),
  onLine(
    518,
    judged('proof of theorem 3.1.1, i ≠ j, line 9', 'Var = n_{i+2}σ⁴_{i+1}', 'thm-3.1.1:proof-variance-of-products'),
  ),
  onLine(520, definition('proof of theorem 3.1.1', 'Then a column with itself')),
  onLine(
    524,
    judged(
      'proof of theorem 3.1.1, i = j, line 1',
      '⟨w̄_i, w̄_i⟩ = Σ w² over n_{i+2} entries',
      'thm-3.1.1:proof-sum-of-squares',
    ),
  ),
  onLine(
    524,
    judged(
      'proof of theorem 3.1.1, i = j, line 2',
      'Expectation n_{i+2}σ², with an index n_{i+1} on σ',
      'thm-3.1.1:proof-mean-of-squares',
    ),
  ),
  onLine(
    524,
    judged(
      'proof of theorem 3.1.1, i = j, line 3',
      'The variance as E[x²] − E[x]²',
      'thm-3.1.1:proof-variance-of-squares-lines',
    ),
  ),
  onLine(
    524,
    judged(
      'proof of theorem 3.1.1, i = j, line 4',
      'The second term put in',
      'thm-3.1.1:proof-variance-of-squares-lines',
    ),
  ),
  onLine(
    524,
    judged(
      'proof of theorem 3.1.1, i = j, line 5',
      'The line before, repeated',
      'thm-3.1.1:proof-variance-of-squares-lines',
    ),
  ),
  onLine(
    524,
    judged(
      'proof of theorem 3.1.1, i = j, line 6',
      'The square multiplied out',
      'thm-3.1.1:proof-variance-of-squares-lines',
    ),
  ),
  onLine(
    524,
    judged(
      'proof of theorem 3.1.1, i = j, line 7',
      'Expectations of w⁴ and of w²w²',
      'thm-3.1.1:proof-variance-of-squares-lines',
    ),
  ),
  onLine(
    524,
    judged(
      'proof of theorem 3.1.1, i = j, line 8',
      '3nσ⁴ + (n² − n)σ⁴ − n²σ⁴',
      'thm-3.1.1:proof-variance-of-squares-lines',
    ),
  ),
  onLine(524, judged('proof of theorem 3.1.1, i = j, line 9', 'This is 4nσ⁴', 'thm-3.1.1:proof-variance-of-squares')),
  onLine(
    528,
    judged('proof of theorem 3.1.1, E of W_{i+1}ᵀW_{i+1}', 'n_{i+2}σ²_{i+1}I', 'thm-3.1.1:proof-mean-of-gram-above'),
  ),
  onLine(
    529,
    judged(
      'proof of theorem 3.1.1, Var of W_{i+1}ᵀW_{i+1}',
      '4n_{i+2}σ⁴_{i+1}𝔹',
      'thm-3.1.1:proof-variance-of-gram-above',
    ),
  ),
  onLine(
    531,
    judged(
      'proof of theorem 3.1.1',
      'W_iW_iᵀ is the Gram matrix of W′ = W_iᵀ, of shape (n_i, n_{i+1})',
      'thm-3.1.1:proof-shape-of-transpose',
    ),
  ),
  onLine(533, judged('proof of theorem 3.1.1, E of W_iW_iᵀ', 'n_iσ²_iI', 'thm-3.1.1:proof-mean-of-gram-below')),
  onLine(
    534,
    judged(
      'proof of theorem 3.1.1, Var of W_iW_iᵀ',
      'n_iσ⁴_i𝔹, without a factor 4',
      'thm-3.1.1:proof-variance-of-gram-below',
    ),
  ),
  onLine(536, judged('proof of theorem 3.1.1', 'Independent layers have covariance 0', 'thm-3.1.1:proof-covariance')),
  onLine(
    538,
    judged(
      'proof of theorem 3.1.1, E of the difference',
      'The expectations subtracted; W_iᵀW_i is printed',
      'thm-3.1.1:proof-mean-of-difference',
    ),
  ),
  onLine(
    539,
    judged(
      'proof of theorem 3.1.1, Var of the difference',
      'The variances added; W_iᵀW_i is printed',
      'thm-3.1.1:proof-variance-of-difference',
    ),
  ),
  onLine(
    543,
    judged('section 3.1', 'Scaled starts keep gradients from vanishing or exploding', 'sec-3.1:scaling-keeps-variance'),
  ),
  onLine(543, judged('section 3.1', 'Random starts break symmetry between units', 'sec-3.1:symmetry')),
  onLine(547, definition('section 3.1', 'LeCun: variance 1/n_i')),
  onLine(549, definition('section 3.1', 'Glorot: variance 2/(n_i + n_{i+1})')),
  onLine(
    549,
    judged(
      'section 3.1',
      'Glorot balances the variance between layers of different widths',
      'sec-3.1:glorot-balances-variance',
    ),
  ),
  onLine(550, definition('section 3.1', 'He: variance 2/n_i')),
  onLine(550, judged('section 3.1', 'He suits ReLU layers', 'sec-3.1:he-suits-relu')),
  onLine(551, definition('section 3.1', 'Scaled: variance α_i/n_i')),
  onLine(553, untestable('section 3.1', 'These starts let networks learn stably', 'a measure of stability')),
  onLine(555, definition('section 3.1', 'Theorem 3.1.1 is put to each scheme')),
  onLine(558, judged('table 3.1, LeCun, variance of W_{i+1}', '1/n_{i+1}', 'table-3.1:lecun-upper-layer')),
  onLine(558, judged('table 3.1, LeCun, variance of W_i', '1/n_i', 'table-3.1:lecun-lower-layer')),
  onLine(558, judged('table 3.1, LeCun, expectation', '(n_{i+2}/n_{i+1} − 1)I', 'table-3.1:lecun-expectation')),
  onLine(558, judged('table 3.1, LeCun, variance', '(n_{i+2}/n²_{i+1} + 1/n_i)𝔹', 'table-3.1:lecun-variance')),
  onLine(
    559,
    judged('table 3.1, Glorot, variance of W_{i+1}', '2/(n_{i+1} + n_{i+2})', 'table-3.1:glorot-upper-layer'),
  ),
  onLine(559, judged('table 3.1, Glorot, variance of W_i', '2/(n_{i+1} + n_i)', 'table-3.1:glorot-lower-layer')),
  onLine(
    559,
    judged(
      'table 3.1, Glorot, expectation',
      '2(n_{i+2}/(n_{i+1} + n_{i+2}) − n_i/(n_{i+1} + n_i))I',
      'table-3.1:glorot-expectation',
    ),
  ),
  onLine(
    559,
    judged('table 3.1, Glorot, variance', 'The sum of both n(2/(n + n′))², times 𝔹', 'table-3.1:glorot-variance'),
  ),
  onLine(560, judged('table 3.1, He, variance of W_{i+1}', '2/n_{i+1}', 'table-3.1:he-upper-layer')),
  onLine(560, judged('table 3.1, He, variance of W_i', '2/n_i', 'table-3.1:he-lower-layer')),
  onLine(560, judged('table 3.1, He, expectation', '2(n_{i+2}/n_{i+1} − 1)I', 'table-3.1:he-expectation')),
  onLine(560, judged('table 3.1, He, variance', '4(n_{i+2}/n²_{i+1} + 1/n_i)𝔹', 'table-3.1:he-variance')),
  onLine(561, judged('table 3.1, Scaled, variance of W_{i+1}', 'α²_{i+1}/n_{i+1}', 'table-3.1:scaled-upper-layer')),
  onLine(561, judged('table 3.1, Scaled, variance of W_i', 'α²_i/n_i', 'table-3.1:scaled-lower-layer')),
  onLine(
    561,
    judged('table 3.1, Scaled, expectation', '(α²_{i+1}n_{i+2}/n_{i+1} − α²_i)I', 'table-3.1:scaled-expectation'),
  ),
  onLine(
    561,
    judged(
      'table 3.1, Scaled, variance',
      '(n_{i+2}(α²_{i+1}/n_{i+1})² + n_i(α²_i/n_i)²)𝔹',
      'table-3.1:scaled-variance',
    ),
  ),
  onLine(563, definition('table 3.1', 'Expectation and variance of the balance, scheme by scheme')),
  onLine(565, judged('section 3.1', 'These starts are λ-balanced for some λ', 'sec-3.1:starts-are-balanced')),
  onLine(
    565,
    judged(
      'section 3.1',
      'The table shows how widths decide λ',
      'sec-3.1:lambda-rises-with-r',
      'sec-3.1:lambda-falls-with-k',
      'table-3.1:lecun-expectation',
      'table-3.1:glorot-expectation',
      'table-3.1:he-expectation',
      'table-3.1:scaled-expectation',
    ),
  ),
  onLine(
    567,
    judged(
      'section 3.1',
      'With 40, 200 and 80 units the balance looks like a scaled identity',
      'sec-3.1:looks-like-a-scaled-identity',
    ),
  ),
  onLine(571, judged('figure 3.1', 'The balance of four schemes resembles a scaled identity', 'fig-3.1')),
  onLine(
    573,
    untestable('section 3.1', 'Large models have more than 10 000 units a layer', 'the models of [22] and [29]'),
  ),
  onLine(
    573,
    judged('section 3.1', 'For such models λ-balance is very near to reality', 'sec-3.1:very-near-to-reality'),
  ),
  onLine(575, definition('section 3.1', 'k = n_{i+1}/n_i and r = n_{i+2}/n_i')),
  onLine(578, judged('table 3.2, LeCun, variance of W_{i+1}', '1/(kn_i)', 'table-3.2:lecun-upper-layer')),
  onLine(578, judged('table 3.2, LeCun, variance of W_i', '1/n_i', 'table-3.2:lecun-lower-layer')),
  onLine(578, judged('table 3.2, LeCun, expectation', '(r/k − 1)I', 'table-3.2:lecun-expectation')),
  onLine(578, judged('table 3.2, LeCun, variance', '(r/k² + 1)/n_i·𝔹', 'table-3.2:lecun-variance')),
  onLine(579, judged('table 3.2, Glorot, variance of W_{i+1}', '2/(n_i(k + r))', 'table-3.2:glorot-upper-layer')),
  onLine(579, judged('table 3.2, Glorot, variance of W_i', '2/(n_i(k + 1))', 'table-3.2:glorot-lower-layer')),
  onLine(579, judged('table 3.2, Glorot, expectation', '2(r/(k + r) − 1/(k + 1))I', 'table-3.2:glorot-expectation')),
  onLine(579, judged('table 3.2, Glorot, variance', '4(r/(r + k)² + 1/(k + 1)²)/n_i·𝔹', 'table-3.2:glorot-variance')),
  onLine(580, judged('table 3.2, He, variance of W_{i+1}', '2/(kn_i)', 'table-3.2:he-upper-layer')),
  onLine(580, judged('table 3.2, He, variance of W_i', '2/n_i', 'table-3.2:he-lower-layer')),
  onLine(580, judged('table 3.2, He, expectation', '2(r/k − 1)I', 'table-3.2:he-expectation')),
  onLine(580, judged('table 3.2, He, variance', '4(r/k² + 1)/n_i·𝔹', 'table-3.2:he-variance')),
  onLine(581, judged('table 3.2, Scaled, variance of W_{i+1}', 'α²_{i+1}/(kn_i)', 'table-3.2:scaled-upper-layer')),
  onLine(581, judged('table 3.2, Scaled, variance of W_i', 'α²_i/n_i', 'table-3.2:scaled-lower-layer')),
  onLine(581, judged('table 3.2, Scaled, expectation', '(rα²_{i+1}/k − α²_i)I', 'table-3.2:scaled-expectation')),
  onLine(581, judged('table 3.2, Scaled, variance', '(rα²_{i+1}/k² + α²_i)/n_i·𝔹', 'table-3.2:scaled-variance')),
  onLine(583, definition('table 3.2', 'The same in terms of n_i, k and r')),
  onLine(
    585,
    judged('section 3.1', 'The variance goes to 0 as widths grow in proportion', 'sec-3.1:variance-vanishes'),
  ),
  onLine(
    587,
    judged(
      'section 3.1',
      'Hence the balance converges in probability to λ-balanced weights',
      'sec-3.1:in-probability-by-entries',
      'sec-3.1:in-frobenius-norm',
      'sec-3.1:in-operator-norm',
    ),
  ),
  onLine(589, judged('section 3.1', 'A larger r means a larger λ in each scheme', 'sec-3.1:lambda-rises-with-r')),
  onLine(589, judged('section 3.1', 'A larger k has the opposite effect', 'sec-3.1:lambda-falls-with-k')),
  onLine(589, judged('section 3.1', 'Some schemes limit λ, such as λ ≥ 0 for LeCun', 'sec-3.1:lecun-is-not-negative')),
  onLine(591, definition('section 3.1', 'Special cases of r and k')),
  onLine(593, judged('section 3.1, case 1', 'r = k: three layers of the same number of units', 'sec-3.1:case-1')),
  onLine(
    594,
    judged(
      'section 3.1, case 2',
      'r → 0 at fixed k: the first layer is much larger than both others',
      'sec-3.1:case-2',
    ),
  ),
  onLine(595, judged('section 3.1, case 3', 'r → ∞ at fixed k: the last layer is much the largest', 'sec-3.1:case-3')),
  onLine(596, judged('section 3.1, case 4', 'k → 0 at fixed r: the middle layer is very small', 'sec-3.1:case-4')),
  onLine(
    597,
    judged('section 3.1, case 5', 'k → ∞ at fixed r: the middle layer is much the largest', 'sec-3.1:case-5'),
  ),
  onLine(598, judged('section 3.1, case 6', 'r = α²_i/α²_{i+1} matters for Scaled', 'sec-3.1:case-6')),
  onLine(601, judged('table 3.3, LeCun, r = k', '0', 'table-3.3:lecun-equal-ratios')),
  onLine(601, judged('table 3.3, LeCun, r → 0', '−I', 'table-3.3:lecun-small-r')),
  onLine(601, judged('table 3.3, LeCun, r → ∞', '(r/k)I', 'table-3.3:lecun-large-r')),
  onLine(601, judged('table 3.3, LeCun, k → ∞', '−I', 'table-3.3:lecun-large-k')),
  onLine(601, judged('table 3.3, LeCun, k → 0', '(r/k)I', 'table-3.3:lecun-small-k')),
  onLine(602, judged('table 3.3, Glorot, r = k', '0', 'table-3.3:glorot-equal-ratios')),
  onLine(602, judged('table 3.3, Glorot, r → 0', '2I', 'table-3.3:glorot-small-r')),
  onLine(602, judged('table 3.3, Glorot, r → ∞', '2I', 'table-3.3:glorot-large-r')),
  onLine(602, judged('table 3.3, Glorot, k → ∞', '0', 'table-3.3:glorot-large-k')),
  onLine(602, judged('table 3.3, Glorot, k → 0', '−2/(k + 1)·I', 'table-3.3:glorot-small-k')),
  onLine(603, judged('table 3.3, He, r = k', '0', 'table-3.3:he-equal-ratios')),
  onLine(603, judged('table 3.3, He, r → 0', '−2I', 'table-3.3:he-small-r')),
  onLine(603, judged('table 3.3, He, r → ∞', '2(r/k)I', 'table-3.3:he-large-r')),
  onLine(603, judged('table 3.3, He, k → ∞', '−2I', 'table-3.3:he-large-k')),
  onLine(603, judged('table 3.3, He, k → 0', '2(r/k)I', 'table-3.3:he-small-k')),
  onLine(604, judged('table 3.3, Scaled, r = k', '(α²_{i+1} − α²_i)I', 'table-3.3:scaled-equal-ratios')),
  onLine(604, judged('table 3.3, Scaled, r → 0', '−α²_iI', 'table-3.3:scaled-small-r')),
  onLine(604, judged('table 3.3, Scaled, r → ∞', '(r/k)α²_{i+1}I', 'table-3.3:scaled-large-r')),
  onLine(604, judged('table 3.3, Scaled, k → ∞', '−α²_iI', 'table-3.3:scaled-large-k')),
  onLine(604, judged('table 3.3, Scaled, k → 0', '(r/k)α²_{i+1}I', 'table-3.3:scaled-small-k')),
  onLine(604, judged('table 3.3, Scaled, r = kα²_i/α²_{i+1}', '0', 'table-3.3:scaled-balanced-factors')),
  onLine(606, definition('table 3.3', 'The expectation in special cases; the caption speaks of variances, too')),
  onLine(608, judged('section 3.1', 'The balance is often not 0, in limits and outside', 'sec-3.1:often-not-zero')),
  onLine(
    610,
    judged('section 3.1', 'Balance is preserved in linear networks only', 'sec-3.1:balance-in-linear-networks-only'),
  ),
  onLine(
    610,
    judged(
      'section 3.1',
      'Large networks with usual starts have it at the start',
      'sec-3.1:balanced-in-expectation',
      'sec-3.1:in-probability-by-entries',
      'sec-3.1:in-frobenius-norm',
      'sec-3.1:in-operator-norm',
    ),
  ),
  onLine(
    612,
    untestable(
      'section 3.1',
      'What is known of λ carries over to nonlinear networks approximately',
      'which networks, and how near',
    ),
  ),
  onLine(
    614,
    untestable(
      'section 3.1',
      'Widths, activations and starts may control the regime',
      'it is called a possible future application',
    ),
  ),
  onLine(616, definition('section 3.1', 'Aligned networks are studied first')),
];
