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
  ].join('\n');
  expect(itemsOfPaper(text)).toEqual([
    { line: 2, item: 'proposition 4' },
    { line: 3, item: 'formula' },
    { line: 4, item: 'proof of proposition 4' },
    { line: 5, end: 6, item: 'eq. 12' },
    { line: 7, end: 8, item: 'eq. 62' },
    { line: 9, item: 'figure 1' },
    { line: 11, item: 'eq. 3' },
  ]);
});
