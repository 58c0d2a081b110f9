import type { FlowCase } from '../../../src/judge/case.ts';
import type { Claim } from '../../../src/judge/claim.ts';
import { Polynomial } from '../../../src/numbers/polynomial.ts';
import { Rational } from '../../../src/numbers/rational.ts';
import { rationalField } from '../../../src/numbers/rationalField.ts';
import { type ExactSides, exactly } from '../_exactly.ts';
import { type End, inQuotients, leadingTerm, limitOf, type Quotient, quotientOf, quotients } from './_quotients.ts';
import {
  BALANCE,
  filledAt,
  GLOROT,
  HE,
  identityTimes,
  LECUN,
  numbersOf,
  ofPattern,
  SCALED,
  type Scheme,
  type StartJudge,
  type StartNumbers,
  startClaim,
  under,
} from './_randomStarts.ts';

// Tables 3.1 to 3.3, cell by cell. A cell of variances of the weights is compared with the definition of its scheme; one of the balance with
// the moments of Wick's theorem under the variances in the same row; one of table 3.3 with the limit of the expectation, a
// quotient of polynomials in k and r. Weights are n_{i+1}×n_i, without which nothing in the tables exists.

const num = (value: number): Rational => Rational.of(value);
const square = (value: Rational): Rational => value.mul(value);
const sumOf = (a: Rational, b: Rational): Rational => a.add(b);

const judge = (sides: (numbers: StartNumbers) => ExactSides): StartJudge =>
  exactly<FlowCase>(given => sides(numbersOf(given)));

type Formula = (numbers: StartNumbers) => Rational;

// Columns of variances of weights.

/** As the text defines the schemes: Scaled with α, not α². */
const DEFINED: Readonly<Record<string, Scheme>> = {
  lecun: LECUN,
  glorot: GLOROT,
  he: HE,
  scaled: {
    ...SCALED,
    variances: (ring, [n0, n1], [below, above]) => [ring.div(below, n0), ring.div(above, n1)],
  },
};

const LAYERS = [
  ['lower', 'W_i'],
  ['upper', 'W_{i+1}'],
] as const;

const weightVariance = (scheme: Scheme, layer: 0 | 1, stated: Formula): StartJudge =>
  judge(numbers => {
    const truth = DEFINED[scheme.id]!.variances(rationalField, numbers.n, numbers.alpha)[layer];
    return [[`variance of ${LAYERS[layer][1]}`, stated(numbers), truth]];
  });

interface Cell {
  readonly tex: string;
  readonly stated: Formula;
}

const weightCell = (
  table: string,
  scheme: Scheme,
  layer: 0 | 1,
  { tex, stated }: Cell,
  corrected?: Cell,
): Claim<FlowCase> => {
  const right = corrected ?? { tex, stated };
  const statement = (cell: string): string =>
    String.raw`\operatorname{Var}(w_{n,m}^{${layer === 0 ? 'i' : 'i+1'}})=${cell}`;
  return startClaim({
    id: `table-${table}:${scheme.id}-${LAYERS[layer][0]}-layer`,
    title: `${scheme.name}: the variance of ${LAYERS[layer][1]}`,
    place: `table ${table}, ${scheme.name}, variance of ${LAYERS[layer][1]}`,
    ...(corrected && {
      grade: 'wrong constant or sign',
      note: 'The definition of the scheme, three paragraphs above table 3.1, has α, not α².',
      corrected: { statement: statement(corrected.tex), judge: weightVariance(scheme, layer, corrected.stated) },
    }),
    statement: statement(tex),
    judge: weightVariance(scheme, layer, stated),
    wrong: {
      'twice that': weightVariance(scheme, layer, numbers => right.stated(numbers).mul(num(2))),
      'of the width above': weightVariance(scheme, layer, numbers =>
        right.stated({
          ...numbers,
          n: [numbers.n[1], numbers.n[2], numbers.n[0]],
          k: numbers.r.div(numbers.k),
          r: numbers.k.div(numbers.r),
        }),
      ),
    },
  });
};

// Columns of the balance.

const expectation = (scheme: Scheme, stated: Formula): StartJudge =>
  judge(numbers => {
    const size = numbers.widths[1];
    return [
      [
        'expectation of the balance',
        identityTimes(size, stated(numbers)),
        filledAt(size, BALANCE.mean, under(scheme, numbers)),
      ],
    ];
  });

const expectationCell = (table: string, scheme: Scheme, { tex, stated }: Cell): Claim<FlowCase> =>
  startClaim({
    id: `table-${table}:${scheme.id}-expectation`,
    title: `${scheme.name}: the expectation of the balance`,
    place: `table ${table}, ${scheme.name}, expectation`,
    ...(scheme === SCALED && { note: 'With the variances of its row, which have α², not α.' }),
    statement: String.raw`\mathbb E[\mathbf W_{i+1}^\top\mathbf W_{i+1}-\mathbf W_i\mathbf W_i^\top]=${tex}\,\mathbb I`,
    judge: expectation(scheme, stated),
    wrong: {
      'I more': expectation(scheme, numbers => stated(numbers).add(num(1))),
      'widths of the outer layers exchanged': expectation(scheme, numbers =>
        stated({
          ...numbers,
          n: [numbers.n[2], numbers.n[1], numbers.n[0]],
          k: numbers.k.div(numbers.r),
          r: num(1).div(numbers.r),
        }),
      ),
    },
  });

const variance = (scheme: Scheme, onDiagonal: number, stated: Formula): StartJudge =>
  judge(numbers => {
    const size = numbers.widths[1];
    return [
      [
        'variances of the balance',
        ofPattern(size, stated(numbers), onDiagonal),
        filledAt(size, BALANCE.variance, under(scheme, numbers)),
      ],
    ];
  });

const varianceCell = (table: string, scheme: Scheme, { tex, stated }: Cell, corrected?: Cell): Claim<FlowCase> => {
  const right = corrected ?? { tex, stated };
  const statement = (cell: string, onDiagonal: number): string =>
    String.raw`\operatorname{Var}[\mathbf W_{i+1}^\top\mathbf W_{i+1}-\mathbf W_i\mathbf W_i^\top]=${cell}\,\mathbb B,\quad\mathbb B_{jj}=${onDiagonal}`;
  return startClaim({
    id: `table-${table}:${scheme.id}-variance`,
    title: `${scheme.name}: the variances of the balance`,
    place: `table ${table}, ${scheme.name}, variance`,
    grade: 'wrong constant or sign',
    restsOn: ['thm-3.1.1.2', ...(table === '3.2' ? [`table-3.1:${scheme.id}-variance`] : [])],
    note: corrected
      ? '𝔹 has 2 on its diagonal, not 4. Besides, α has the power four, as in table 3.1.'
      : '𝔹 has 2 on its diagonal, not 4.',
    statement: statement(tex, 4),
    judge: variance(scheme, 4, stated),
    corrected: { statement: statement(right.tex, 2), judge: variance(scheme, 2, right.stated) },
    wrong: {
      'fours on the diagonal': variance(scheme, 4, right.stated),
      'threes on the diagonal': variance(scheme, 3, right.stated),
      'twice that': variance(scheme, 2, numbers => right.stated(numbers).mul(num(2))),
      ...(corrected && { 'as printed but for 𝔹': variance(scheme, 2, stated) }),
    },
  });
};

const cell = (tex: string, stated: Formula): Cell => ({ tex, stated });
const row = (
  table: string,
  scheme: Scheme,
  upper: Cell,
  lower: Cell,
  mean: Cell,
  spread: Cell,
  right?: { readonly upper?: Cell; readonly lower?: Cell; readonly spread?: Cell },
): readonly Claim<FlowCase>[] => [
  weightCell(table, scheme, 1, upper, right?.upper),
  weightCell(table, scheme, 0, lower, right?.lower),
  expectationCell(table, scheme, mean),
  varianceCell(table, scheme, spread, right?.spread),
];

export const table31: readonly Claim<FlowCase>[] = [
  ...row(
    '3.1',
    LECUN,
    cell(String.raw`\frac1{n_{i+1}}`, ({ n }) => num(1).div(n[1])),
    cell(String.raw`\frac1{n_i}`, ({ n }) => num(1).div(n[0])),
    cell(String.raw`\bigl(\tfrac{n_{i+2}}{n_{i+1}}-1\bigr)`, ({ n }) => n[2].div(n[1]).sub(num(1))),
    cell(String.raw`\Bigl(\tfrac{n_{i+2}}{n_{i+1}^2}+\tfrac1{n_i}\Bigr)`, ({ n }) =>
      n[2].div(square(n[1])).add(num(1).div(n[0])),
    ),
  ),
  ...row(
    '3.1',
    GLOROT,
    cell(String.raw`\frac2{n_{i+1}+n_{i+2}}`, ({ n }) => num(2).div(sumOf(n[1], n[2]))),
    cell(String.raw`\frac2{n_{i+1}+n_i}`, ({ n }) => num(2).div(sumOf(n[1], n[0]))),
    cell(String.raw`2\Bigl(\tfrac{n_{i+2}}{n_{i+1}+n_{i+2}}-\tfrac{n_i}{n_{i+1}+n_i}\Bigr)`, ({ n }) =>
      num(2).mul(n[2].div(sumOf(n[1], n[2])).sub(n[0].div(sumOf(n[1], n[0])))),
    ),
    cell(
      String.raw`\Bigl(n_{i+2}\bigl(\tfrac2{n_{i+1}+n_{i+2}}\bigr)^2+n_i\bigl(\tfrac2{n_i+n_{i+1}}\bigr)^2\Bigr)`,
      ({ n }) => n[2].mul(square(num(2).div(sumOf(n[1], n[2])))).add(n[0].mul(square(num(2).div(sumOf(n[0], n[1]))))),
    ),
  ),
  ...row(
    '3.1',
    HE,
    cell(String.raw`\frac2{n_{i+1}}`, ({ n }) => num(2).div(n[1])),
    cell(String.raw`\frac2{n_i}`, ({ n }) => num(2).div(n[0])),
    cell(String.raw`2\bigl(\tfrac{n_{i+2}}{n_{i+1}}-1\bigr)`, ({ n }) => num(2).mul(n[2].div(n[1]).sub(num(1)))),
    cell(String.raw`4\Bigl(\tfrac{n_{i+2}}{n_{i+1}^2}+\tfrac1{n_i}\Bigr)`, ({ n }) =>
      num(4).mul(n[2].div(square(n[1])).add(num(1).div(n[0]))),
    ),
  ),
  ...row(
    '3.1',
    SCALED,
    cell(String.raw`\frac{\alpha_{i+1}^2}{n_{i+1}}`, ({ n, alpha }) => square(alpha[1]).div(n[1])),
    cell(String.raw`\frac{\alpha_i^2}{n_i}`, ({ n, alpha }) => square(alpha[0]).div(n[0])),
    cell(String.raw`\bigl(\tfrac{n_{i+2}}{n_{i+1}}\alpha_{i+1}^2-\alpha_i^2\bigr)`, ({ n, alpha }) =>
      n[2].div(n[1]).mul(square(alpha[1])).sub(square(alpha[0])),
    ),
    cell(
      String.raw`\Bigl(n_{i+2}\bigl(\tfrac{\alpha_{i+1}^2}{n_{i+1}}\bigr)^2+n_i\bigl(\tfrac{\alpha_i^2}{n_i}\bigr)^2\Bigr)`,
      ({ n, alpha }) => n[2].mul(square(square(alpha[1]).div(n[1]))).add(n[0].mul(square(square(alpha[0]).div(n[0])))),
    ),
    {
      upper: cell(String.raw`\frac{\alpha_{i+1}}{n_{i+1}}`, ({ n, alpha }) => alpha[1].div(n[1])),
      lower: cell(String.raw`\frac{\alpha_i}{n_i}`, ({ n, alpha }) => alpha[0].div(n[0])),
    },
  ),
];

export const table32: readonly Claim<FlowCase>[] = [
  ...row(
    '3.2',
    LECUN,
    cell(String.raw`\frac1{kn_i}`, ({ n, k }) => num(1).div(k.mul(n[0]))),
    cell(String.raw`\frac1{n_i}`, ({ n }) => num(1).div(n[0])),
    cell(String.raw`\bigl(\tfrac rk-1\bigr)`, ({ k, r }) => r.div(k).sub(num(1))),
    cell(String.raw`\tfrac1{n_i}\bigl(\tfrac r{k^2}+1\bigr)`, ({ n, k, r }) => r.div(square(k)).add(num(1)).div(n[0])),
  ),
  ...row(
    '3.2',
    GLOROT,
    cell(String.raw`\frac2{n_i(k+r)}`, ({ n, k, r }) => num(2).div(n[0].mul(sumOf(k, r)))),
    cell(String.raw`\frac2{n_i(k+1)}`, ({ n, k }) => num(2).div(n[0].mul(k.add(num(1))))),
    cell(String.raw`2\bigl(\tfrac r{k+r}-\tfrac1{k+1}\bigr)`, ({ k, r }) =>
      num(2).mul(r.div(sumOf(k, r)).sub(num(1).div(k.add(num(1))))),
    ),
    cell(String.raw`\tfrac4{n_i}\Bigl(\tfrac r{(r+k)^2}+\tfrac1{(k+1)^2}\Bigr)`, ({ n, k, r }) =>
      num(4)
        .div(n[0])
        .mul(r.div(square(sumOf(r, k))).add(num(1).div(square(k.add(num(1)))))),
    ),
  ),
  ...row(
    '3.2',
    HE,
    cell(String.raw`\frac2{kn_i}`, ({ n, k }) => num(2).div(k.mul(n[0]))),
    cell(String.raw`\frac2{n_i}`, ({ n }) => num(2).div(n[0])),
    cell(String.raw`2\bigl(\tfrac rk-1\bigr)`, ({ k, r }) => num(2).mul(r.div(k).sub(num(1)))),
    cell(String.raw`\tfrac4{n_i}\bigl(\tfrac r{k^2}+1\bigr)`, ({ n, k, r }) =>
      num(4)
        .div(n[0])
        .mul(r.div(square(k)).add(num(1))),
    ),
  ),
  ...row(
    '3.2',
    SCALED,
    cell(String.raw`\frac{\alpha_{i+1}^2}{kn_i}`, ({ n, k, alpha }) => square(alpha[1]).div(k.mul(n[0]))),
    cell(String.raw`\frac{\alpha_i^2}{n_i}`, ({ n, alpha }) => square(alpha[0]).div(n[0])),
    cell(String.raw`\bigl(\tfrac rk\alpha_{i+1}^2-\alpha_i^2\bigr)`, ({ k, r, alpha }) =>
      r.div(k).mul(square(alpha[1])).sub(square(alpha[0])),
    ),
    cell(String.raw`\tfrac1{n_i}\Bigl(\tfrac{r\alpha_{i+1}^2}{k^2}+\alpha_i^2\Bigr)`, ({ n, k, r, alpha }) =>
      r.mul(square(alpha[1])).div(square(k)).add(square(alpha[0])).div(n[0]),
    ),
    {
      upper: cell(String.raw`\frac{\alpha_{i+1}}{kn_i}`, ({ n, k, alpha }) => alpha[1].div(k.mul(n[0]))),
      lower: cell(String.raw`\frac{\alpha_i}{n_i}`, ({ n, alpha }) => alpha[0].div(n[0])),
      spread: cell(String.raw`\tfrac1{n_i}\Bigl(\tfrac{r\alpha_{i+1}^4}{k^2}+\alpha_i^4\Bigr)`, ({ n, k, r, alpha }) =>
        r
          .mul(square(square(alpha[1])))
          .div(square(k))
          .add(square(square(alpha[0])))
          .div(n[0]),
      ),
    },
  ),
];

// Table 3.3.

/** The expectation on the diagonal with n_i = 1: a function of k and r, either of which may stay a letter. */
export function meanIn(scheme: Scheme, k: Quotient, r: Quotient, { alpha }: Pick<StartNumbers, 'alpha'>): Quotient {
  const n = [quotients.of(1), k, r] as const;
  const [s1, s2] = scheme.variances(quotients, n, [quotients.of(alpha[0]), quotients.of(alpha[1])]);
  return inQuotients(BALANCE.mean.diagonal, { n0: n[0], n1: n[1], n2: n[2], s1, s2 });
}

export const letter = (name: string): Quotient => quotientOf(Polynomial.letter(name));
export const constant = (value: Rational): Quotient => quotients.of(value);

/** A limit in r or k with the other ratio as in the case, or r as a function of k. */
type Column = 'r = k' | 'r → 0' | 'r → ∞' | 'k → ∞' | 'k → 0' | 'r = kα²';

const ENDS: Readonly<Record<string, readonly ['r' | 'k', End]>> = {
  'r → 0': ['r', 'zero'],
  'r → ∞': ['r', 'infinity'],
  'k → ∞': ['k', 'infinity'],
  'k → 0': ['k', 'zero'],
};

/** What the cell says: a value, or how the expectation grows, a coefficient of r/k. */
interface LimitCell {
  readonly tex: string;
  readonly value?: Formula;
  readonly ofRatio?: Formula;
}

const limitJudge = (scheme: Scheme, column: Column, { value, ofRatio }: LimitCell): StartJudge =>
  judge(numbers => {
    const end = ENDS[column];
    if (end === undefined) {
      const factor = column === 'r = k' ? num(1) : square(numbers.alpha[0]).div(square(numbers.alpha[1]));
      const { over, under: below } = meanIn(scheme, constant(numbers.k), constant(numbers.k.mul(factor)), numbers);
      return [['expectation', value!(numbers), over.constant!.div(below.constant!)]];
    }
    const [moving, towards] = end;
    const mean = meanIn(
      scheme,
      moving === 'k' ? letter('k') : constant(numbers.k),
      moving === 'r' ? letter('r') : constant(numbers.r),
      numbers,
    );
    if (value !== undefined) {
      const limit = limitOf(leadingTerm(mean, moving, towards), towards);
      return limit === undefined
        ? [['whether the limit is finite', 1, 0]]
        : [['limit of the expectation', value(numbers), limit]];
    }
    const ratio =
      moving === 'r'
        ? quotients.div(letter('r'), constant(numbers.k))
        : quotients.div(constant(numbers.r), letter('k'));
    const leading = leadingTerm(quotients.div(mean, ratio), moving, towards);
    return [
      ['power of the ratio r/k that the expectation grows with', 0, leading?.order ?? 0],
      ['expectation over r/k', ofRatio!(numbers), leading?.coefficient ?? Rational.ZERO],
    ];
  });

const shift = (
  { tex, value, ofRatio }: LimitCell,
  by: (stated: Rational, numbers: StartNumbers) => Rational,
): LimitCell => ({
  tex,
  ...(value && { value: numbers => by(value(numbers), numbers) }),
  ...(ofRatio && { ofRatio: numbers => by(ofRatio(numbers), numbers) }),
});

const COLUMN_IDS: Readonly<Record<Column, string>> = {
  'r = k': 'equal-ratios',
  'r → 0': 'small-r',
  'r → ∞': 'large-r',
  'k → ∞': 'large-k',
  'k → 0': 'small-k',
  'r = kα²': 'balanced-factors',
};

const limitCell = (scheme: Scheme, column: Column, stated: LimitCell, corrected?: LimitCell): Claim<FlowCase> => {
  const right = corrected ?? stated;
  const statement = ({ tex }: LimitCell): string =>
    String.raw`${column === 'r = kα²' ? String.raw`r=k\alpha_i^2/\alpha_{i+1}^2` : column.replace('→', String.raw`\to`).replace('∞', String.raw`\infty`)}\text{:}\quad\mathbb E[\mathbf W_{i+1}^\top\mathbf W_{i+1}-\mathbf W_i\mathbf W_i^\top]${stated.ofRatio ? String.raw`\sim` : column.includes('=') ? '=' : String.raw`\to`}${tex}`;
  return startClaim({
    id: `table-3.3:${scheme.id}-${COLUMN_IDS[column]}`,
    title: `${scheme.name}, ${column === 'r = kα²' ? 'r = kα²_i/α²_{i+1}' : column}: the expectation of the balance`,
    place: `table 3.3, ${scheme.name}, ${column}`,
    restsOn: [`table-3.2:${scheme.id}-expectation`],
    ...(stated.ofRatio && {
      note: 'A cell with r/k under a limit of r or k is read as what the expectation grows like: their quotient goes to 1.',
    }),
    ...(corrected && {
      grade: 'wrong statement',
      note: 'It does not follow from the expectation of table 3.2, 2(r/(k + r) − 1/(k + 1)).',
      corrected: { statement: statement(corrected), judge: limitJudge(scheme, column, corrected) },
    }),
    statement: statement(stated),
    judge: limitJudge(scheme, column, stated),
    wrong: {
      'I more': limitJudge(
        scheme,
        column,
        shift(right, value => value.add(num(1))),
      ),
      'I/2 less': limitJudge(
        scheme,
        column,
        shift(right, value => value.sub(Rational.of(1, 2))),
      ),
    },
  });
};

const is = (tex: string, value: Formula): LimitCell => ({ tex, value });
const grows = (tex: string, ofRatio: Formula): LimitCell => ({ tex, ofRatio });
const nothing = is('0', () => num(0));
const minus = (times: number): LimitCell =>
  is(times === 1 ? String.raw`-\mathbb I` : String.raw`-${times}\,\mathbb I`, () => num(-times));
const lower: Formula = ({ alpha }) => square(alpha[0]);
const upper: Formula = ({ alpha }) => square(alpha[1]);
const perK: Formula = ({ k }) => num(-2).div(k.add(num(1)));

export const table33: readonly Claim<FlowCase>[] = [
  limitCell(LECUN, 'r = k', nothing),
  limitCell(LECUN, 'r → 0', minus(1)),
  limitCell(
    LECUN,
    'r → ∞',
    grows(String.raw`\tfrac rk\mathbb I`, () => num(1)),
  ),
  limitCell(LECUN, 'k → ∞', minus(1)),
  limitCell(
    LECUN,
    'k → 0',
    grows(String.raw`\tfrac rk\mathbb I`, () => num(1)),
  ),
  limitCell(
    GLOROT,
    'r = k',
    nothing,
    is(String.raw`\tfrac{k-1}{k+1}\mathbb I`, ({ k }) => k.sub(num(1)).div(k.add(num(1)))),
  ),
  limitCell(
    GLOROT,
    'r → 0',
    is(String.raw`2\,\mathbb I`, () => num(2)),
    is(String.raw`-\tfrac2{k+1}\mathbb I`, perK),
  ),
  limitCell(
    GLOROT,
    'r → ∞',
    is(String.raw`2\,\mathbb I`, () => num(2)),
    is(String.raw`\tfrac{2k}{k+1}\mathbb I`, ({ k }) =>
      num(2)
        .mul(k)
        .div(k.add(num(1))),
    ),
  ),
  limitCell(GLOROT, 'k → ∞', nothing),
  limitCell(
    GLOROT,
    'k → 0',
    is(String.raw`-\tfrac2{k+1}\mathbb I\to-2\,\mathbb I`, () => num(-2)),
    nothing,
  ),
  limitCell(HE, 'r = k', nothing),
  limitCell(HE, 'r → 0', minus(2)),
  limitCell(
    HE,
    'r → ∞',
    grows(String.raw`2\tfrac rk\mathbb I`, () => num(2)),
  ),
  limitCell(HE, 'k → ∞', minus(2)),
  limitCell(
    HE,
    'k → 0',
    grows(String.raw`2\tfrac rk\mathbb I`, () => num(2)),
  ),
  limitCell(
    SCALED,
    'r = k',
    is(String.raw`(\alpha_{i+1}^2-\alpha_i^2)\mathbb I`, numbers => upper(numbers).sub(lower(numbers))),
  ),
  limitCell(
    SCALED,
    'r → 0',
    is(String.raw`-\alpha_i^2\mathbb I`, numbers => lower(numbers).neg()),
  ),
  limitCell(SCALED, 'r → ∞', grows(String.raw`\tfrac rk\alpha_{i+1}^2\mathbb I`, upper)),
  limitCell(
    SCALED,
    'k → ∞',
    is(String.raw`-\alpha_i^2\mathbb I`, numbers => lower(numbers).neg()),
  ),
  limitCell(SCALED, 'k → 0', grows(String.raw`\tfrac rk\alpha_{i+1}^2\mathbb I`, upper)),
  limitCell(SCALED, 'r = kα²', nothing),
];
