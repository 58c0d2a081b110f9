/** What is written otherwise elsewhere, how far it goes, and what the language asks for instead. */
export interface OtherNotation {
  readonly text: string;
  readonly rule: string;
}

/** Of functions that other languages keep in modules; others are named like ours. */
const IN_MODULES: Readonly<Record<string, string>> = {
  eye: 'I(n)',
  identity: 'I(n)',
  zeros: 'zeros(a, b)',
  transpose: "A'",
  dot: 'A*B',
  matmul: 'A*B',
  sqrtm: 'A^(1/2)',
  matrix_power: 'A^n',
  block: '[A, B; C, D]',
  sign: 'sgn(…)',
  block_diag: 'blkdiag(…)',
  inv: 'inv(…)',
  pinv: 'pinv(…)',
  norm: 'norm(…)',
  trace: 'trace(…)',
  kron: 'kron(…)',
  diag: 'diag(…)',
  exp: 'exp(…)',
  expm: 'expm(…)',
  svd: 'svd(…)',
  svdvals: 'svd(…)',
  eigvalsh: 'eig(…)',
  eigvals: 'eig(…)',
  matrix_exp: 'expm(…)',
  log: 'log(…)',
  sqrt: 'sqrt(…)',
  abs: 'abs(…)',
};

const NUMBER = /(?:\d+(?:\.\d*)?|\.\d+)[eE][+-]?\d{5,}/y;
const MODULE = /(?:np|numpy|jnp|jax|sp|scipy|torch|math|linalg|LinearAlgebra)(?:\.[A-Za-z_]\w*)+/y;
const TRANSPOSE = /\^\s*(?:T\b(?!\s*\()|\{\s*T\s*\}|\\top\b|\{\s*\\top\s*\}|⊤)|\.(?:T|mT|H)\b/y;
const INVERSE = /\^\s*\{\s*-\s*1\s*\}|\.I\b/y;
const METHOD = /\.[A-Za-z_]\w*\s*\(/y;
const COMMAND = /\\[A-Za-z]+/y;

/**
 * Notation of Python, NumPy, LaTeX and the like that begins at a place of a line; undefined where there is none.
 * `wantsOperand` says whether an operand may begin there: then a backslash is no division.
 */
export function otherNotation(line: string, at: number, wantsOperand: boolean): OtherNotation | undefined {
  const found = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    return pattern.exec(line)?.[0];
  };
  const instead = (text: string | undefined, rule: (text: string) => string): OtherNotation | undefined =>
    text === undefined ? undefined : { text, rule: rule(text) };
  return (
    instead(found(NUMBER), () => 'must have an exponent of at most 4 digits') ??
    instead(found(MODULE), moduleRule) ??
    instead(found(TRANSPOSE), () => "must be typed as ', which is the transpose") ??
    instead(found(INVERSE), () => 'must be typed as inv(…) or ^-1') ??
    instead(line.startsWith('**', at) ? '**' : undefined, () => 'must be typed as ^') ??
    instead(line[at] === '@' ? '@' : undefined, () => 'must be typed as *, which is the product of matrices') ??
    instead(found(METHOD), methodRule) ??
    (wantsOperand ? instead(found(COMMAND), commandRule) : undefined)
  );
}

function moduleRule(text: string): string {
  const name = text.split('.').at(-1)!;
  const meant = Object.hasOwn(IN_MODULES, name) ? ` (here ${IN_MODULES[name]})` : '';
  return `must be a function of the language, which has no modules${meant}`;
}

function methodRule(text: string): string {
  const name = text.replace(/^\.|\s*\($/g, '');
  const meant = Object.hasOwn(IN_MODULES, name) ? IN_MODULES[name] : `${name}(…)`;
  return `must not be called on a value, write ${meant}`;
}

function commandRule(text: string): string {
  if (/^\\(lambda|tau|exp|log|min|max)$/.test(text)) return `must be typed as ${text.slice(1)}`;
  if (text === '\\frac') return 'must be typed as a/b';
  if (text === '\\sqrt') return 'must be typed as sqrt(…)';
  return 'must be typed in the notation of Octave, not of LaTeX';
}

/** What names of constants stand for elsewhere; `next` is the text of the token behind the name. */
export function constantElsewhere(name: string, next: string | undefined): string | undefined {
  if (/^(inf|infinity|nan)$/i.test(name))
    return 'must be a finite number: the language has no infinite ones, and an integral without an end is lim(t -> Inf, integral(A, 0, t))';
  if (name === 'dt') return 'must be typed as ddt(A), the rate of A, or dW1t, that of a layer';
  if (name === 'e' && next === '^') return 'must be defined, or typed as exp(…), of a full matrix as expm(…)';
  if (name === 'e') return 'must be defined, or typed as exp(1)';
  if (/^pi$/i.test(name)) return 'must be defined, as the language has no constants';
  return undefined;
}
