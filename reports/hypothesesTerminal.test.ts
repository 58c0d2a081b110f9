import { expect, test } from 'vitest';
import { renderHypotheses } from './hypothesesTerminal.ts';
import { sampleRecord } from './testing/sampleRecord.ts';

const dropped = sampleRecord().claims.find(claim => claim.hypothesesDropped !== undefined)!.hypothesesDropped!;

test('each hypothesis with its finding and counts, the witness below; what was not judged, and why', () => {
  const text = renderHypotheses(
    [
      { id: 'a/b-1', dropped },
      { id: 'a/b-2', dropped: { ...dropped, skipped: true, hypotheses: [] } },
      { id: 'a/b-3', dropped: { ...dropped, hypotheses: [] } },
      { id: 'a/b-4', why: 'no reading holds' },
    ],
    60,
  );
  expect(text).toContain('a/b-1 (as printed)\n  whitened: not necessary on the cases tried (20 cases\n');
  expect(text.replace(/\s+/g, ' ')).toContain(
    'a <b> | c: necessary (4 cases judged: 2 held, 1 failed, 1 without an answer) 1-1-1 W1 = [5/7] W2W1 differs: stated: no value: no such number',
  );
  expect(text).toContain('replay: npx dlo hypotheses sample/eq-1 --runs 20\n');
  expect(text).toMatch(/a\/b-2 \(as printed\)\n {2}Cases of this reading take seconds each/);
  expect(text).toContain('a/b-3 (as printed)\n  no hypotheses\n\na/b-4: no reading holds\n');
  for (const line of text.split('\n').filter(line => !line.includes('replay:')))
    expect(line.length).toBeLessThanOrEqual(60);
});
