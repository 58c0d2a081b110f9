// Text of a record as LaTeX: what it reads as its own is escaped, and symbols become its commands.

/** Prose. Every mark stands for itself; a symbol that has no command here stands as its code point. */
export function latexText(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim().normalize('NFC');
  return line
    .split(EXPONENT)
    .map((part, at) => (at % 2 === 0 ? plainText(part) : `\\textsuperscript{${plainText(part)}}`))
    .join('');
}

/** e^{Ft/τ} in prose. */
const EXPONENT = /(?<=[\p{L})])\^\{([^{}]*)\}/u;

function plainText(line: string): string {
  return line.replace(RUN_OR_CLUSTER, cluster => {
    const special = SPECIAL[cluster] ?? TYPOGRAPHY[cluster];
    if (special !== undefined) return special;
    if (/^[\x20-\x7e]$/.test(cluster)) return cluster;
    const mathematics = raised(cluster) ?? SYMBOLS[cluster] ?? doubleStruck(cluster) ?? accented(cluster);
    if (mathematics !== undefined) return `\\ensuremath{${mathematics}}`;
    return inWords(cluster) ?? [...cluster].map(codePoint).join('');
  });
}

/** ℝ, 𝔼, 𝔹: a letter of the blackboard. */
function doubleStruck(cluster: string): string | undefined {
  return /^[ℂℍℕℙℚℝℤ\u{1D538}-\u{1D56B}]$/u.test(cluster) ? `\\mathbb{${cluster.normalize('NFKC')}}` : undefined;
}

/** A statement that is TeX as it stands, on one line; only what is not ASCII is rewritten. */
export function latexMath(tex: string): string {
  return tex
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/(?<!\\)\$/g, '\\$')
    .replace(/[\x20-\x7e]\p{M}+|[^\x20-\x7e]+/gu, latexText);
}

/** A line of code: a fixed pitch, no ligatures, spaces kept. */
export function latexCode(line: string): string {
  const parts = [...line].map(character => CODE[character] ?? latexText(character));
  return `\\texttt{${parts.join('')}}`;
}

/** A whole run of raised or lowered marks, or a letter with its accents. */
const RUN_OR_CLUSTER = /[⁰¹²³⁴-⁹⁺⁻ᵀᵗⁿ]+|[₀-₉₊₋ᵢⱼₖₙₘ]+|\P{M}\p{M}*|\p{M}/gu;

const SPECIAL: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '{': '\\{',
  '}': '\\}',
  $: '\\$',
  '&': '\\&',
  '#': '\\#',
  _: '\\_',
  '%': '\\%',
  '^': '\\textasciicircum{}',
  '~': '\\textasciitilde{}',
  '<': '\\textless{}',
  '>': '\\textgreater{}',
  '|': '\\textbar{}',
  '"': '\\textquotedbl{}',
};

const CODE: Readonly<Record<string, string>> = {
  ' ': '\\ ',
  '-': '-{}',
  "'": '\\textquotesingle{}',
  '`': '\\textasciigrave{}',
};

const TYPOGRAPHY: Readonly<Record<string, string>> = {
  '–': '--',
  '—': '---',
  '’': "'",
  '‘': '`',
  '“': '``',
  '”': "''",
  '…': '\\ldots{}',
  '§': '\\S{}',
  '·': '\\textperiodcentered{}',
};

const SYMBOLS: Readonly<Record<string, string>> = {
  '±': '\\pm',
  '½': '\\tfrac12',
  '×': '\\times',
  '′': "'",
  '−': '-',
  '‖': '\\Vert',
  '→': '\\to',
  '⇒': '\\Rightarrow',
  '√': '\\surd',
  '∞': '\\infty',
  '≈': '\\approx',
  '≠': '\\neq',
  '≤': '\\le',
  '≥': '\\ge',
  '≪': '\\ll',
  '≫': '\\gg',
  '⊗': '\\otimes',
  '⊥': '\\perp',
  '∈': '\\in',
  '∂': '\\partial',
  '∇': '\\nabla',
  '∑': '\\sum',
  '∏': '\\prod',
  '∘': '\\circ',
  '∉': '\\notin',
  '⊂': '\\subset',
  '⊃': '\\supset',
  '⊕': '\\oplus',
  '⪰': '\\succeq',
  '⟨': '\\langle',
  '⟩': '\\rangle',
  '↦': '\\mapsto',
  '∓': '\\mp',
  '•': '\\bullet',
  '𝟙': '\\mathbf{1}',
  '∖': '\\setminus',
  '∼': '\\sim',
  '⋯': '\\cdots',
  '†': '{}^{\\dagger}',
  '¼': '\\tfrac14',
  '¾': '\\tfrac34',
  ℓ: '\\ell',
  𝒜: '\\mathcal{A}',
  𝒫: '\\mathcal{P}',
  '⪯': '\\preceq',
  𝔥: '\\mathfrak h',
  𝓘: '\\mathcal I',
  α: '\\alpha',
  β: '\\beta',
  γ: '\\gamma',
  δ: '\\delta',
  ε: '\\varepsilon',
  ζ: '\\zeta',
  η: '\\eta',
  θ: '\\theta',
  ι: '\\iota',
  κ: '\\kappa',
  λ: '\\lambda',
  μ: '\\mu',
  ν: '\\nu',
  ξ: '\\xi',
  π: '\\pi',
  ρ: '\\rho',
  ς: '\\varsigma',
  σ: '\\sigma',
  τ: '\\tau',
  υ: '\\upsilon',
  φ: '\\varphi',
  χ: '\\chi',
  ψ: '\\psi',
  ω: '\\omega',
  Γ: '\\Gamma',
  Δ: '\\Delta',
  Θ: '\\Theta',
  Λ: '\\Lambda',
  Ξ: '\\Xi',
  Π: '\\Pi',
  Σ: '\\Sigma',
  Υ: '\\Upsilon',
  Φ: '\\Phi',
  Ψ: '\\Psi',
  Ω: '\\Omega',
};

const RAISED = Object.fromEntries(
  [...'⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ᵀᵗⁿʰⁱʲᵏᵐ'].map((mark, i) => [mark, [...'0123456789+-', '\\top ', ...'tnhijkm'][i]!]),
);
const LOWERED = Object.fromEntries([...'₀₁₂₃₄₅₆₇₈₉₊₋ᵢⱼₖₙₘₕ'].map((mark, i) => [mark, [...'0123456789+-ijknmh'][i]!]));

/** Runs are one: two superscripts in a row are an error. */
function raised(run: string): string | undefined {
  const [first = ''] = run;
  const [sign, marks] = first in RAISED ? ['^', RAISED] : first in LOWERED ? ['_', LOWERED] : [];
  return (
    marks &&
    `{}${sign}{${[...run]
      .map(mark => marks[mark])
      .join('')
      .trim()}}`
  );
}

const MATH_ACCENTS: Readonly<Record<string, string>> = {
  '\u0302': '\\hat',
  '\u0303': '\\tilde',
  '\u0304': '\\bar',
  '\u0307': '\\dot',
};
const TEXT_ACCENTS: Readonly<Record<string, string>> = {
  '\u0300': '`',
  '\u0301': "'",
  '\u0308': '"',
  '\u030c': 'v',
  '\u0327': 'c',
};

function accented(cluster: string): string | undefined {
  const [base = '', ...marks] = cluster.normalize('NFD');
  if (marks.length === 0 || marks.some(mark => MATH_ACCENTS[mark] === undefined)) return undefined;
  const letter = /^[A-Za-z]$/.test(base) ? base : SYMBOLS[base];
  return letter && marks.reduce((inner, mark) => `${MATH_ACCENTS[mark]}{${inner}}`, letter);
}

/** An accent as in a name. */
function inWords(cluster: string): string | undefined {
  const [base = '', mark = '', ...more] = cluster.normalize('NFD');
  const accent = TEXT_ACCENTS[mark];
  return more.length === 0 && accent !== undefined && /^[A-Za-z]$/.test(base) ? `\\${accent}{${base}}` : undefined;
}

function codePoint(character: string): string {
  return `\\texttt{U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}}`;
}
