import { expect, it } from 'vitest';
import { itemsOfPaper } from './itemsOfPaper.ts';

it('finds what a text displays or numbers, with lines', () => {
  const text = [
    'Section',
    'Proposition 4. *Words.*',
    '$$a = b$$',
    'Proof. By (12) and $c$.',
    '$$a = (2)$$ in the middle is no end',
    'of it \\quad (12)$$',
    '$$\\begin{aligned}',
    'x \\end{aligned} \\tag{62}$$',
    'Figure 1: picture',
    'Figure 1 shows',
    '$$c, \\quad (3)$$',
    '- 1. One.',
    '2.',
    '2.1 No point',
  ].join('\n');
  expect(itemsOfPaper(text)).toEqual([
    { line: 2, item: 'proposition 4' },
    { line: 3, item: 'formula' },
    { line: 4, item: 'proof of proposition 4' },
    { line: 5, end: 6, item: 'eq. 12' },
    { line: 7, end: 8, item: 'eq. 62' },
    { line: 9, item: 'figure 1' },
    { line: 11, item: 'eq. 3' },
    { line: 12, item: 'point 1' },
    { line: 13, item: 'point 2' },
  ]);
});

it('finds numbers by chapter, beside or below their formulas', () => {
  const text = [
    'Theorem 2.2.1 (Name) Words',
    '$$a = f(x) \\tag{2.1}$$',
    '$$b$$',
    ' (2.14)',
    '$$c$$',
    '',
    '$$(2.30)$$',
    '$$]^{-1(3.68)}$$',
    '$$d \\begin{pmatrix} (4.8) \\end{pmatrix} e$$',
    'Proof 7',
    'Figure 2.1: picture',
  ].join('\n');
  expect(itemsOfPaper(text)).toEqual([
    { line: 1, item: 'theorem 2.2.1' },
    { line: 2, item: 'eq. 2.1' },
    { line: 3, end: 4, item: 'eq. 2.14' },
    { line: 5, end: 7, item: 'eq. 2.30' },
    { line: 8, item: 'eq. 3.68' },
    { line: 9, item: 'eq. 4.8' },
    { line: 10, item: 'proof of theorem 2.2.1' },
    { line: 11, item: 'figure 2.1' },
  ]);
});

it('counts cells of tables and lines of algorithms', () => {
  const text = [
    'Contents\t3',
    'Words',
    'Scheme\ta\tb\tc',
    'He\t$x$\t-\t$z$\t',
    'Scaled\t\t$y$\t',
    '',
    'Table 3.1: Caption',
    'Algorithm 2 Name',
    '',
    '1: function f if a then 2:stop 3: end function',
    '1: not of it',
  ].join('\n');
  expect(itemsOfPaper(text)).toEqual([
    { line: 4, item: 'row of table 3.1', cells: 2 },
    { line: 5, item: 'row of table 3.1', cells: 1 },
    { line: 7, item: 'table 3.1' },
    { line: 8, item: 'algorithm 2' },
    { line: 10, item: 'algorithm 2, line 1' },
    { line: 10, item: 'algorithm 2, line 2' },
    { line: 10, item: 'algorithm 2, line 3' },
  ]);
});
