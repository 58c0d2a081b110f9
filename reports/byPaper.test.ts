import { expect, it } from 'vitest';
import { byPaper, compareSections } from './byPaper.ts';
import { VERDICTS } from './words.ts';

const at = (paper: string, section: string, verdict: (typeof VERDICTS)[number] | undefined = 'holds') => ({
  source: { paper, section },
  verdict,
});

it('sections come as a paper numbers them', () => {
  const natural = ['', '1', '2', '2.2', '2.3', '2.10', '10', 'A', 'A.1', 'A.3', 'A.10', 'B.1'];
  const shuffled = natural.map((_, i) => natural[(i * 5) % natural.length]!);
  expect([...new Set(shuffled)]).toHaveLength(natural.length);
  // the empty text is no number: it sorts as a letter, before all letters
  expect(shuffled.filter(section => section !== '').sort(compareSections)).toEqual(natural.slice(1));
  expect(compareSections('A.1', 'A.1')).toBe(0);
});

it('every claim stands once, under its paper and its section, in the order given', () => {
  const claims = [at('b', '2.1'), at('a', 'A.1'), at('a', '10'), at('b', '2.1'), at('a', '9'), at('', '')];
  const groups = byPaper(claims);
  expect(groups.map(({ title, sections }) => [title, sections.map(section => section.title)])).toEqual([
    ['Formula files', ['']],
    ['a', ['section 9', 'section 10', 'section A.1']],
    ['b', ['section 2.1']],
  ]);
  expect(groups[2]!.sections[0]!.claims).toEqual([claims[0], claims[3]]);
  expect(groups.flatMap(({ sections }) => sections.flatMap(section => section.claims))).toHaveLength(claims.length);
});

it('counts each verdict in words, by paper and by section', () => {
  const all = [...VERDICTS, 'holds' as const].map((verdict, i) => at('p', i < 2 ? '1' : '2', verdict));
  const [group] = byPaper([...all, { source: { paper: 'p', section: '2' } }]);
  expect(group!.counts).toBe(
    '8 statements: 2 hold, 1 holds with an extra hypothesis, 1 refuted as printed and right as corrected, 1 refuted, 1 undecided, 1 vacuous, 1 not in the ledger',
  );
  expect(group!.sections[0]!.counts).toBe('1 holds, 1 holds with an extra hypothesis');
});
