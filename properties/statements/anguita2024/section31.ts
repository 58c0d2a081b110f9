import { definition, type LinedStatement, onLine, untestable } from '../statement.ts';

/** Random starts and their balance. */
export const SECTION_3_1: readonly LinedStatement[] = [
  onLine(
    491,
    untestable(
      'section 3.1',
      'Usual starts are centred, their variance falling with the number of layers a matrix acts on',
      'a scheme of which the variance depends on layers: those listed below depend on units',
    ),
  ),
  onLine(
    491,
    untestable(
      'section 3.1',
      'Many usual starts are λ-balanced in expectation',
      'expectation over independent Gaussian weights, exactly',
    ),
  ),
  onLine(
    491,
    untestable(
      'section 3.1',
      'As the network grows they are λ-balanced in probability',
      'a limit in the widths, in each norm: entry by entry, Frobenius, operator',
    ),
  ),
  onLine(493, definition('section 3.1', 'Expectation and variance of the balance of two adjacent layers are computed')),
  onLine(
    495,
    untestable(
      'theorem 3.1.1',
      'Random starts are balanced in expectation',
      'expectation over independent Gaussian weights, exactly',
    ),
  ),
  onLine(497, definition('theorem 3.1.1', 'L layers of n_i units; weights N(0, σ_i²)')),
  onLine(
    497,
    untestable(
      'theorem 3.1.1',
      'W_i has size (n_i, n_{i+1})',
      'a claim of sizes of W_{i+1}ᵀW_{i+1} − W_iW_iᵀ, and the reading in which W_i is n_{i+1}×n_i',
    ),
  ),
  onLine(
    499,
    untestable(
      'theorem 3.1.1, part 1',
      'Expectation of the balance: a multiple of the identity',
      'moments of second order of two Gaussian layers, polynomials in the widths',
    ),
  ),
  onLine(
    500,
    untestable(
      'theorem 3.1.1, part 1',
      'E[W_{i+1}ᵀW_{i+1} − W_iW_iᵀ] = (n_{i+2}σ²_{i+1} − n_iσ²_i)I',
      "Wick's theorem for products of two weights",
    ),
  ),
  onLine(
    502,
    untestable(
      'theorem 3.1.1, part 2',
      'Variance of its entries: (n_{i+2}σ⁴_{i+1} + n_iσ⁴_i)𝔹',
      "Wick's theorem for products of four weights",
    ),
  ),
  onLine(502, definition('theorem 3.1.1, part 2', '𝔹 is 4 on the diagonal and 1 elsewhere')),
  onLine(
    504,
    untestable(
      'proof of theorem 3.1.1',
      'Both moments follow from independence of the entries',
      'moments of Gaussian weights as exact polynomials, line by line',
    ),
  ),
  onLine(507, definition('proof of theorem 3.1.1', 'Entries of W_{i+1}, n_{i+1}×n_{i+2}')),
  onLine(509, definition('eq. 3.1', 'Its columns w̄_j')),
  onLine(512, definition('proof of theorem 3.1.1', 'w̄_j has n_{i+1} entries')),
  onLine(
    514,
    untestable(
      'proof of theorem 3.1.1, line 1 of the Gram matrix',
      'W_{i+1}ᵀW_{i+1} as a column of rows times a row of columns',
      'blocks by columns: the language has no list of columns',
    ),
  ),
  onLine(
    514,
    untestable(
      'proof of theorem 3.1.1, line 2 of the Gram matrix',
      'Its entries are inner products of columns',
      'a claim entry by entry: indices that run',
    ),
  ),
  onLine(516, definition('proof of theorem 3.1.1', 'First, two different columns')),
  onLine(
    518,
    untestable(
      'proof of theorem 3.1.1, i ≠ j, line 1',
      '⟨w̄_i, w̄_j⟩ as a sum over n_{i+2} entries',
      'sums over an index, with its upper end against the n_{i+1} entries of a column',
    ),
  ),
  onLine(
    518,
    untestable(
      'proof of theorem 3.1.1, i ≠ j, line 2',
      'Its expectation is that of the sum',
      'E of a polynomial in Gaussian weights as a symbol',
    ),
  ),
  onLine(
    518,
    untestable(
      'proof of theorem 3.1.1, i ≠ j, line 3',
      'By independence it is 0',
      'moments of first order of independent weights',
    ),
  ),
  onLine(
    518,
    untestable('proof of theorem 3.1.1, i ≠ j, line 4', 'The variance as E[x²] − E[x]²', 'Var as a symbol beside E'),
  ),
  onLine(
    518,
    untestable('proof of theorem 3.1.1, i ≠ j, line 5', 'The second term is 0', 'E of a square of a sum of products'),
  ),
  onLine(
    518,
    untestable(
      'proof of theorem 3.1.1, i ≠ j, line 6',
      'The square multiplied out, with 2Σ_{l>k}',
      'double sums over indices',
    ),
  ),
  onLine(
    518,
    untestable(
      'proof of theorem 3.1.1, i ≠ j, line 7',
      'Expectations of the products; the mixed term has three factors',
      'moments of four different weights; which factor is dropped',
    ),
  ),
  onLine(
    518,
    untestable(
      'proof of theorem 3.1.1, i ≠ j, line 8',
      'The mixed term is 0, E[w²w²] splits',
      'moments of second order of two independent weights',
    ),
  ),
  onLine(
    518,
    untestable(
      'proof of theorem 3.1.1, i ≠ j, line 9',
      'Var = n_{i+2}σ⁴_{i+1}',
      "a polynomial in width and σ from Wick's theorem",
    ),
  ),
  onLine(520, definition('proof of theorem 3.1.1', 'Then a column with itself')),
  onLine(
    524,
    untestable(
      'proof of theorem 3.1.1, i = j, line 1',
      '⟨w̄_i, w̄_i⟩ = Σ w² over n_{i+2} entries',
      'sums over an index, of which the upper end is to be judged',
    ),
  ),
  onLine(
    524,
    untestable(
      'proof of theorem 3.1.1, i = j, line 2',
      'Expectation n_{i+2}σ², with an index n_{i+1} on σ',
      "second moments; which layer's σ is meant by the index",
    ),
  ),
  onLine(
    524,
    untestable(
      'proof of theorem 3.1.1, i = j, line 3',
      'The variance as E[x²] − E[x]²',
      'Var of a sum of squares as a symbol',
    ),
  ),
  onLine(
    524,
    untestable(
      'proof of theorem 3.1.1, i = j, line 4',
      'The second term put in',
      'the square of an expectation as a polynomial in n and σ',
    ),
  ),
  onLine(
    524,
    untestable(
      'proof of theorem 3.1.1, i = j, line 5',
      'The line before, repeated',
      'a step that is no step: it cannot fail',
    ),
  ),
  onLine(
    524,
    untestable(
      'proof of theorem 3.1.1, i = j, line 6',
      'The square multiplied out',
      'double sums over indices of fourth-order products',
    ),
  ),
  onLine(
    524,
    untestable(
      'proof of theorem 3.1.1, i = j, line 7',
      'Expectations of w⁴ and of w²w²',
      'fourth moments and products of second ones',
    ),
  ),
  onLine(
    524,
    untestable(
      'proof of theorem 3.1.1, i = j, line 8',
      '3nσ⁴ + (n² − n)σ⁴ − n²σ⁴',
      "the fourth moment 3σ⁴ from Wick's theorem",
    ),
  ),
  onLine(
    524,
    untestable(
      'proof of theorem 3.1.1, i = j, line 9',
      'This is 4nσ⁴',
      'an identity of polynomials in n and σ: letters that are neither sizes nor weights',
    ),
  ),
  onLine(
    528,
    untestable(
      'proof of theorem 3.1.1, E of W_{i+1}ᵀW_{i+1}',
      'n_{i+2}σ²_{i+1}I',
      'expectation of a matrix, entry by entry',
    ),
  ),
  onLine(
    529,
    untestable(
      'proof of theorem 3.1.1, Var of W_{i+1}ᵀW_{i+1}',
      '4n_{i+2}σ⁴_{i+1}𝔹',
      "variances of a matrix's entries; the factor 4 beside the 4 in 𝔹",
    ),
  ),
  onLine(
    531,
    untestable(
      'proof of theorem 3.1.1',
      'W_iW_iᵀ is the Gram matrix of W′ = W_iᵀ, of shape (n_i, n_{i+1})',
      'a claim of sizes: W_i has this shape by the theorem',
    ),
  ),
  onLine(
    533,
    untestable(
      'proof of theorem 3.1.1, E of W_iW_iᵀ',
      'n_iσ²_iI',
      'expectation of W_iW_iᵀ in both readings of its size',
    ),
  ),
  onLine(
    534,
    untestable(
      'proof of theorem 3.1.1, Var of W_iW_iᵀ',
      'n_iσ⁴_i𝔹, without a factor 4',
      'variances of the entries of W_iW_iᵀ',
    ),
  ),
  onLine(
    536,
    untestable('proof of theorem 3.1.1', 'Independent layers have covariance 0', 'Cov of entries of two layers'),
  ),
  onLine(
    538,
    untestable(
      'proof of theorem 3.1.1, E of the difference',
      'The expectations subtracted; W_iᵀW_i is printed',
      "expectation of W_iᵀW_i, of another size than the theorem's",
    ),
  ),
  onLine(
    539,
    untestable(
      'proof of theorem 3.1.1, Var of the difference',
      'The variances added; W_iᵀW_i is printed',
      'variances of a difference of independent matrices',
    ),
  ),
  onLine(
    543,
    untestable(
      'section 3.1',
      'Scaled starts keep gradients from vanishing or exploding',
      'gradients along depth, which no case measures',
    ),
  ),
  onLine(
    543,
    untestable(
      'section 3.1',
      'Random starts break symmetry between units',
      'a start with equal units, and that it stays symmetric',
    ),
  ),
  onLine(547, definition('section 3.1', 'LeCun: variance 1/n_i')),
  onLine(549, definition('section 3.1', 'Glorot: variance 2/(n_i + n_{i+1})')),
  onLine(
    549,
    untestable(
      'section 3.1',
      'Glorot balances the variance between layers of different widths',
      'which variance: of activities, of gradients or of weights',
    ),
  ),
  onLine(550, definition('section 3.1', 'He: variance 2/n_i')),
  onLine(550, untestable('section 3.1', 'He suits ReLU layers', 'second moments of a ReLU of Gaussian input')),
  onLine(551, definition('section 3.1', 'Scaled: variance α_i/n_i')),
  onLine(553, untestable('section 3.1', 'These starts let networks learn stably', 'a measure of stability')),
  onLine(555, definition('section 3.1', 'Theorem 3.1.1 is put to each scheme')),
  onLine(
    558,
    untestable(
      'table 3.1, LeCun, variance of W_{i+1}',
      '1/n_{i+1}',
      'the definition of the scheme as a rational function of widths',
    ),
  ),
  onLine(
    558,
    untestable(
      'table 3.1, LeCun, variance of W_i',
      '1/n_i',
      'widths of layers beyond Ni, Nh, No as sizes in fractions',
    ),
  ),
  onLine(
    558,
    untestable('table 3.1, LeCun, expectation', '(n_{i+2}/n_{i+1} − 1)I', "exact expectation under LeCun's variances"),
  ),
  onLine(
    558,
    untestable(
      'table 3.1, LeCun, variance',
      '(n_{i+2}/n²_{i+1} + 1/n_i)𝔹',
      "exact variances under LeCun's, diagonal and off it",
    ),
  ),
  onLine(
    559,
    untestable(
      'table 3.1, Glorot, variance of W_{i+1}',
      '2/(n_{i+1} + n_{i+2})',
      "the scheme's variance for the second layer",
    ),
  ),
  onLine(
    559,
    untestable('table 3.1, Glorot, variance of W_i', '2/(n_{i+1} + n_i)', "the scheme's variance for the first layer"),
  ),
  onLine(
    559,
    untestable(
      'table 3.1, Glorot, expectation',
      '2(n_{i+2}/(n_{i+1} + n_{i+2}) − n_i/(n_{i+1} + n_i))I',
      "exact expectation under Glorot's variances",
    ),
  ),
  onLine(
    559,
    untestable(
      'table 3.1, Glorot, variance',
      'The sum of both n(2/(n + n′))², times 𝔹',
      "exact variances under Glorot's",
    ),
  ),
  onLine(560, untestable('table 3.1, He, variance of W_{i+1}', '2/n_{i+1}', "He's variance for the second layer")),
  onLine(560, untestable('table 3.1, He, variance of W_i', '2/n_i', "He's variance for the first layer")),
  onLine(
    560,
    untestable('table 3.1, He, expectation', '2(n_{i+2}/n_{i+1} − 1)I', "exact expectation under He's variances"),
  ),
  onLine(560, untestable('table 3.1, He, variance', '4(n_{i+2}/n²_{i+1} + 1/n_i)𝔹', "exact variances under He's")),
  onLine(
    561,
    untestable(
      'table 3.1, Scaled, variance of W_{i+1}',
      'α²_{i+1}/n_{i+1}',
      'which scheme: its definition has α, not α²',
    ),
  ),
  onLine(561, untestable('table 3.1, Scaled, variance of W_i', 'α²_i/n_i', 'which scheme: α_i or its square')),
  onLine(
    561,
    untestable(
      'table 3.1, Scaled, expectation',
      '(α²_{i+1}n_{i+2}/n_{i+1} − α²_i)I',
      'exact expectation with parameters α as symbols',
    ),
  ),
  onLine(
    561,
    untestable(
      'table 3.1, Scaled, variance',
      '(n_{i+2}(α²_{i+1}/n_{i+1})² + n_i(α²_i/n_i)²)𝔹',
      'exact variances with parameters α as symbols',
    ),
  ),
  onLine(563, definition('table 3.1', 'Expectation and variance of the balance, scheme by scheme')),
  onLine(
    565,
    untestable(
      'section 3.1',
      'These starts are λ-balanced for some λ',
      'the sense: a draw, the expectation or a limit; then the probability of an exact balance',
    ),
  ),
  onLine(
    565,
    untestable('section 3.1', 'The table shows how widths decide λ', 'the expectations of table 3.1 as claims'),
  ),
  onLine(
    567,
    untestable(
      'section 3.1',
      'With 40, 200 and 80 units the balance looks like a scaled identity',
      'how near: distance over size in each norm, over many draws, statistically',
    ),
  ),
  onLine(
    571,
    untestable(
      'figure 3.1',
      'The balance of four schemes resembles a scaled identity',
      'a redrawn figure with its distances, since a heat map shows entries and not eigenvalues',
    ),
  ),
  onLine(
    573,
    untestable('section 3.1', 'Large models have more than 10 000 units a layer', 'the models of [22] and [29]'),
  ),
  onLine(
    573,
    untestable(
      'section 3.1',
      'For such models λ-balance is very near to reality',
      'layers of that width, with all three in proportion, and a norm',
    ),
  ),
  onLine(575, definition('section 3.1', 'k = n_{i+1}/n_i and r = n_{i+2}/n_i')),
  onLine(
    578,
    untestable('table 3.2, LeCun, variance of W_{i+1}', '1/(kn_i)', 'ratios of widths as symbols beside them'),
  ),
  onLine(
    578,
    untestable('table 3.2, LeCun, variance of W_i', '1/n_i', 'the width of the first layer as a rational symbol'),
  ),
  onLine(578, untestable('table 3.2, LeCun, expectation', '(r/k − 1)I', 'substitution of kn_i and rn_i in table 3.1')),
  onLine(578, untestable('table 3.2, LeCun, variance', '(r/k² + 1)/n_i·𝔹', "substitution in LeCun's variance")),
  onLine(
    579,
    untestable('table 3.2, Glorot, variance of W_{i+1}', '2/(n_i(k + r))', "substitution in Glorot's second layer"),
  ),
  onLine(
    579,
    untestable('table 3.2, Glorot, variance of W_i', '2/(n_i(k + 1))', "substitution in Glorot's first layer"),
  ),
  onLine(
    579,
    untestable('table 3.2, Glorot, expectation', '2(r/(k + r) − 1/(k + 1))I', "substitution in Glorot's expectation"),
  ),
  onLine(
    579,
    untestable('table 3.2, Glorot, variance', '4(r/(r + k)² + 1/(k + 1)²)/n_i·𝔹', "substitution in Glorot's variance"),
  ),
  onLine(580, untestable('table 3.2, He, variance of W_{i+1}', '2/(kn_i)', "substitution in He's second layer")),
  onLine(580, untestable('table 3.2, He, variance of W_i', '2/n_i', "He's first layer, unchanged")),
  onLine(580, untestable('table 3.2, He, expectation', '2(r/k − 1)I', "substitution in He's expectation")),
  onLine(580, untestable('table 3.2, He, variance', '4(r/k² + 1)/n_i·𝔹', "substitution in He's variance")),
  onLine(
    581,
    untestable('table 3.2, Scaled, variance of W_{i+1}', 'α²_{i+1}/(kn_i)', 'substitution, with α as a symbol'),
  ),
  onLine(581, untestable('table 3.2, Scaled, variance of W_i', 'α²_i/n_i', "the first layer's, with α as a symbol")),
  onLine(
    581,
    untestable(
      'table 3.2, Scaled, expectation',
      '(rα²_{i+1}/k − α²_i)I',
      'substitution in table 3.1, with α as a symbol',
    ),
  ),
  onLine(
    581,
    untestable(
      'table 3.2, Scaled, variance',
      '(rα²_{i+1}/k² + α²_i)/n_i·𝔹',
      'agreement with table 3.1, where α has the power four',
    ),
  ),
  onLine(583, definition('table 3.2', 'The same in terms of n_i, k and r')),
  onLine(
    585,
    untestable(
      'section 3.1',
      'The variance goes to 0 as widths grow in proportion',
      'a limit in n_i at fixed k and r, of a rational function',
    ),
  ),
  onLine(
    587,
    untestable(
      'section 3.1',
      'Hence the balance converges in probability to λ-balanced weights',
      'the norm: what vanishes entry by entry need not vanish as an operator',
    ),
  ),
  onLine(
    589,
    untestable(
      'section 3.1',
      'A larger r means a larger λ in each scheme',
      'the sign of a derivative of rational functions in r',
    ),
  ),
  onLine(
    589,
    untestable('section 3.1', 'A larger k has the opposite effect', 'the sign of a derivative in k, over all r > 0'),
  ),
  onLine(
    589,
    untestable(
      'section 3.1',
      'Some schemes limit λ, such as λ ≥ 0 for LeCun',
      'the range of r/k − 1 over positive r and k',
    ),
  ),
  onLine(591, definition('section 3.1', 'Special cases of r and k')),
  onLine(
    593,
    untestable(
      'section 3.1, case 1',
      'r = k: three layers of the same number of units',
      'a claim on widths: n_i is free where r = k',
    ),
  ),
  onLine(
    594,
    untestable(
      'section 3.1, case 2',
      'r → 0 at fixed k: the first layer is much larger than both others',
      'a claim on widths: n_{i+1}/n_i = k is fixed',
    ),
  ),
  onLine(
    595,
    untestable(
      'section 3.1, case 3',
      'r → ∞ at fixed k: the last layer is much the largest',
      'a limit of ratios of widths',
    ),
  ),
  onLine(
    596,
    untestable(
      'section 3.1, case 4',
      'k → 0 at fixed r: the middle layer is very small',
      'a limit of n_{i+1} beside n_i and n_{i+2}',
    ),
  ),
  onLine(
    597,
    untestable(
      'section 3.1, case 5',
      'k → ∞ at fixed r: the middle layer is much the largest',
      'a limit of n_{i+1} over both others',
    ),
  ),
  onLine(
    598,
    untestable(
      'section 3.1, case 6',
      'r = α²_i/α²_{i+1} matters for Scaled',
      'agreement with the head of table 3.3, which has a factor k',
    ),
  ),
  onLine(601, untestable('table 3.3, LeCun, r = k', '0', 'table 3.2 at r = k')),
  onLine(601, untestable('table 3.3, LeCun, r → 0', '−I', 'a limit of r/k − 1 in r')),
  onLine(
    601,
    untestable('table 3.3, LeCun, r → ∞', '(r/k)I', 'a leading term: quotient of expectation and cell goes to 1'),
  ),
  onLine(601, untestable('table 3.3, LeCun, k → ∞', '−I', 'a limit of r/k − 1 in k')),
  onLine(601, untestable('table 3.3, LeCun, k → 0', '(r/k)I', 'a leading term for small k')),
  onLine(602, untestable('table 3.3, Glorot, r = k', '0', 'table 3.2 at r = k, for every k')),
  onLine(602, untestable('table 3.3, Glorot, r → 0', '2I', "the limit of Glorot's expectation for r → 0")),
  onLine(602, untestable('table 3.3, Glorot, r → ∞', '2I', "the limit of Glorot's expectation for r → ∞ at fixed k")),
  onLine(602, untestable('table 3.3, Glorot, k → ∞', '0', "the limit of Glorot's expectation for k → ∞")),
  onLine(602, untestable('table 3.3, Glorot, k → 0', '−2/(k + 1)·I', "the limit of Glorot's expectation for k → 0")),
  onLine(603, untestable('table 3.3, He, r = k', '0', "He's expectation at r = k")),
  onLine(603, untestable('table 3.3, He, r → 0', '−2I', 'a limit of 2(r/k − 1) in r')),
  onLine(603, untestable('table 3.3, He, r → ∞', '2(r/k)I', "He's leading term for large r")),
  onLine(603, untestable('table 3.3, He, k → ∞', '−2I', 'a limit of 2(r/k − 1) in k')),
  onLine(603, untestable('table 3.3, He, k → 0', '2(r/k)I', "He's leading term for small k")),
  onLine(604, untestable('table 3.3, Scaled, r = k', '(α²_{i+1} − α²_i)I', 'table 3.2 at r = k, with α as symbols')),
  onLine(604, untestable('table 3.3, Scaled, r → 0', '−α²_iI', 'a limit in r, with α as symbols')),
  onLine(
    604,
    untestable('table 3.3, Scaled, r → ∞', '(r/k)α²_{i+1}I', 'a leading term for large r, with α as symbols'),
  ),
  onLine(604, untestable('table 3.3, Scaled, k → ∞', '−α²_iI', 'a limit in k, with α as symbols')),
  onLine(
    604,
    untestable('table 3.3, Scaled, k → 0', '(r/k)α²_{i+1}I', 'a leading term for small k, with α as symbols'),
  ),
  onLine(604, untestable('table 3.3, Scaled, r = kα²_i/α²_{i+1}', '0', 'table 3.2 at this r')),
  onLine(606, definition('table 3.3', 'The expectation in special cases; the caption speaks of variances, too')),
  onLine(
    608,
    untestable(
      'section 3.1',
      'The balance is often not 0, in limits and outside',
      'a witness: widths and a scheme with an expectation other than 0',
    ),
  ),
  onLine(
    610,
    untestable(
      'section 3.1',
      'Balance is preserved in linear networks only',
      'nonlinear layers that keep it: ReLU layers keep its diagonal',
    ),
  ),
  onLine(
    610,
    untestable(
      'section 3.1',
      'Large networks with usual starts have it at the start',
      'the sense, as in the sentences after table 3.2',
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
