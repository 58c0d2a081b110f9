import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CommandRun, inProcess } from './testing/inProcess.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'dlo-paper-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

async function paperOf(
  text: string,
  name = 'a.tex',
): Promise<CommandRun & { readonly file: string; page: () => string }> {
  const file = join(folder, name);
  writeFileSync(file, text);
  const report = join(folder, 'report');
  const run = await inProcess('paper', file, '--notation', 'domine2025', '--report', report);
  return { ...run, file, page: () => readFileSync(join(report, 'paper.html'), 'utf8') };
}

const PAPER = `\\newcommand{\\W}[1]{\\mathbf{W}_{#1}}
\\begin{lemma}
\\begin{equation}\\label{eq:balance} \\W{1}(t)\\W{1}(t)^\\top = \\W{2}(t)^\\top\\W{2}(t) \\tag{1} \\end{equation}
\\end{lemma}
\\[ F = \\W{2}\\W{1} \\]
\\[ \\W{1}\\W{1} = F \\]
\\[ \\W{2} + X \\]
\\[ Y\\W{1} = 0 \\]
\\[ \\frac{\\W{1}}{2 \\]
`;

describe('dlo paper', () => {
  it('says of each displayed formula what it is, and why it is not read', async () => {
    const { exit, out, err, page } = await paperOf(PAPER);
    expect(err).toBe('');
    const lines = out.split('\n');
    const row = (start: string): string | undefined => lines.find(line => line.startsWith(start));
    expect(row('(1) line 3')).toMatch(/claims +lemma +W1t\*W1t' == W2t'\*W2t/);
    expect(row('line 5')).toMatch(/defines +of F/);
    expect(row('line 6')).toMatch(/does not fit +\S/);
    expect(row('line 7')).toMatch(/says nothing +no sign/);
    expect(row('line 8')).toMatch(/not stated +line 8, column 4: must have a meaning/);
    expect(row('line 9')).toMatch(/not read +line 9, column 16: must go on/);
    expect(out).toContain(`    \\[ \\frac{\\W{1}}{2 \\]\n${' '.repeat(19)}^\n`);
    expect(out).toContain(
      '6 displayed formulas: 5 read (claims 1, does not fit 1, not stated 1, defines 1, says nothing 1, not read 1).',
    );
    expect(exit).toBe(1);
    expect(page()).toContain('W1t*W1t&#39; == W2t&#39;*W2t');
    expect(page()).toContain('F = W2t*W1t');
    expect(page()).toContain('<math');
    expect(page()).not.toContain('could not be typeset');
    expect(page()).toContain('must go on');
  });

  it('judges nothing that only says what a letter stands for, and takes a letter in two fonts for one', async () => {
    const text =
      '$$ \\mathbf{Q} = \\begin{bmatrix} W_1^T \\\\ W_2 \\end{bmatrix} $$ and $$ Z = W_1 $$ or $$ \\mathbf Z = \\mathbf W_1, $$ so $$ Z + Z = 2Z $$';
    const { out } = await paperOf(text);
    expect(out).toMatch(/line 1 +says nothing +both sides are the same by what the letters stand for/);
    expect(out).toContain(
      '4 displayed formulas: 4 read (claims 1, does not fit 0, not stated 0, defines 2, says nothing 1',
    );
  });

  it('ends with 0 where nothing that is claimed fails', async () => {
    const { exit, out } = await paperOf('text $$ \\mathbf W_1 = \\mathbf W_1 $$ text', 'notes.md');
    expect(out).toContain('1 displayed formula: 1 read (');
    expect(exit).toBe(0);
  });

  it('shows the numbered lines of a text without LaTeX as not read, and says what it needs', async () => {
    const { exit, out } = await paperOf(
      'We have\nyn = W2W1xn, (1)\nas in (1), and QQT (t) = eF\nt\nτ , (2)\n',
      'a.txt',
    );
    expect(out).toMatch(/\(1\) line 2 +not read +no LaTeX/);
    expect(out).toMatch(/\(2\) line 5 +not read +no LaTeX/);
    expect(out).toContain('2 displayed formulas: 0 read (');
    expect(out).toContain('To be read, formulas stand in $$…$$');
    expect(exit).toBe(0);
  });

  it.each([
    ['a text without formulas', 'Nothing here.\n', 'line 1, column 1: must have displayed formulas', ''],
    ['bytes that are no text', '\u0000\u0001', 'line 1, column 1: must have displayed formulas', ''],
    [
      'an environment cut off',
      'a\n  \\begin{equation} x = 1\n',
      'line 2, column 3: must be closed by \\end{equation}',
      '^{16}',
    ],
    [
      'an environment in which the next one begins',
      '\\begin{align} x = 1\n\\begin{align} x = 1 \\end{align}',
      'line 1, column 1: must be closed by \\end{align}',
      '^{13}',
    ],
    ['a bracket that is not closed', 'a \\[ x = 1', 'line 1, column 3: must be closed by \\]', '^^'],
    ['dollars that are not closed', '$$ x = 1\n\n$$ y = 2 $$\n', 'line 1, column 1: must be closed by $$', '^^'],
    [
      'a command that calls itself',
      '\n\\def\\a{1+\\a}\n$$ \\a = 1 $$',
      'line 2, column 1: must not call itself (\\a → \\a)',
      '^^^',
    ],
    [
      'a command without an end',
      '\\newcommand{\\a}{1+\n$$ x = 1 $$',
      'line 1, column 1: must have a body in braces',
      '^^^',
    ],
    ['a header’s line', '% dlo\n% what\n$$ x = 1 $$', 'line 2: must be "key: value"', ''],
  ])('refuses %s at its place, with what would be right', async (_, text, rule, caret) => {
    const { exit, out, err, file } = await paperOf(text);
    expect(exit).toBe(2);
    expect(out).toBe('');
    const [message, ...picture] = err.trimEnd().split('\n');
    expect(message).toContain(`${file}, ${rule}`);
    expect(picture).toHaveLength(caret === '' ? 0 : 2);
    if (caret !== '') expect(picture[1]).toMatch(new RegExp(`^ *${caret.replace(/\^/g, '\\^')}`));
  });

  it('refuses a file that is too large, missing or a folder', async () => {
    const { exit, err, file } = await paperOf('x'.repeat(8_000_001));
    expect([exit, err]).toEqual([2, `dlo: ${file} must be a file of at most 8000000 bytes, got "a longer one"\n`]);
    for (const path of [join(folder, 'none.tex'), folder]) {
      const run = await inProcess('paper', path);
      expect([run.exit, run.err.split('\n').length]).toEqual([2, 2]);
      expect(run.err).toContain('must be a readable file');
    }
  });

  it('ends soon where commands call others many times over', async () => {
    const names = [...'abcdefghijklmnopqrstuvwxyz'].map(letter => `\\m${letter}`);
    const text = names.map((name, index) => `\\def${name}{${(names[index + 1] ?? 'x').repeat(9)}}`).join('\n');
    const { out } = await paperOf(`${text}\n$$ \\ma = 1 $$`);
    expect(out).toContain('more than 1000 commands');
  });
});
