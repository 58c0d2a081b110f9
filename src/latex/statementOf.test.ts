import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { VOCABULARY } from '../../properties/vocabulary.ts';
import { openFormula } from '../check/openFormula.ts';
import { derivationSteps } from '../formula/derivation.ts';
import { latexDocument } from './latexDocument.ts';
import { latexHeader } from './latexHeader.ts';
import { notationOf } from './notations.ts';
import { selectFormula } from './selectFormula.ts';
import { type LatexStatement, lettersFor, statementOf } from './statementOf.ts';

function statement(text: string, asked?: string, name = 'a.tex'): LatexStatement {
  const document = latexDocument(text, name);
  const header = latexHeader(text, name);
  const named = header.fields.get('notation');
  const notation = named === undefined ? undefined : notationOf(named);
  return statementOf(document, selectFormula(document, lettersFor(header, notation), asked), header, notation);
}

/** The lines below the header. */
function body(text: string, asked?: string): string[] {
  return statement(text, asked).text.split('---\n')[1]!.trim().split('\n');
}

const IN = (notation: string): string => `% dlo\n% notation: ${notation}\n\n`;

describe('what letters stand for', () => {
  it.each([
    ['anguita2024', 'W_2(0)^T W_2(0) - W_1(0) W_1(0)^T = \\lambda \\mathbb{I}', "W2'*W2 - W1*W1' == lambda*I(Nh)"],
    ['anguita2024', '\\mathbf{W}_1^T\\mathbf{W}_1(t) = 0', "W1t'*W1t == zeros(Ni, Ni)"],
    ['braun2022', '\\mathbf{QQ}^\\top(t) = e^{\\tilde{\\mathbf S}\\frac{t}{\\tau}}', "Q*Q' == exp(S*(t/tau))"],
    [
      'domine2025',
      '\\|\\mathbf W_1\\|_F^2 \\le \\mathrm{tr}\\left(\\tilde{\\mathbf U}\\tilde{\\mathbf S}\\tilde{\\mathbf U}^\\top\\right)',
      "norm(W1t)^2 <= trace(U*S*U')",
    ],
    [
      'domine2025',
      '\\begin{bmatrix} -\\frac{\\lambda}{2} I & \\tilde\\Sigma^{yx\\top} \\\\ \\tilde\\Sigma^{yx} & 0\\end{bmatrix} = Q Q^\\top',
      "[-lambda/2*I(Ni), Syx'; Syx, zeros(No, No)] == Q*Q'",
    ],
    ['domine2025', 'I_{N_h}^2 = W_1 W_1^\\top', "I(Nh)^2 == W1t*W1t'"],
    ['domine2025', '\\sqrt{W_1 W_1^\\top} \\preceq I', "(W1t*W1t')^(1/2) <= I(Nh)"],
    ['domine2025', 'e^{-W_1 W_1^\\top} = I - W_1 W_1^\\top', "expm(-W1t*W1t') == I(Nh) - W1t*W1t'"],
    ['domine2025', 'W_2 \\otimes I_{N_i} = 0', 'kron(W2t, I(Ni)) == zeros(Ni*No, Nh*Ni)'],
    [
      'wendin2025',
      '\\dot W_j = W_{j+1:h}^\\top(\\Sigma - W_{1:h})W_{1:j-1}^\\top, \\quad j = 1, \\dots, h',
      "ddt(W{j}t) == W(j+1:h)t'*(Syx - W(1:h)t)*W(1:j-1)t'",
    ],
    ['wendin2025', '\\sum_{j=1}^h \\mathrm{tr}(W_j W_j^\\top) \\ge 0', "sum(j = 1:h, trace(W{j}t*W{j}t')) >= 0"],
  ])('%s: %s', (notation, tex, octave) => {
    expect(body(`${IN(notation)}$$${tex}$$`).at(-1)).toBe(octave);
  });

  it('is said by the header first, then by the notation, then by the definitions of the file', () => {
    const text = `% dlo\n% notation: domine2025\n% A = Syx*Syx'\n% needs: whitened, zero-balanced\n\nLet $B := A^\\top$, then\n\\[ B C = W_2 \\] where $C = I - W_2W_2^\\top$.`;
    expect(body(text)).toEqual(["B = (Syx*Syx')'", "C = I(No) - W2t*W2t'", 'B*C == W2t']);
    const { guesses } = statement(text);
    expect(guesses.find(({ what }) => what === 'A')?.reason).toBe('a.tex, line 3');
    expect(guesses.find(({ what }) => what === 'C')?.reason).toContain('definition in line 7');
    expect(guesses.find(({ what }) => what === 'I')?.meaning).toBe('I(No)');
  });

  it.each([
    // What a formula of layers of any depth says with dots or a product sign.
    ['wendin2025', 'W_h W_{h-1} \\cdots W_1 = W_{1:h}', ['W(1:h)t == W(1:h)t']],
    ['wendin2025', '\\prod_{j=h}^{1} W_j = \\prod_{j=1}^h W_j', ['W(1:h)t == W(1:h)t']],
    ['domine2025', '\\prod_{i=1}^3 (t + i) = t', ['(t + 1)*(t + 2)*(t + 3) == t']],
    [
      'wendin2025',
      '\\dot W_j = W_{j+1}^\\top \\cdots W_h^\\top \\Sigma \\prod_{i=1}^{j-1} W_i^\\top W_1^\\top \\quad \\forall j \\in \\{1, \\dots, h\\}',
      ['for j = 1:h:', "ddt(W{j}t) == W(j+1:h)t'*Syx*(W(1:j-1)t'*W1t')"],
    ],
    [
      'wendin2025',
      'W_{h:j+1} = W_{j-1:1} \\text{ for all } 1 < j < h',
      ['for j = 1 + 1:h - 1:', 'W(j+1:h)t == W(1:j-1)t'],
    ],
    // Limits, integrals, first times, values at the start.
    ['domine2025', 'W_2W_1 \\to \\tilde\\Sigma^{yx} \\quad (t \\to \\infty)', ['lim(t -> Inf, W2t*W1t) == Syx']],
    ['domine2025', 'W_2(t) \\xrightarrow{t \\to \\infty} 0', ['lim(t -> Inf, W2t) == zeros(No, Nh)']],
    [
      'domine2025',
      '\\int_0^t \\|\\dot W_1(s)\\|_F^2 \\, ds \\le \\int_0^\\infty \\|W_1\\|_F^2 dt',
      ['integral(norm(dW1t)^2, 0, t) <= lim(t -> Inf, integral(norm(W1t)^2, 0, t))'],
    ],
    ['domine2025', '\\inf\\{t \\ge 0 : \\lambda t \\ge 1\\} = t', ['first(lambda*t >= 1) == t']],
    ['domine2025', '\\dot W_1(0) = \\frac{dW_1}{dt}\\Big|_{t=0}', ['start(dW1t) == start(dW1t)']],
    // Sums over other ranges; functions under a power; determinants; adjoints; brackets in braces.
    [
      'domine2025',
      '\\sum_{i,j=1}^{\\min(N_i, N_o)} t = \\sum_{k < N_h} \\lambda',
      ['sum(i = 1:m, sum(j = 1:m, t)) == sum(k = 1:Nh - 1, lambda)'],
    ],
    [
      'domine2025',
      '\\sum_{\\substack{k=1 \\\\ k \\ne j}}^{N_h} \\tilde s_k = 0, j = 1, 2, \\dots, N_h',
      ['for j = 1:Nh:', 'sum(k = 1:j - 1, S(k,k)) + sum(k = j + 1:Nh, S(k,k)) == 0'],
    ],
    ['domine2025', '\\lambda_{\\max}(W_1W_1^H)^{1/2} = \\sigma_1(W_1)', ["maxeig(W1t*W1t')^(1/2) == opnorm(W1t)"]],
    ['domine2025', '|W_1W_1^\\top| = \\{t + 1\\}^2', ["det(W1t*W1t') == (t + 1)^2"]],
    // Numbers beside matrices, and widths that are numbers.
    ['domine2025', 'W_1 W_1^\\top + \\lambda = W_2^\\top W_2 + 1', ["W1t*W1t' + lambda*I(Nh) == W2t'*W2t + I(Nh)"]],
    ['domine2025', 'N_o \\lambda = \\mathrm{tr}(W_2^\\top W_2)', ["No*lambda == trace(W2t'*W2t)"]],
    ['domine2025', '\\begin{pmatrix} 1 & \\lambda \\\\ 0 & 1\\end{pmatrix} = 0', ['[1, lambda; 0, 1] == zeros(2, 2)']],
    [
      'domine2025',
      '\\begin{pmatrix} \\lambda & 0 \\\\ 0 & 1\\end{pmatrix} Q = Q',
      ["Q = [W1t'; W2t]", '[lambda*I(Ni), zeros(Ni, No); zeros(No, Ni), I(No)]*Q == Q'],
    ],
    ['domine2025', '\\langle W_1, W_1\\rangle_F = 1', ["trace(W1t'*W1t) == 1"]],
    // Functions of letters, systems, sizes of letters, words of capitals.
    [
      'domine2025',
      'f(W_1, W_2) + 1 = 0$$ with $$f(W_1, W_2) := \\mathrm{tr}(W_2 W_1)',
      ['f_W_1_W_2 = trace(W2t*W1t)', 'f_W_1_W_2 + 1 == 0'],
    ],
    [
      'domine2025',
      '\\begin{cases} W_1 = 0 \\\\ W_2 = 0 \\end{cases}',
      ['W1t == zeros(Nh, Ni)', 'W2t == zeros(No, Nh)'],
    ],
    ['domine2025', 'W_1 = 0 \\in \\mathbb{R}^{N_h \\times N_i}', ['W1t == zeros(Nh, Ni)']],
    ['domine2025', '\\begin{aligned} t &= [ t \\\\ &+ t ] \\end{aligned}', ['t == t + t']],
    ['domine2025', '\\tau \\frac{d}{dt} W_1 = $$ and $$ W_2^\\top W_1', ["tau*dW1t == W2t'*W1t"]],
  ])('%s: %s', (notation, tex, octave) => {
    const asked = tex.includes('f(') ? '1' : tex.includes(' and ') ? '2' : undefined;
    expect(body(`${IN(notation)}$$${tex}$$`, asked)).toEqual(octave);
  });

  it('holds under the conditions that stand behind it, and in the case that the header chooses', () => {
    const head = `% dlo\n% notation: domine2025\n% needs: whitened\n`;
    const where = (tex: string): string[] =>
      statement(`${head}${tex}`)
        .text.split('\n')
        .filter(line => /^where|==/.test(line));
    expect(where('\n$$ W_1 = 0 \\text{ if } \\lambda > 0 \\text{ and } N_i \\ne N_o $$')).toEqual([
      'where: lambda > 0',
      'where: Ni ~= No',
      'W1t == zeros(Nh, Ni)',
    ]);
    expect(where('\n$$ W_1 = 0 \\quad (t \\ge 0) $$')).toEqual(['W1t == zeros(Nh, Ni)']);
    const cases = '\n$$ t = \\begin{cases} 1 & \\text{if } \\lambda > 0 \\\\ 2 & \\text{otherwise}\\end{cases} $$';
    expect(where(`% case: 1${cases}`)).toEqual(['where: lambda > 0', 't == 1']);
    expect(where(`% case: 2${cases}`)).toEqual(['where: lambda <= 0', 't == 2']);
  });

  it('may be said of symbols that the header declares, of indices, and of letters by letters above them', () => {
    const text = `% dlo\n% notation: domine2025\n% brackets: commutator\n% let X : Nh x Nh, Y : Nh x Nh symmetric\n% k = 1:m\n% \\sigma_* = S(*,*)\n% A = X + Y\n% B = A*A\n`;
    expect(body(`${text}$$ [X, B] = \\sum_k \\sigma_k X $$`)).toEqual([
      'let X : Nh x Nh, Y : Nh x Nh symmetric',
      'A = X + Y',
      'B = A*A',
      'X*B - B*X == sum(k = 1:m, S(k,k)*X)',
    ]);
  });

  it.each([
    ['D = W_1 \\\\ X = Y', 'UNKNOWN_NAME', 'X'],
    ['$F = W_1$ and $F = 2W_1$ \\[ F + W_1 = W_1 \\]', 'FORMULA', 'lines 4 and 4'],
    ["\\[ W_1' = W_1 \\]", 'FORMULA', 'a transpose'],
    ['\\[ W_1^* = W_1 \\]', 'FORMULA', 'stars: transpose'],
    ['\\[ W_1^t = W_1 \\]', 'FORMULA', 'a time (write (t))'],
    ['\\[ [W_2W_1]_{12} = 0 \\]', 'FORMULA', 'must be an entry of a letter'],
    ['\\[ t = 0 \\text{ for } t \\to \\mathcal{A} \\]', 'UNKNOWN_NAME', 'must have a meaning'],
    ['\\[ \\|W_1\\| = 1 \\]', 'FORMULA', 'which norm'],
    ['\\[ \\tau(t) = 1 \\]', 'FORMULA', 'a time or a factor'],
    ['\\[ W_1(t/\\tau) = W_1 \\]', 'FORMULA', 'a time or a factor'],
    ['\\[ 1/2W_1 = W_1 \\]', 'FORMULA', 'below the slash'],
    ['\\[ \\mathrm{tr}\\,W_1 W_2 = 0 \\]', 'FORMULA', 'in brackets'],
    ['\\[ \\mathrm{tr}(I) = 1 \\]', 'FORMULA', 'must have a size'],
    ['\\[ \\prod_{i=1}^m t = 1 \\]', 'UNKNOWN_NAME', 'must have a meaning'],
    ['\\[ \\prod_{i=1}^{21} t = 1 \\]', 'FORMULA', 'at most 20 factors'],
    ['\\[ \\lambda(\\tau) = 1 \\]', 'FORMULA', 'an argument or a factor'],
    ['\\[ \\sum_k t = 1 \\]', 'FORMULA', 'add a line "k = 1:m"'],
    ['\\[ t \\in \\mathcal{A} \\]', 'FORMULA', '\\in'],
    ['\\[ t \\in \\mathbb{R} \\]', 'FORMAT', 'that claims something'],
    ['\\[ [W_1, W_2] = 0 \\]', 'FORMULA', 'brackets: commutator'],
    ['\\[ t \\cdots t = 1 \\]', 'FORMULA', 'written out'],
    ['\\[ t = \\begin{cases} 1 & t > 0 \\\\ 2 & t = 0\\end{cases} \\]', 'FORMULA', 'one of its 2 cases'],
  ])('is asked for where it is open: %s', (tex, code, rule) => {
    const text = `${IN('domine2025')}${tex.startsWith('D') ? `\\[ X + W_1 = W_1 \\]` : tex}`;
    expect(() => statement(text)).toThrow(expect.objectContaining({ code, message: expect.stringContaining(rule) }));
  });
});

describe('which formula is meant', () => {
  const TEXT = `${IN('domine2025')}\\begin{equation}\\label{eq:a} W_1 = W_1 \\end{equation}
\\[ W_2 = W_2 \\tag{7} \\] % $$ W_1 = 0 $$
\\begin{verbatim} $$ t = 0 $$ \\end{verbatim}
$$ t = t $$`;

  it('is said by label, tag or place', () => {
    expect(body(TEXT, 'eq:a')).toEqual(['W1t == W1t']);
    expect(body(TEXT, '7')).toEqual(['W2t == W2t']);
    expect(body(TEXT, '3')).toEqual(['t == t']);
  });

  it('is asked for where there are several, and where there is none of that number', () => {
    expect(() => statement(TEXT)).toThrow(/choose one by --equation \(eq:a in line 4, 7 in line 5, 3 in line 7\)/);
    expect(() => statement(TEXT, '12')).toThrow(/must be a number or label/);
    expect(() => statement('no formula')).toThrow(/must have a displayed formula/);
    expect(() => statement('')).toThrow(/must have a displayed formula/);
    expect(() => statement(`${TEXT}\n\\[ 1 = 1 \\tag{7} \\]`, '7')).toThrow(
      /lines 5, 8 have this name; ask by their places, 2 or 4/,
    );
  });

  it('is the one between two comment lines', () => {
    const text = `${IN('domine2025')}$$ t = t $$\n% dlo begin\n$$ W_1 = W_1 $$\n% dlo end\n$$ W_2 = W_2 $$`;
    expect(body(text)).toEqual(['W1t == W1t']);
  });
});

describe('examples/latex', () => {
  const folder = new URL('../../examples/latex/', import.meta.url);
  it.each(readdirSync(folder).filter(name => /\.(tex|md)$/.test(name)))(
    '%s is read into a statement that can be judged',
    name => {
      const { text, lines } = statement(readFileSync(new URL(name, folder), 'utf8'), undefined, name);
      for (const part of derivationSteps(text, name)?.map(step => step.text) ?? [text])
        expect(openFormula(part, name, VOCABULARY).neverFits).toBe(false);
      expect(lines.every(line => line.octave !== '' && line.tex !== '')).toBe(true);
    },
  );
});
