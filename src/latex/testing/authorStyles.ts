import type { FormulaFile } from '../../formula/formulaFile.ts';
import { namesIn } from '../../formula/parseFormula.ts';
import { type FormulaNode, isRelation, type RelationOperator } from '../../formula/tree.ts';
import { latexDocument } from '../latexDocument.ts';
import { latexHeader } from '../latexHeader.ts';
import { notationOf } from '../notations.ts';
import { selectFormula } from '../selectFormula.ts';
import { lettersFor, statementOf } from '../statementOf.ts';
import { writeLatex } from '../writeLatex.ts';
import { saidKey } from './saidKey.ts';
import { madeKeys } from './typedTrees.ts';

/** An author's habits: how mathematics is typed, and how a theorem stands in its text. */
interface AuthorStyle {
  readonly name: string;
  readonly typed: (tex: string) => string;
  readonly document: (header: readonly string[], definitions: readonly string[], claim: string) => string;
  readonly isMarkdown?: boolean;
}

const comments = (header: readonly string[]): string => header.map(line => `% ${line}\n`).join('');

/** A thesis with bold letters and times, a page of notes in Markdown, and a paper with commands of its own. */
export const AUTHOR_STYLES: readonly AuthorStyle[] = [
  {
    name: 'thesis',
    typed: tex => tex,
    document: (header, definitions, claim) =>
      `\\documentclass{article}\n% dlo\n${comments(header)}\\begin{document}\n${definitions.map(one => `Let $${one}$.\n`).join('')}\\begin{theorem}\nThen\n\\begin{equation}\\label{eq:claim}\n${claim}\n\\end{equation}\n\\end{theorem}\n\\end{document}\n`,
  },
  {
    name: 'notes',
    isMarkdown: true,
    typed: tex =>
      tex
        .replace(/\\(left|right)(?=[([)\]|\\.])/g, '')
        .replace(/\\mathbf\{([A-Za-z])\}/g, '$1')
        .replace(/\^\{\\top\}/g, '^T')
        .replace(/\\[lr]Vert/g, '\\|')
        .replace(/\\operatorname\{tr\}/g, '\\text{Tr}')
        .replace(/\\frac\{1\}\{2\}/g, '\\tfrac12')
        .replace(/\\,/g, ' '),
    document: (header, definitions, claim) =>
      `# Notes\n\n<!-- dlo\n${header.join('\n')}\n-->\n\nWe want\n\n$$\n${claim}\n$$\n${definitions.length === 0 ? '' : `\nwhere ${definitions.map(one => `$${one}$`).join(' and ')}.\n`}`,
  },
  {
    name: 'paper',
    typed: tex =>
      tex
        .replace(/\\mathbf\{([A-Za-z])\}/g, '\\mat{$1}')
        .replace(/\^\{\\top\}/g, '\\T')
        .replace(/\\frac\{d\}\{dt\}/g, '\\frac{\\mathrm{d}}{\\mathrm{d}t}')
        .replace(/\\left\(/g, '\\bigl(')
        .replace(/\\right\)/g, '\\bigr)')
        .replace(/\\operatorname\{tr\}/g, '\\tr')
        .replace(/bmatrix/g, 'pmatrix'),
    document: (header, definitions, claim) =>
      `\\newcommand{\\mat}[1]{\\boldsymbol{#1}}\n\\newcommand{\\T}{^{\\mathsf{T}}}\n\\DeclareMathOperator{\\tr}{tr}\n% dlo\n${comments(header)}\\begin{proposition}\n\\begin{align}\n${claim.replace(/ (=|\\[lg]e|\\(?:prec|succ)(?:eq)?|[<>]) /, ' &$1 ')} \\tag{1}\n\\end{align}\n\\end{proposition}\n${definitions.map(one => `with\n\\[ ${one.replace(' = ', ' \\coloneqq ')} \\]\n`).join('')}`,
  },
];

const SIGNS: Readonly<Record<RelationOperator, string>> = { '==': '=', '<=': '\\le', '>=': '\\ge', '<': '<', '>': '>' };

const ORDERS: Readonly<Record<RelationOperator, string>> = {
  '==': '=',
  '<=': '\\preceq',
  '>=': '\\succeq',
  '<': '\\prec',
  '>': '\\succ',
};

/**
 * A statement as that author would type it, read again: undefined where it says the same, else what was read, or why nothing was. `none` for statements that are more than two sides and a sign between
 * them, or of letters that the notation gives another meaning.
 */
export function misreadIn(style: AuthorStyle, file: FormulaFile): string | undefined {
  const text = texIn(style, file);
  if (text === undefined) return 'none';
  const name = style.isMarkdown === true ? 'a.md' : 'a.tex';
  try {
    const [document, header] = [latexDocument(text, name), latexHeader(text, name)];
    const notation = notationOf(header.fields.get('notation')!);
    const formula = selectFormula(document, lettersFor(header, notation), style.name === 'paper' ? '1' : undefined);
    const made = statementOf(document, formula, header, notation);
    return madeKeys([made.text])[0] === saidKey(file.formula) ? undefined : made.text;
  } catch (error) {
    return `${error instanceof Error ? error.message : String(error)}\n${text}`;
  }
}

/** The document; undefined where the statement is no two sides, or its letters have other meanings in the notation. */
function texIn({ typed, document }: AuthorStyle, file: FormulaFile): string | undefined {
  const { formula, deep, upTo, steps, claims } = file;
  const last = formula.definitions.at(-1)!.node;
  if (!isRelation(last) || upTo !== undefined || steps !== undefined) return undefined;
  const notation = deep === undefined ? 'domine2025' : 'wendin2025';
  const known = notationOf(notation).letters;
  const write = (node: FormulaNode): string =>
    typed(
      writeLatex({ definitions: [{ name: undefined, node, place: node.place }] }, notation).replace(
        /^\\begin\{aligned\}\n &= |\n\\end\{aligned\}$/g,
        '',
      ),
    );
  const letter = (name: string): string => write({ kind: 'name', name, place: last.place });
  const defined = new Set(formula.definitions.flatMap(({ name }) => (name === undefined ? [] : [name])));
  if ([...defined].some(name => /^[QFUSV]$/.test(name) || known.has(name))) return undefined;
  const octave = new Set([...known.values()].map(meaning => meaning.octave));
  const indices = new Set((formula.loops ?? []).map(one => one.name));
  const ends = (formula.loops ?? []).flatMap(({ from, to }) => `${from} ${to}`.match(/[A-Za-z]\w*/g) ?? []);
  const further = [...new Set([...formula.definitions.flatMap(({ node }) => [...namesIn(node)]), ...ends])].filter(
    name => !defined.has(name) && !octave.has(name) && !indices.has(name) && !/[{(]|^d+W|^(Inf|h)$/.test(name),
  );
  const declarations = file.body.split('\n').filter(line => /^\s*let\s/.test(line));
  const header = [
    `notation: ${notation}`,
    'needs: none',
    ...(deep?.decay === undefined ? [] : [`decay: ${deep.decay}`]),
    ...declarations.map(line => line.trim()),
    ...further.map(name => `${letter(name)} = ${name}`),
  ];
  const definitions = formula.definitions.flatMap(({ name, node }) =>
    name === undefined ? [] : [`${letter(name)} = ${write(node)}`],
  );
  const loops = (formula.loops ?? []).map(({ name, from, to }) => `,\\quad ${name} = ${from}, \\dots, ${to}`).join('');
  const sign = (claims === 'loewner' ? ORDERS : SIGNS)[last.op];
  return document(header, definitions, `${write(last.left)} ${sign} ${write(last.right)}${loops}`);
}
