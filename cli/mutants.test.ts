import { afterEach, expect, it, vi } from 'vitest';
import { mutants } from './mutants.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

it('tries all near-misses of a formula beside those of every run, and names what survives', async () => {
  const written: string[] = [];
  vi.spyOn(process.stdout, 'write').mockImplementation(text => {
    written.push(String(text));
    return true;
  });
  expect(await mutants(['domine2025/eq-8:size-of-lambda-perp', 'braun2022/eq-6'], { digits: '10' })).toBe(0);
  const text = written.join('');
  const [, tried] = /eq-8:size-of-lambda-perp: \d+ of (\d+) wrong versions killed/.exec(text)!;
  expect(Number(tried)).toBeGreaterThan(15);
  expect(text).toMatch(/braun2022\/eq-6: (\d+) of \1 wrong versions killed \(100 %\)/);
  expect(text.trimEnd().split('\n').at(-1)).toMatch(/^\d+ of \d+ wrong versions killed/);
});
