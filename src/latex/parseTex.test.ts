import { describe, expect, it } from 'vitest';
import { FormulaError } from '../formula/formulaError.ts';
import { macrosOf } from './macrosOf.ts';
import { type Macros, parseTex } from './parseTex.ts';
import { readClauses } from './readExpression.ts';
import { expressionText } from './testing/expressionText.ts';

function read(tex: string, macros: Macros = {}): string[] {
  const source = { name: 'a.tex', text: tex, from: 0 };
  return readClauses(parseTex(tex, source, macros).nodes, source).map(expressionText);
}

function refusal(work: () => unknown): FormulaError {
  try {
    work();
  } catch (error) {
    if (error instanceof FormulaError) return error;
    throw error;
  }
  throw new Error('was not refused');
}

describe('the algebra of matrices, as it is printed', () => {
  it.each([
    // Letters: fonts make no other letter, accents, scripts and primes do.
    ['\\tilde{\\mathbf{U}}_\\perp', '\\tilde{U}_\\perp'],
    ['\\widetilde{\\boldsymbol{U}}_{\\perp}', '\\tilde{U}_\\perp'],
    ['\\boldsymbol{W_1}', 'W_1'],
    ['{\\bf W}_{1}', 'W_1'],
    ['\\overline{W}_2 \\bar W_2', '\\bar{W}_2 \\bar{W}_2'],
    ['\\mathbf{QQ}^\\top', "Q Q'"],
    ['\\mathcal{L} L', '\\mathcal{L} L'],
    ["W'", "(W)^<'>"],
    // Transposes in all spellings, inverses and pseudo-inverses.
    ['W_1^T', "W_1'"],
    ['W_1^{\\top}', "W_1'"],
    ['W_1^\\intercal', "W_1'"],
    ['W_1^{\\mathrm{T}}', "W_1'"],
    ['W_1^{\\mathsf T}', "W_1'"],
    ['(AB)^{-1}', 'inverse([A B])'],
    ['c + \\frac{\\bigl(A \\Bigl[B + C\\Bigr]\\bigr)}{2}', '(c + ([A [(B + C)]] / 2))'],
    ['\\bigl(A B\\bigr)^2 \\Bigl[A\\Bigr]^{-1} \\left(A\\right)^T', "([A B])^<2> inverse([A]) [A]'"],
    ["\\bigl(A\\bigr)'", "([A])^<'>"],
    ['\\bigl\\|A\\bigr\\|_F^2 + \\big(\\|B\\|_2 + 1\\big)', '((norm<F>(A))^<2> + [(norm<2>(B) + 1)])'],
    ['A^{-\\top}', "inverse(A)'"],
    ['A^{-T}', "inverse(A)'"],
    ['A^+ A^\\dagger', 'pseudoinverse(A) pseudoinverse(A)'],
    ['\\tilde{\\Sigma}^{yx}', '(\\tilde{\\Sigma})^<yx>'],
    ['\\tilde{\\Sigma}^{yxT}', "(\\tilde{\\Sigma})^<yx>'"],
    ['(A^{h-j})^\\top', "[(A)^<h-j>]'"],
    // Times, dots and rates.
    ['W_1(t)^T W_1^T(t)', "W_1@t' W_1'@t"],
    ['\\dot{W}_1 \\ddot x', 'rate(W_1) rate(rate(x))'],
    ['\\tau\\frac{d}{dt}(AB) C', '\\tau d/dt<1>([A B]) C'],
    ['\\frac{d a(t)}{dt}', 'd/dt<1>(a@t)'],
    [
      '\\dv{a}{t} + \\dv{t} a + {d \\over dt} a + \\partial_t a',
      '(((d/dt<1>(a) + d/dt<1>(a)) + d/dt<1>(a)) + d/dt<1>(a))',
    ],
    ['A B|_{t=0}', 'A B@0'],
    // Integrals, whatever their variable is called.
    ['\\int_0^t a(s) + b_s \\, ds + c', '(integral[0..t]((a@t + b_s)) + c)'],
    ["\\int_0^t f(t') dt' \\int_a^b \\frac{dx}{x s}", 'integral[0..t](f@t) integral[a..b]((1 / t s))'],
    ['2\\int_0^T \\mathrm{d}u\\, f(u)', '2 integral[0..T](f@t)'],
    ['\\frac{\\mathrm d^2 a}{\\mathrm dt^2}', 'd/dt<2>(a)'],
    // Numbers, quotients, roots, exponentials.
    ['12.5x - \\frac12 y', '(12.5 x - (1 / 2) y)'],
    ['-a + b', '(-(a) + b)'],
    ['2st/\\tau', '(2 s t / \\tau)'],
    ['\\sqrt[3]{x}', 'sqrt(x, 3)'],
    ['e^{-\\mathbf F\\frac{t}{\\tau}}', '(e)^<-F\\frac{t}{\\tau}>'],
    // Norms, traces, functions, sums.
    ['\\|A - B\\|_F^2', '(norm<F>((A - B)))^<2>'],
    ['\\left\\|A\\right\\|', 'norm<>(A)'],
    ['|\\lambda|', 'abs(\\lambda)'],
    ['\\mathrm{tr}(AB)', 'tr(A B)'],
    ['\\operatorname{Tr}\\left(A\\right)^2', '(tr(A))^<2>'],
    ['\\text{tr}(A)', 'tr(A)'],
    ['sgn(\\lambda) t', 'sgn(\\lambda) t'],
    ['\\tanh^{-1}(x)', 'artanh(x)'],
    ['\\sum_{k=1}^{n} a_k b_k - c', '(\\sum[k = 1..n](a_k b_k) - c)'],
    ['I_n \\otimes A B', '(I_n ⊗ A B)'],
    ['\\mathbf{I}\\,W', 'I W'],
    ['\\begin{bmatrix} A & 0 \\\\ B^T & C\\end{bmatrix}', "blocks(A, 0; B', C)"],
    ['[I \\quad 0]', 'blocks(I, 0)'],
    ['\\underbrace{A B}_{\\text{small}} C', 'A B C'],
    ['\\left[A\\right]_{1,2}', 'entry<1,2>([A])'],
    ['\\left.A\\right|_{t=0}', 'start(A)'],
  ])('%s', (tex, meant) => {
    expect(read(tex)).toEqual([meant]);
  });

  it('reads what a line says, clause by clause', () => {
    expect(read('A = B \\le C, \\quad D := E \\text{ for all } x > 0 \\tag{3}')).toEqual([
      'A = B \\le C',
      'D := E',
      'x > 0',
    ]);
  });

  it('knows what is a condition by its words and brackets, and leaves reasons out', () => {
    const source = { name: 'a.tex', text: '', from: 0 };
    const said = (tex: string): (true | undefined)[] =>
      readClauses(parseTex(tex, source).nodes, source).map(({ isCondition }) => isCondition);
    expect(said('A = B, \\quad C = D \\text{ for all } x > 0 \\text{ and } y < 1')).toEqual([
      undefined,
      undefined,
      true,
      true,
    ]);
    expect(said('A = B \\quad (x > 0)')).toEqual([undefined, true]);
    expect(said('A = B \\quad (\\text{by symmetry})')).toEqual([undefined]);
    expect(read('\\boxed{A = B}')).toEqual(['A = B']);
  });

  it('goes on from line to line of an align', () => {
    expect(read('\\begin{aligned} A &= B \\\\ &\\quad + C \\\\ &= D\\end{aligned} \\quad (12)')).toEqual([
      'A = (B + C)',
      '= D',
    ]);
  });

  it('takes a line break for one: a sum goes on, a statement begins', () => {
    expect(read('A = B \\\\ - C')).toEqual(['A = (B - C)']);
    expect(read('A = B \\\\ C = D')).toEqual(['A = B', 'C = D']);
  });

  it('knows the author’s own commands', () => {
    const macros = macrosOf(
      '\\newcommand{\\W}[1]{\\mathbf{W}_{#1}} \\def\\T{^\\top} \\DeclareMathOperator{\\spur}{tr}',
      'a.tex',
    );
    expect(read('\\spur(\\W{2}\\T)', macros)).toEqual(["tr(W_2')"]);
    const further = macrosOf(
      '\\newcommand{\\n}[2][F]{\\lVert #2\\rVert_{#1}} \\let\\T\\top \\DeclarePairedDelimiter{\\size}{\\lVert}{\\rVert} \\NewDocumentCommand{\\W}{m}{W_{#1}}',
      'a.tex',
    );
    expect(read('\\n{A} \\n[2]{B^\\T} \\size*{C}_F \\size[\\big]{\\W{1}}_F', further)).toEqual([
      "norm<F>(A) norm<2>(B') norm<F>(C) norm<F>(W_1)",
    ]);
  });

  it.each(['eqnarray', 'flalign', 'align'])('reads the lines of an %s', name => {
    expect(read(`\\begin{${name}} A &=& B \\nonumber \\\\ &=& C \\end{${name}}`)).toEqual(['A = B', '= C']);
  });
});

describe('what is no formula', () => {
  it.each([
    ['\\foo{a}', 1, 'must be a command'],
    ['a}b', 2, 'must have a { that it closes'],
    ['\\frac{a}{b', 9, 'must go on'],
    ['\\begin{pmatrix} a', 1, 'must go on'],
    ['a + {b} + \\mathbf{W_1', 18, 'must go on'],
    ['\\begin{pmatrix} a \\end{bmatrix}', 19, 'must close \\begin{pmatrix}'],
    ['\\left( a', 8, 'must have \\right'],
    ['x^2^3', 4, 'must have one superscript'],
    ['a = , b', 3, 'must have something on its right side'],
    ['a + ', 3, 'must have something on its right side'],
    ['x + \\input{/etc/passwd}', 5, 'never followed'],
    ['\\write18{rm -rf /}', 1, 'never followed'],
    ['oldsymbol{S} = 1', 1, 'must be \\boldsymbol'],
    ['{AB}^T', 1, 'must have brackets'],
    ['A + \\cancel{B}', 12, 'struck out'],
    ['\\int_0^t A', 1, 'must name its variable'],
    ['\\int A ds', 1, 'from when to when'],
    ['\\int_0^t e^{t - s} ds', 1, 'must not name t'],
    ['A = \\left(B^T \\\\ -C^T\\right)', 15, 'must stand in a matrix'],
  ])('%s is refused at its place', (tex, column, rule) => {
    const error = refusal(() => read(tex));
    expect([error.line, error.column]).toEqual([1, column]);
    expect(error.message).toContain(rule);
    expect(error.picture).toContain('^');
  });

  it('points to the command that stands for what is none', () => {
    const macros = { '\\W': '\\foo W', '\\V': 'V' };
    const error = refusal(() => read('\\V = \\W', macros));
    expect([error.column, error.message]).toEqual([6, expect.stringContaining('it stands for \\foo')]);
  });

  it('refuses a macro that calls itself, through others too, with the circle', () => {
    const text = 'x\n\\newcommand{\\a}{\\b} \\newcommand{\\b}{1 + \\a}';
    const error = refusal(() => macrosOf(text, 'a.tex'));
    expect(error.message).toContain('\\a → \\b → \\a');
    expect(error.line).toBe(2);
    expect(refusal(() => read('\\def\\a{\\a}\\a')).message).toContain('calls itself');
  });

  it('refuses what is nested too deep, and ends', () => {
    expect(() => read(`${'{'.repeat(50_000)}x`)).toThrow(FormulaError);
  });
});
