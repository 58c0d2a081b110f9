import { describe, expect, it } from 'vitest';
import { renderCheck, renderRepair } from './checkTerminal.ts';
import { conditioningSentences, repairSentence } from './checkWords.ts';
import { renderHtml } from './html/report.ts';
import { renderMarkdown } from './markdown.ts';
import { displayWidth } from './terminalText.ts';
import { sampleCheck } from './testing/sampleCheck.ts';

const record = sampleCheck();
const terminal = renderCheck(record, { colour: false, width: 100 });
const page = renderHtml(record);
const body = page.slice(page.indexOf('<body>'), page.indexOf('</body>')).replace(/<script>[\s\S]*?<\/script>/, '');
const words = body.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');
const { conditioning, repair } = record.claims[0]!.check!;

describe('in the terminal', () => {
  it('shows the map in columns, with all counts and what lies outside', () => {
    expect(terminal).toContain(
      [
        'architecture     λ < 0  λ = 0        not balanced  (balance)',
        'square           12✓    3✓ 4✗ 5∅ 6?  outside',
        'inverted-funnel  –      1∅           2?',
      ].join('\n'),
    );
  });

  it('shows verdict, hypotheses, notes, and the first places where sizes do not fit', () => {
    expect(terminal.replace(/\s+/g, ' ')).toMatch(
      /^A formula of <mine>, judged on white inputs, weights of any balance, Ni, Nh and No from 1 to 3 claims/,
    );
    expect(terminal).toContain('\n✗ refuted\n');
    expect(terminal).toContain('the claim is made at the time tpeak');
    expect(terminal).toContain('given whitened; λ-balanced; B non-singular');
    expect(terminal).toContain('Sizes do not fit in 6 places; there the formula has no value:');
    expect(terminal.match(/A = W1\*W2 <b>\n {10}\^/g)).toHaveLength(4);
    expect(terminal).toContain('and 2 places more, in the report');
  });

  it('says that more cases were drawn than asked for', () => {
    const shown = (runs: number) => renderCheck({ ...record, runs }, { colour: false, width: 200 });
    const { judged } = record.claims[0]!.readings[0]!.cases;
    expect(shown(judged)).toContain(` ${judged} of ${judged} cases judged: `);
    expect(shown(judged - 3)).toContain(
      ` ${judged} cases judged, 3 more than asked for, as too few of those had a value: `,
    );
  });

  it('calls the sides of an equation by their names and points into the formula', () => {
    expect(terminal).toMatch(/left and right side differ:\n {4}left side: +\[1\.28/);
    expect(terminal).toContain('\n    right side: [');
    const [claim] = record.claims;
    const noValue = { ...claim!, counterexample: { ...claim!.counterexample!, stated: [] } };
    expect(renderCheck({ ...record, claims: [noValue] }, { colour: false, width: 100 })).toMatch(
      /\n {6}B = inv\(A\) <i>\n {10}\^\^\^\n/,
    );
  });

  it('keeps to the width, replay commands and pictures apart', () => {
    for (const width of [60, 80, 100]) {
      const text = renderCheck(record, { colour: false, width }) + renderRepair(record, { colour: false, width });
      const long = text.split('\n').filter(line => displayWidth(line) > width && !/replay:/.test(line));
      expect(long, `${width}`).toEqual([]);
    }
  });

  it('says when it was stopped, and never steers the terminal', () => {
    const stopped = renderCheck({ ...record, interrupted: true }, { colour: false, width: 80 });
    expect(stopped).toContain('STOPPED before the end');
    expect(terminal).not.toContain('STOPPED');
    const evil = sampleCheck({ notes: ['\u001b[31mred\u202e'], misfits: [{ message: 'm', picture: '\u001b[2J\n^' }] });
    const shown = renderCheck(evil, { colour: false, width: 80 });
    expect(['\u001b', '\u202e'].filter(sign => shown.includes(sign))).toEqual([]);
  });

  it('names a hypothesis under which it holds, or says that there is none', () => {
    const flat = (text: string) => text.replace(/\s+/g, ' ');
    const sentence =
      'It holds with "needs: positively-aligned" (a <meaning>): on 40 of 41 fresh cases, and fails on none.';
    expect(flat(terminal)).toContain(`Hypotheses ${sentence}`);
    expect(words).toContain('needs: positively-aligned');
    expect(renderMarkdown(record)).toContain('### Hypotheses');
    const none = sampleCheck({ holdsUnder: { tried: 28, tooRare: false, notLookedAt: 0, found: [] } });
    expect(renderCheck(none, { colour: false, width: 100 })).toContain(
      'It holds under none of 28 further hypotheses and simple conditions.',
    );
    const some = sampleCheck({ holdsUnder: { tried: 28, tooRare: false, notLookedAt: 9, found: [] } });
    expect(flat(renderCheck(some, { colour: false, width: 100 }))).toContain(
      'under none of 19 further hypotheses and simple conditions. Not looked at: 9 more that leave these cases out.',
    );
    const rare = sampleCheck({ holdsUnder: { tried: 28, tooRare: true, notLookedAt: 0, found: [] } });
    expect(renderCheck(rare, { colour: false, width: 100 })).toContain('It fails on so few cases that');
  });

  it('calls no version wrong that is right', () => {
    const mutants = [
      { name: 'a', killed: true },
      { name: 'b', killed: false, same: true as const, why: 'equal to 60 digits' },
      { name: 'c', killed: false, why: 'it differs' },
    ];
    const claim = { ...record.claims[0]!, mutants };
    const shown = renderCheck({ ...record, claims: [claim] }, { colour: false, width: 200 });
    expect(shown.replace(/\s+/g, ' ')).toContain(
      '1 of 2 wrong versions of the formula were refuted by the same check; not told apart: c (it differs); tried too, but right: b (equal to 60 digits)',
    );
  });

  it('shows corrections line by line', () => {
    const text = renderRepair(record, { colour: false, width: 100 });
    expect(text).toContain('1 correction that holds everywhere (321 of 321 formulas one misprint away and 4000 of');
    expect(text).toContain("    - A = B'*<C>\n    + A = B*<C>\n");
    expect(text).toContain("the same as line 4: C → C' and line 5: D → -D");
    const { repair: _, ...none } = record.claims[0]!.check!;
    expect(
      renderRepair({ ...record, claims: [{ ...record.claims[0]!, check: none }] }, { colour: false, width: 80 }),
    ).toBe('');
  });
});

describe('on the page', () => {
  it('shows the map as a table, conditioning, corrections, places of misfits', () => {
    expect(body).toContain('<td class="bad"><span title="held">3');
    expect(body).toContain('<td class="outside">outside</td>');
    expect(body).toContain('<td class="open"><span title="undecided">2');
    expect(body).toContain('<td class="good"><span title="held">12');
    expect(words).toContain('time: digits lost at worst');
    expect(words).toContain('Sizes do not fit in 6 places');
    expect(body).toContain('<del>- A = B<b>&#39;</b>*&lt;C&gt;</del>');
    expect(body).toContain('<ins>+ A = B*&lt;C&gt;</ins>');
    expect(words).toContain('left side');
    expect(words).not.toContain('in the ledger');
    expect(words).not.toContain('No mutant was tried');
  });

  it('escapes all text of the record, and closes every tag', () => {
    expect(body).not.toMatch(/<mine>|<my>|<C>|<B>\n|<i>\n/);
    const open: string[] = [];
    for (const [, close, name, rest] of body.matchAll(/<(\/?)([a-zA-Z][\w-]*)((?:"[^"]*"|[^">])*)>/g)) {
      if (close === '/') expect(open.pop()).toBe(name);
      else if (!['br', 'path', 'circle', 'rect', 'line'].includes(name!) && !rest!.endsWith('/')) open.push(name!);
    }
    expect(open).toEqual(['body']);
  });
});

it('Markdown has the same parts', () => {
  const text = renderMarkdown(record);
  expect(text).toContain('| architecture / balance | λ &lt; 0 | λ = 0 | not balanced |');
  expect(text).toContain('| square | 12 ✓ | 3 ✓, 4 ✗, 5 ∅, 6 ? | outside |');
  expect(text).toContain("```diff\n- A = B'*<C>\n+ A = B*<C>\n```");
  expect(text).toContain('### Conditioning');
  expect(text).not.toContain('ledger: new');
});

describe('conditioningSentences', () => {
  it('blames the formula only where the solver does better', () => {
    expect(conditioningSentences(conditioning!)).toEqual([
      'In float64 the formula loses 1.2 of 16 digits (median; 12.3 at worst); the solver loses 0.4 (2.5 at worst) on the same cases.',
      'It holds only numerically badly where time is late (12.3 digits lost, the solver 2.5).',
      'It has no finite value in float64 on 3 of 40 cases: time late 3.',
    ]);
  });

  it('says so where float64 has no value at all, and does without a solver', () => {
    const { formula: _, solver: __, ...rest } = conditioning!;
    expect(conditioningSentences({ ...rest, regimes: [] })[0]).toBe('In float64 the formula has no value on any case.');
    const { solver: ___, ...alone } = conditioning!;
    expect(conditioningSentences(alone)[0]).toMatch(/at worst\)\.$/);
  });
});

it('repairSentence tells corrections from near ones and none', () => {
  const { proposals } = repair!;
  const say = (some: Partial<typeof repair>) => repairSentence({ ...repair!, ...some });
  expect(say({ proposals: [...proposals, ...proposals] })).toMatch(/^2 corrections that hold everywhere/);
  expect(say({ proposals: [], partial: proposals })).toMatch(/^No correction found; what comes nearest/);
  expect(say({ proposals: [], partial: [], stoppedBecause: 'time' })).toMatch(
    /^No correction found \(.*4000 of 51360 formulas two misprints away tried; ended: no time was left, --seconds gives more\)$/,
  );
  expect(say({ proposals: [], partial: [], stages: [], stoppedBecause: 'time' })).toBe(
    'No correction was looked for (ended before a formula was tried: no time was left, --seconds gives more)',
  );
});
