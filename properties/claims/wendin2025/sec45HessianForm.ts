import type { FlowCase } from '../../../src/judge/case.ts';
import type { Claim, Judge } from '../../../src/judge/claim.ts';
import { failure } from '../../../src/judge/compare.ts';
import { TIMELESS } from '../../../src/judge/instant.ts';
import { inverse } from '../../../src/numbers/linearAlgebra.ts';
import { Matrix } from '../../../src/numbers/matrix.ts';
import { Rational } from '../../../src/numbers/rational.ts';
import { rationalField } from '../../../src/numbers/rationalField.ts';
import { I, minus, plus, scaled, T, times } from '../_exact.ts';
import { exactly, exactlyOrdered, isSo } from '../_exactly.ts';
import { surveyClaim } from './_claim.ts';
import { anyCriticalPoints, criticalPointCases, inBases, nearDiagonal, signatureOf } from './_criticalPoints.ts';
import { hessianForm, rho1, rho2, rhoByMeaning } from './_hessianForm.ts';
import { hessianInertia } from './_landscape.ts';
import {
  errorOf,
  family,
  isZero,
  type M,
  type Network,
  network,
  networkOf,
  range,
  rational,
  squared,
  sum,
  tr,
} from './_network.ts';
import { networkCases } from './_networkCases.ts';
import { atLeastOneHiddenLayer } from './prop3.ts';

const two = rational(2);
const moving = networkCases({ assumptions: false, minDepth: 2, maxDepth: 3, maxWidth: 2, with: ['V', 'P'] });
const inverseOf = (P: M): M => inverse(rationalField, P);

/** ρ_k at PAP⁻¹ along V beside ρ_k at A along what is stated. */
const rhoInBases = (direction: (V: readonly M[], P: readonly M[]) => readonly M[]) =>
  exactly(given => {
    const net = networkOf(given);
    const [V, P] = [family(given, 'V'), family(given, 'P')];
    const moved = network(inBases(net.W, P), net.Sigma);
    const [own, other] = [rhoByMeaning(net, direction(V, P)), rhoByMeaning(moved, V)];
    return range(1, net.h).map(k => [`ρ_${k}(PAP⁻¹, V)`, own[k]!, other[k]!]);
  });

const lemma19 = surveyClaim({
  id: 'lemma-19',
  topic: 'Loss landscape',
  section: '4.5',
  title: 'ρ_k at PAP⁻¹ along V is ρ_k at A along P⁻¹VP',
  place: 'lemma 19 and its proof',
  note: 'ρ_k is taken by its meaning, as the coefficient of x^k in (A + xV)^h, for k = 1 … h.',
  statement: String.raw`\rho_k(PAP^{-1},V)=\rho_k(A,P^{-1}VP)`,
  cases: moving,
  judge: rhoInBases((V, P) => inBases(V, P.map(inverseOf))),
  wrong: { 'PVP⁻¹': rhoInBases((V, P) => inBases(V, P)), V: rhoInBases(V => V) },
});

/** Σ over exponents that add up to `left`, of A^(k_1) V A^(k_2) V … with `factors` factors V. */
function mixedSum(net: Network, V: M, factors: number, left: number): M {
  if (factors === 0) return net.power(left);
  const terms = range(0, left).map(k => times(net.power(k), V, mixedSum(net, V, factors - 1, left - k)));
  return terms.length === 0 ? net.A.map(() => Rational.ZERO) : sum(terms);
}

const direction = networkCases({ assumptions: false, maxDepth: 3, with: ['V'] });

/** ρ_k with so many factors V as the exponents k_1 … leave between them. */
const rhoFormula = (exponents: (k: number, h: number) => number) =>
  exactly(given => {
    const net = networkOf(given);
    const V = family(given, 'V');
    const meaning = rhoByMeaning(net, V);
    return range(1, net.h).map(k => [
      `ρ_${k}`,
      mixedSum(net, net.blk(1, V), exponents(k, net.h) - 1, net.h - k),
      meaning[k]!,
    ]);
  });

const eq34 = surveyClaim({
  id: 'eq-34',
  topic: 'Loss landscape',
  section: '4.5',
  title: 'ρ_k as a sum over h exponents with k factors V',
  place: 'equations 34 and 35, and table 1',
  grade: 'sizes and notation',
  note: 'The h exponents k_1 … k_h have h − 1 factors V between them, not k, and the order of the product is right for k = h − 1 alone. Read fairly there are k + 1 exponents.',
  statement: String.raw`\rho_k(A,V)=\sum_{k_1+\dots+k_h=h-k}A^{k_1}VA^{k_2}V\cdots A^{k_{h-1}}VA^{k_h}`,
  cases: direction,
  judge: rhoFormula((_, h) => h),
  fair: {
    statement: String.raw`\rho_k(A,V)=\sum_{k_1+\dots+k_{k+1}=h-k}A^{k_1}VA^{k_2}V\cdots VA^{k_{k+1}}`,
    judge: rhoFormula(k => k + 1),
  },
  corrected: {
    statement: String.raw`\rho_k(A,V)=\sum_{k_1+\dots+k_{k+1}=h-k}A^{k_1}VA^{k_2}V\cdots VA^{k_{k+1}}`,
    judge: rhoFormula(k => k + 1),
  },
  wrong: { 'k factors A': rhoFormula((k, h) => h - k + 1), 'k exponents': rhoFormula(k => k) },
});

const vanishes = (says: (found: ReturnType<typeof hessianInertia>) => boolean) =>
  isSo(given => {
    const found = hessianInertia(given.flow);
    return {
      isSo: says(found),
      quantity: 'numbers of positive, zero and negative eigenvalues of the Hessian',
      reason: `${found.positive}, ${found.zero} and ${found.negative}`,
      shown: new Matrix(
        3,
        1,
        [found.positive, found.zero, found.negative].map(count => rational(count)),
      ),
    };
  });

const points = anyCriticalPoints({ maxDepth: 3, maxWidth: 2 });

const hasZeroDirections = surveyClaim({
  id: 'prop-20',
  topic: 'Loss landscape',
  section: '4.5',
  title: 'At every critical point the Hessian form is 0 along some V',
  place: 'proposition 20',
  grade: 'missing hypothesis',
  note: 'Along V ≠ 0, as the sentence before it says: the form is not definite. Of one layer it is ‖V‖².',
  statement: String.raw`\exists V\ne0:\ \mathfrak h(A,V)=0`,
  cases: points,
  judge: vanishes(({ positive, zero, negative }) => zero > 0 || positive * negative > 0),
  narrowed: {
    statement: String.raw`h\ge2\;\Rightarrow\;\exists V\ne0:\ \mathfrak h(A,V)=0`,
    hypotheses: [atLeastOneHiddenLayer],
  },
  wrong: {
    definite: vanishes(({ positive, zero, negative }) => zero === 0 && positive * negative === 0),
    'negative somewhere': vanishes(({ negative }) => negative > 0),
  },
});

const singularHessian = surveyClaim({
  id: 'sec-1:singular-hessian',
  topic: 'Loss landscape',
  section: '1',
  title: 'The Hessian is singular at every critical point, since none is isolated',
  place: 'section 1, on the Hessian; section 4.5 before proposition 20; remark 25 of A = 0',
  grade: 'missing hypothesis',
  note: 'At A = 0 of two layers with d_x = d_y it is not: at (0, 0) of 1-1-1 it is [0 −σ; −σ 0]. That point is isolated.',
  statement: String.raw`\det\nabla^2\mathcal L(A^*)=0`,
  cases: points,
  judge: vanishes(({ zero }) => zero > 0),
  narrowed: {
    statement: String.raw`h\ge3,\text{ or }h=2\text{ and }(d_x>d_y\text{ or }W_{1:h}\ne0)\;\Rightarrow\;\det\nabla^2\mathcal L(A^*)=0`,
    hypotheses: [
      {
        name: 'not A = 0 of two layers with d_x = d_y, and not one layer',
        meaning: 'h ≥ 3, or h = 2 and (d_x > d_y or W_(1:h) ≠ 0)',
        holds: given => {
          const { h, dx, dy, product } = networkOf(given);
          return h > 2 || (h === 2 && (dx > dy || !isZero(product(1, h))));
        },
      },
    ],
  },
  wrong: { 'never singular': vanishes(({ zero }) => zero === 0) },
});

/** The first step of the proof: at A ≠ 0 of product 0 some W_(k:i) ≠ 0 ends in the null space of W_(i+1). */
const someProduct = (from: (i: number) => readonly number[]) =>
  isSo(given => {
    const net = networkOf(given);
    const found = range(1, net.h - 1).flatMap(i =>
      from(i).filter(k => !isZero(net.product(k, i)) && isZero(times(net.W[i]!, net.product(k, i)))),
    );
    return {
      isSo: found.length > 0,
      quantity: 'number of such products',
      reason: `${found.length === 0 ? 'none' : `${found.length}`} of W_(1:1) to W_(1:${net.h - 1})`,
      shown: found.length,
    };
  });

const nothingLearned = anyCriticalPoints({ minDepth: 2, maxDepth: 4, maxWidth: 2 });

const nonzeroOfProductZero = {
  name: 'A ≠ 0 with A^h = 0',
  meaning: 'card S = 0, and some W_i ≠ 0',
  holds: (given: FlowCase) => {
    const { W, product, h } = networkOf(given);
    return isZero(product(1, h)) && W.some(layer => !isZero(layer));
  },
};

/** A product that is not 0 and that the next layer, or the one before, makes 0. */
const maximalProduct = isSo(given => {
  const { W, h, product } = networkOf(given);
  const found = range(1, h).some(i =>
    range(1, i).some(k => {
      const own = product(k, i);
      const isEnd = (i < h && isZero(times(W[i]!, own))) || (k > 1 && isZero(times(own, W[k - 2]!)));
      return !isZero(own) && isEnd;
    }),
  );
  return { isSo: found, quantity: 'products that are not 0', reason: found ? 'there is one' : 'there is none' };
});

const proofFirstCase = surveyClaim({
  id: 'prop-20:proof-product-zero',
  topic: 'Loss landscape',
  section: '4.5',
  title: 'At A ≠ 0 of product 0 some W_(1:i) is not 0 and lies in the null space of the next layer',
  place: 'proof of proposition 20, first case',
  grade: 'wrong statement',
  note: 'With W_1 = 0 all W_(1:i) are 0: (0, 1, 0) in 1-1-1-1. A longest product W_(k:i) that is not 0 serves, with the layer after or before it.',
  statement: String.raw`A\ne0,\ A^h=0\;\Rightarrow\;\exists i<h:\ W_{1:i}\ne0,\ W_{i+1}W_{1:i}=0`,
  cases: nothingLearned,
  judge: someProduct(() => [1]),
  hypotheses: [nonzeroOfProductZero],
  corrected: {
    statement: String.raw`A\ne0,\ A^h=0\;\Rightarrow\;\exists W_{k:i}\ne0:\ W_{i+1}W_{k:i}=0\ (i<h)\text{ or }W_{k:i}W_{k-1}=0\ (k>1)`,
    judge: maximalProduct,
  },
  wrong: {
    'the first layer alone': someProduct(i => (i === 1 ? [1] : [])),
  },
});

/** V of the proof: −A_1's first layer and A_1's last. */
function directionOfProof(given: FlowCase): { net: Network; one: Network; V: M } {
  const { Sigma, d, h } = networkOf(given);
  const A1 = nearDiagonal(d, Sigma, signatureOf(given));
  const net = network(
    A1.map((layer, j) => plus(layer, family(given, 'Z')[j]!)),
    Sigma,
  );
  const one = network(A1, Sigma);
  const V = one.blk(
    1,
    A1.map((layer, j) => scaled(j === 0 ? -1 : j === h - 1 ? 1 : 0, layer)),
  );
  return { net, one, V };
}

const learnt = criticalPointCases({ maxDepth: 4, bases: false }).filter(given => signatureOf(given).length > 0);

const proofForms = (exponent: (h: number) => number) =>
  exactly(given => {
    const { net, one, V } = directionOfProof(given);
    const { h } = net;
    return [
      ['ρ_1', one.A.map(() => Rational.ZERO), rho1(net, V)],
      ['ρ_2', times(V, one.power(exponent(h)), V), rho2(net, V)],
      ['−A_1^h', scaled(-1, one.power(h)), rho2(net, V)],
    ];
  });

const proofRho2 = surveyClaim({
  id: 'prop-20:proof-rho-2',
  topic: 'Loss landscape',
  section: '4.5',
  title: 'ρ_1 = 0 and ρ_2 = VA_1^(h−1)V = −A_1^h along the V of the proof',
  place: 'proof of proposition 20, the display of ρ_1 and ρ_2',
  grade: 'wrong constant or sign',
  note: 'VA_1^(h−1)V shifts by h + 1 blocks and is 0; the exponent is h − 2. The H in its sums is h. The rest is right.',
  statement: String.raw`\rho_1=0,\quad\rho_2=VA_1^{h-1}V=-A_1^h`,
  cases: learnt,
  judge: proofForms(h => h - 1),
  corrected: { statement: String.raw`\rho_1=0,\quad\rho_2=VA_1^{h-2}V=-A_1^h`, judge: proofForms(h => h - 2) },
  wrong: { 'A_1^h between': proofForms(h => h), 'nothing between': proofForms(() => 0) },
});

const proofTraceForm = (missingSigma: boolean) =>
  exactly(given => {
    const { one, V } = directionOfProof(given);
    const { Sigma } = one;
    const SS = Matrix.generate(Sigma.rows, Sigma.rows, (i, j) =>
      rational(i === j && signatureOf(given).includes(i) ? 1 : 0),
    );
    const learned = times(SS, Sigma);
    const rest = minus(Sigma, missingSigma ? SS : learned);
    return [['tr ρ_2(E − A^h)ᵀ', tr(times(learned, T(rest))).neg(), tr(times(rho2(one, V), T(errorOf(one))))]];
  });

const squareTasks = criticalPointCases({ maxDepth: 3, bases: false }).filter(given => signatureOf(given).length > 0);

const proofTrace = surveyClaim({
  id: 'prop-20:proof-trace',
  topic: 'Loss landscape',
  section: '4.5',
  title: 'tr ρ_2(E − A^h)ᵀ as −tr(U_SU_SᵀΣ(Σ − U_SU_Sᵀ)ᵀ) = 0',
  place: 'proof of proposition 20, the display of the trace',
  grade: 'wrong constant or sign',
  note: 'A Σ is missing in Σ − U_SU_SᵀΣ: where d_x = d_y the sizes fit and the value is wrong. The next line has it.',
  statement: String.raw`\mathrm{tr}(\rho_2(E-A^h)^\top)=-\mathrm{tr}(U_SU_S^\top\Sigma(\Sigma-U_SU_S^\top)^\top)`,
  cases: squareTasks,
  judge: proofTraceForm(true),
  corrected: {
    statement: String.raw`\mathrm{tr}(\rho_2(E-A^h)^\top)=-\mathrm{tr}(U_SU_S^\top\Sigma(\Sigma-U_SU_S^\top\Sigma)^\top)=0`,
    judge: proofTraceForm(false),
  },
  wrong: {
    'minus the task': exactly(given => {
      const { one, V } = directionOfProof(given);
      return [['tr ρ_2(E − A^h)ᵀ', squared(one.Sigma).neg(), tr(times(rho2(one, V), T(errorOf(one))))]];
    }),
  },
});

const inAnyBasis = criticalPointCases({ maxDepth: 3 }).filter(given => signatureOf(given).length > 0);

/** The form at P(A_1 + Z)P⁻¹ along the proof's V, in the bases that are stated. */
const formInBases = (bases: (P: M) => M, sign: (form: Rational) => boolean, from: (given: FlowCase) => readonly M[]) =>
  isSo(given => {
    const net = networkOf(given);
    const V = inBases(from(given), family(given, 'P').map(bases));
    const form = hessianForm(net, net.blk(1, V));
    return { isSo: sign(form), quantity: '𝔥(A, V)', reason: `it is ${form}`, shown: form };
  });

const proofLayers = (given: FlowCase): M[] => {
  const { Sigma, d, h } = networkOf(given);
  return nearDiagonal(d, Sigma, signatureOf(given)).map((layer, j) =>
    scaled(j === 0 ? -1 : j === h - 1 ? 1 : 0, layer),
  );
};

const proofGeneral = surveyClaim({
  id: 'prop-20:proof-general-point',
  topic: 'Loss landscape',
  section: '4.5',
  title: 'At P(A_1 + Z)P⁻¹ the direction P⁻¹VP serves',
  place: 'end of the proof of proposition 20',
  grade: 'wrong constant or sign',
  note: 'By lemma 19 the form at PAP⁻¹ along V is that at A along P⁻¹VP: what serves at PAP⁻¹ is PVP⁻¹.',
  restsOn: ['lemma-19'],
  statement: String.raw`\mathfrak h(P(A_1+Z)P^{-1},P^{-1}VP)=0`,
  cases: inAnyBasis,
  judge: formInBases(inverseOf, form => form.sign() === 0, proofLayers),
  corrected: {
    statement: String.raw`\mathfrak h(P(A_1+Z)P^{-1},PVP^{-1})=0`,
    judge: formInBases(
      P => P,
      form => form.sign() === 0,
      proofLayers,
    ),
  },
  wrong: {
    'V itself': formInBases(
      P => I(P.rows),
      form => form.sign() === 0,
      proofLayers,
    ),
    negative: formInBases(
      P => P,
      form => form.sign() < 0,
      proofLayers,
    ),
  },
});

/** An index i that is not learned before a learned one j. */
function exchanged(S: readonly number[]): { i: number; j: number } {
  const i = range(0, S.at(-1)!).find(index => !S.includes(index))!;
  return { i, j: S.find(index => index > i)! };
}

/** R of proposition 21 with U_K the unit column i at the place of σ_j among the learned ones. */
function exchange(given: FlowCase): M[] {
  const { Sigma, W, h } = networkOf(given);
  const S = signatureOf(given);
  const { i, j } = exchanged(S);
  const place = S.indexOf(j);
  return W.map((layer, k) => {
    if (k === 0) return layer.map((_, row, col) => (row === place ? Sigma.at(i, col) : Rational.ZERO));
    return layer.map((_, row, col) => rational(k === h - 1 && row === i && col === place ? 1 : 0));
  });
}

const notFirst = criticalPointCases({ signature: 'not-first', maxDepth: 3 });

/** U_K = 𝔼_(i,j) of d_y×r as it is printed: column j of r columns. */
const literalExchange: Judge<FlowCase> = (given, effort) => {
  const S = signatureOf(given);
  const { j } = exchanged(S);
  if (j >= S.length)
    return {
      ...failure('U_K', `𝔼_(i,j) with j = ${j + 1} has no place in a matrix of r = ${S.length} columns`),
      at: TIMELESS,
    };
  return formInBases(inverseOf, form => form.sign() < 0, exchange)(given, effort);
};

const isFormNegative = exactlyOrdered(given => {
  const net = networkOf(given);
  const V = inBases(exchange(given), family(given, 'P').map(inverseOf));
  return [[hessianForm(net, net.blk(1, V)), '<', 0, '𝔥(A, V)']];
});

const prop21 = surveyClaim({
  id: 'prop-21',
  topic: 'Loss landscape',
  section: '4.5.1',
  title: 'Along V = P⁻¹RP the Hessian form is negative at P(A_1 + Z)P⁻¹',
  place: 'proposition 21',
  grade: 'wrong constant or sign',
  note:
    'U_K = 𝔼_(i,j) has r columns, too few for j > r: read with the place of j in S, which the proof needs. Then P⁻¹RP still is the wrong ' +
    'way round (lemma 19): the form along it may be positive. Along PRP⁻¹ it is σ_j² − σ_i².',
  restsOn: ['lemma-19'],
  statement: String.raw`\mathfrak h(P(A_1+Z)P^{-1},P^{-1}RP)<0,\quad U_K=\mathbb E_{i,j}\in\mathbb R^{d_y\times r}`,
  cases: notFirst,
  judge: literalExchange,
  fair: { statement: String.raw`\mathfrak h(P(A_1+Z)P^{-1},P^{-1}RP)<0`, judge: isFormNegative },
  corrected: {
    statement: String.raw`\mathfrak h(P(A_1+Z)P^{-1},PRP^{-1})<0`,
    judge: formInBases(
      P => P,
      form => form.sign() < 0,
      exchange,
    ),
  },
  wrong: {
    positive: formInBases(
      P => P,
      form => form.sign() > 0,
      exchange,
    ),
    'R itself': formInBases(
      P => I(P.rows),
      form => form.sign() < 0,
      exchange,
    ),
  },
});

const atIdentity = criticalPointCases({ signature: 'not-first', bases: false });

const valuesOfProof = (of: (si: Rational, sj: Rational) => readonly [Rational, Rational]) =>
  exactly(given => {
    const net = networkOf(given);
    const { i, j } = exchanged(signatureOf(given));
    const [si, sj] = [net.Sigma.at(i, i), net.Sigma.at(j, j)].map(value => value.mul(value)) as [Rational, Rational];
    const R = net.blk(1, exchange(given));
    const [norm, form] = of(si, sj);
    return [
      ['‖ρ_1‖²', norm, squared(rho1(net, R))],
      ['𝔥(A, R)', form, hessianForm(net, R)],
    ];
  });

const proofValues = surveyClaim({
  id: 'prop-21:proof-values',
  topic: 'Loss landscape',
  section: '4.5.1',
  title: '‖ρ_1‖² = σ_i² + σ_j² and 𝔥 = −(σ_i² − σ_j²) at A_1 + Z along R',
  place: 'proof of proposition 21, the displays of ρ_1, ρ_2 and 𝔥',
  note: 'With U_K as the proof uses it. Z_1 in its first display stands for Z.',
  statement: String.raw`\|\rho_1\|_F^2=\sigma_i^2+\sigma_j^2,\quad\mathfrak h(A,R)=-(\sigma_i^2-\sigma_j^2)`,
  cases: atIdentity,
  judge: valuesOfProof((si, sj) => [si.add(sj), sj.sub(si)]),
  wrong: {
    'the other way round': valuesOfProof((si, sj) => [si.add(sj), si.sub(sj)]),
    'twice the norm': valuesOfProof((si, sj) => [si.add(sj).mul(two), sj.sub(si)]),
  },
});

const squaresVanish = (least: number) =>
  isSo(given => {
    const { Sigma, d, h } = networkOf(given);
    const one = network(nearDiagonal(d, Sigma, signatureOf(given)), Sigma);
    const R = one.blk(1, exchange(given));
    const isNone = h < least || (isZero(times(R, R, one.power(h - 2))) && isZero(times(one.power(h - 2), R, R)));
    return {
      isSo: isNone,
      quantity: 'R²A_1^(h−2)',
      reason: isNone ? 'it is 0' : 'it is not 0',
      ...(h >= 2 && { shown: times(R, R, one.power(h - 2)) }),
    };
  });

const atLeastThree = {
  name: 'at least two hidden layers',
  meaning: 'h ≥ 3',
  holds: ({ flow }: FlowCase) => flow.layers.length >= 3,
};

const proofSquares = surveyClaim({
  id: 'prop-21:proof-squares',
  topic: 'Loss landscape',
  section: '4.5.1',
  title: 'R²A_1^(h−2) = A_1^(h−2)R² = 0',
  place: 'proof of proposition 21, before the last form of ρ_2',
  grade: 'missing hypothesis',
  note: 'With two layers R² is ρ_2 itself, and not 0; the result that ρ_2 = RA_1^(h−2)R is right all the same.',
  statement: 'R^2A_1^{h-2}=A_1^{h-2}R^2=0',
  cases: atIdentity,
  judge: squaresVanish(2),
  narrowed: { statement: String.raw`h\ge3\;\Rightarrow\;R^2A_1^{h-2}=A_1^{h-2}R^2=0`, hypotheses: [atLeastThree] },
  wrong: {
    'RA_1^(h−2)R too': isSo(given => {
      const { Sigma, d, h } = networkOf(given);
      const one = network(nearDiagonal(d, Sigma, signatureOf(given)), Sigma);
      const R = one.blk(1, exchange(given));
      return { isSo: isZero(times(R, one.power(h - 2), R)), quantity: 'RA_1^(h−2)R', reason: 'it is not 0' };
    }),
  },
});

const entryOf = (matrix: (Sigma: M, S: readonly number[]) => M) =>
  exactly(given => {
    const { Sigma } = networkOf(given);
    const S = signatureOf(given);
    const { i } = exchanged(S);
    return [['its entry (i, i)', Rational.ZERO, matrix(Sigma, S).at(i, i)]];
  });

const proofEntry = surveyClaim({
  id: 'prop-21:proof-entry',
  topic: 'Loss landscape',
  section: '4.5.1',
  title: '[Σ]_ii = 0 for an i that is not learned',
  place: 'proof of proposition 21, before its last display',
  grade: 'wrong constant or sign',
  note: 'No singular value is 0. It is SΣ, the product at the critical point, whose entry is 0.',
  statement: String.raw`i\notin\mathcal S\;\Rightarrow\;[\Sigma]_{ii}=0`,
  cases: atIdentity,
  judge: entryOf(Sigma => Sigma),
  corrected: {
    statement: String.raw`i\notin\mathcal S\;\Rightarrow\;[S\Sigma]_{ii}=0`,
    judge: entryOf((Sigma, S) => Sigma.map((entry, i) => (S.includes(i) ? entry : Rational.ZERO))),
  },
  wrong: {
    'of what is not learned': entryOf((Sigma, S) => Sigma.map((entry, i) => (S.includes(i) ? Rational.ZERO : entry))),
  },
});

const threeZeros = criticalPointCases({ minDepth: 3, maxDepth: 3, maxWidth: 2, signature: 'first', zeroBlocks: 3 });

const prop23 = surveyClaim({
  id: 'prop-23',
  topic: 'Loss landscape',
  section: '4.5.2',
  title: 'With the first r singular values learned and three of the Z_i zero the Hessian form is nowhere negative',
  place: 'proposition 23',
  statement: String.raw`\mathcal S=\{1,\dots,r\},\ Z_i=0\text{ for three }i\;\Rightarrow\;\mathfrak h(A,V)\ge0\ \forall V`,
  cases: threeZeros,
  judge: vanishes(({ negative }) => negative === 0),
  wrong: {
    'positive definite': vanishes(({ zero, negative }) => zero + negative === 0),
    'negative somewhere': vanishes(({ negative }) => negative > 0),
  },
});

export const sec45HessianForm: readonly Claim<FlowCase>[] = [
  lemma19,
  eq34,
  hasZeroDirections,
  singularHessian,
  proofFirstCase,
  proofRho2,
  proofTrace,
  proofGeneral,
  prop21,
  proofValues,
  proofSquares,
  proofEntry,
  prop23,
];
