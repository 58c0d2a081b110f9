import { describe, expect, it } from 'vitest';
import { parseClaimFile, type ReadBeside, textOfReading } from './claimFile.ts';
import { FormulaError } from './formulaError.ts';
import { parseFormulaFile } from './formulaFile.ts';

const LETTERS = `% letters of a paper
E = exp(2*S*t/tau) ...   % goes on
  - I(m)
A0 = W1*V
M = A0'*A0
b = M(1,2)
`;

const OTHER = `id: p2020/eq-1
claims: loss
---
x = tau
x
--- as corrected
y = 2*tau
y
--- fair reading
text: as printed
`;

const FILES: Readonly<Record<string, string>> = {
  'modes.letters': LETTERS,
  'again.letters': 'b = 2*tau\n',
  'broken.letters': 'b = 2*tau\nc = (b\n',
  'bare.letters': 'b = 2*tau\nb + 1\n',
  'eq-1.claim': OTHER,
};

const beside: ReadBeside = name => (name in FILES ? { name: `p2020/${name}`, text: FILES[name]! } : undefined);

const whole = `% a comment
id: p2020/eq-2
title: One thing
section: A.1
place: equation 2
note: With a colon: and 100 % sure
rests on: p2020/eq-1,  p2020/eq-3:part
also true: x → abs(x) since x = s² is not negative
claims: equation
needs: whitened, zero-balanced
where: b == 0
letters: modes
---

W1t == A0*V'

--- with an extra hypothesis

needs: whitened
where: none
letters: none
text: eq-1, as corrected
--- as corrected
text: as printed
`;

describe('a claim file', () => {
  const file = parseClaimFile(whole, 'p2020/eq-2.claim');

  it('says what the claim is, and what each reading has of its own', () => {
    expect(file.header.get('note')![0]!.value).toBe('With a colon: and 100 % sure');
    expect(file.restsOn.map(({ name, place }) => [name, place.column])).toEqual([
      ['p2020/eq-1', 11],
      ['p2020/eq-3:part', 24],
    ]);
    expect(file.alsoTrue).toMatchObject([{ edit: 'x → abs(x)', reason: 'x = s² is not negative' }]);
    expect(file.readings.map(({ name }) => name)).toEqual(['as printed', 'with an extra hypothesis', 'as corrected']);
    expect(
      file.readings.map(({ fields }) => [...fields.keys()].filter(key => ['where', 'letters'].includes(key))),
    ).toEqual([['where', 'letters'], [], ['where', 'letters']]);
  });

  it('makes a formula file of a reading, with the letters that it needs', () => {
    const [printed, extra, corrected] = file.readings.map(reading => textOfReading(file, reading, beside));
    expect(printed!.text.replace(/^---\n+/m, '---\n')).toBe(`title: One thing
claims: equation
needs: whitened, zero-balanced
where: b == 0
---
A0 = W1*V
M = A0'*A0
b = M(1,2)
W1t == A0*V'
`);
    expect([...printed!.letters]).toEqual(['A0', 'M', 'b']);
    expect(extra!.text).toBe('title: One thing\nclaims: equation\nneeds: whitened\n---\ny = 2*tau\ny\n');
    expect(corrected!.body.trim()).toBe(printed!.body.trim());
    // Where there is room for the letters, the statement keeps its line.
    expect(printed!.text.split('\n')[14]).toBe(whole.split('\n')[14]);
    expect(parseFormulaFile(printed!.text, 'f').where).toHaveLength(1);
  });

  it('takes a letter from the file named last, all its lines, and none that the text makes itself', () => {
    const text = (letters: string, body: string): string => {
      const own = parseClaimFile(`claims: loss\nletters: ${letters}\n---\n${body}`, 'p2020/eq-9.claim');
      return textOfReading(own, own.readings[0], beside).body.replace(/^\n+/, '');
    };
    expect(text('modes, again', 'b')).toBe('b = 2*tau\nb\n');
    expect(text('again, modes', 'b')).toBe("A0 = W1*V\nM = A0'*A0\nb = M(1,2)\nb\n");
    expect(text('modes', 'b = 3\nb')).toBe('b = 3\nb\n');
    expect(text('modes', 'trace(E)')).toBe('E = exp(2*S*t/tau) ...   % goes on\n  - I(m)\ntrace(E)\n');
    expect(text('modes', 'tau   % not E')).toBe('tau   % not E\n');
  });

  it('of one reading and without letters is a formula file as it stands', () => {
    const text =
      'id: p2020/eq-1\nsection: 2\nnote: n\nrests on: p2020/eq-3\nseverity: wording\nclaims: loss\n---\ntau\n';
    expect(parseFormulaFile(text, 'f.claim')).toMatchObject({ claims: 'loss', body: 'tau\n' });
  });
});

function errorOf(work: () => unknown): FormulaError {
  try {
    work();
  } catch (error) {
    if (error instanceof FormulaError) return error;
    throw error;
  }
  throw new Error('accepted');
}

const HEAD = 'claims: loss\n';

describe('a claim file that is none is refused in one line, at the place', () => {
  it.each<[string, string, number, number, string]>([
    ['claims: loss', 'FORMAT', 1, 1, 'line --- below its header'],
    ['severty: wording\n---\nt', 'UNKNOWN_NAME', 1, 1, 'did you mean severity?'],
    ['rest on: p/q\n---\nt', 'UNKNOWN_NAME', 1, 1, 'did you mean rests on?'],
    ['id: a\n  id: b\n---\nt', 'FORMAT', 2, 3, 'must stand once'],
    ['note:\n---\nt', 'FORMAT', 1, 1, 'must have a value'],
    ['rests on: p/q, , p/r\n---\nt', 'FORMAT', 1, 15, 'a name between its commas'],
    ['also true: x → y\n---\nt', 'FORMAT', 1, 12, 'must be "old → new since REASON"'],
    ['not a field\n---\nt', 'FORMAT', 1, 1, 'must be "key: value"'],
    [`${HEAD}---`, 'FORMAT', 2, 1, 'must have its text below it'],
    [`${HEAD}---\n% only a comment\n\n--- as corrected\nt`, 'FORMAT', 2, 1, 'must have its text below it'],
    [`${HEAD}---\nt\n--- as corected\ntau`, 'UNKNOWN_NAME', 4, 5, 'did you mean as corrected?'],
    [`${HEAD}---\nt\n--- as printed\ntau`, 'UNKNOWN_NAME', 4, 5, 'must be a known reading'],
    [`${HEAD}---\nt\n---\ntau`, 'UNKNOWN_NAME', 4, 4, 'must be a known reading (known: fair reading'],
    [`${HEAD}---\nt\n--- fair reading\ntau\n--- fair reading\nt`, 'FORMAT', 6, 1, 'must stand once'],
    [`${HEAD}---\nt\n--- as corrected\nneeds: whitened`, 'FORMAT', 4, 1, 'must have its text below it'],
    [
      `${HEAD}---\nt\n--- as corrected\nseverity: wording\nt`,
      'UNKNOWN_NAME',
      5,
      1,
      'must be a known header key (known: needs',
    ],
    [`${HEAD}---\nt\n--- as corrected\ntext: as printed\nt`, 'FORMAT', 5, 7, 'must not stand beside a text of its own'],
    [`${HEAD}text: eq-1, as printed\n---\nt`, 'FORMAT', 2, 7, 'must not stand beside a text of its own'],
  ])('%j: %s at %d:%d', (text, code, line, column, message) => {
    const error = errorOf(() => parseClaimFile(text, 'p2020/eq-9.claim'));
    expect([error.code, error.line, error.column]).toEqual([code, line, column]);
    expect(error.message).toContain(message);
    expect(error.message).toMatch(/^formula p2020\/eq-9\.claim, line/);
    expect(error.message.split('\n')).toHaveLength(1);
    expect(error.picture).toContain('^');
  });

  it('points at the place of a reading that has no name', () => {
    const error = errorOf(() => parseClaimFile(`${HEAD}---\nt\n---\ntau`, 'p2020/eq-9.claim'));
    expect(error.picture).toBe('---\n   ^');
  });

  it.each<[string, string, number, number, string]>([
    [`${HEAD}letters: mode\n---\nt`, 'p2020/eq-9.claim', 2, 10, 'must have a file mode.letters beside this one'],
    [`${HEAD}text: eq-7, as printed\n---`, 'p2020/eq-9.claim', 2, 7, 'must have a file eq-7.claim beside this one'],
    [
      `${HEAD}text: eq-1, as typed\n---`,
      'p2020/eq-9.claim',
      2,
      7,
      'must be a known reading of eq-1 (known: as printed',
    ],
    [`${HEAD}text: eq-1, fair reading\n---`, 'p2020/eq-9.claim', 2, 7, 'must name a reading with a text of its own'],
    [`${HEAD}text: as printed\n---`, 'p2020/eq-9.claim', 2, 7, 'must be a known earlier reading of this file'],
    [`${HEAD}letters: broken\n---\nb`, 'p2020/broken.letters', 2, 5, 'must be closed by )'],
    [`${HEAD}letters: bare\n---\nb`, 'p2020/bare.letters', 2, 1, 'must be a definition "name = …"'],
  ])('%j: in %s at %d:%d', (text, name, line, column, message) => {
    const file = parseClaimFile(text, 'p2020/eq-9.claim');
    const error = errorOf(() => textOfReading(file, file.readings[0], beside));
    expect([error.message.slice(8, 8 + name.length), error.line, error.column]).toEqual([name, line, column]);
    expect(error.message).toContain(message);
  });

  it('what the formula language refuses is shown where it stands, also in letters', () => {
    const located = (text: string): FormulaError => {
      const file = parseClaimFile(text, 'p2020/eq-9.claim');
      const reading = file.readings.at(-1)!;
      const { text: whole, locate } = textOfReading(file, reading, beside);
      return locate(errorOf(() => parseFormulaFile(whole, 'composed'))) as FormulaError;
    };
    const first = located(`note: n\n${HEAD}letters: modes\n---\nt\n--- as corrected\nc = b + 1\nd = c + lamda\nd`);
    expect(first.message).toMatch(/^formula p2020\/eq-9\.claim, line 8, column 9: .*did you mean lambda/);
    expect(first.picture).toBe('d = c + lamda\n        ^^^^^');
    expect(located(`${HEAD}where: b > \n---\nb = 2\nb`).message).toMatch(/eq-9\.claim, line 2, column 8/);
    expect(located('letters: modes\n---\nb').message).toMatch(/eq-9\.claim, line 2, column 1: must have "claims/);
    // E of these letters is not of one size with the scalar b, but its own line reads well: nothing is at fault in it.
    expect(located(`${HEAD}letters: modes\n---\nx = b\nx == 1`).message).toMatch(
      /line 5, column 3: .*must not stand in a file/,
    );
  });
});
