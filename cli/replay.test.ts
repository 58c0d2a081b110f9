import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import { deepFlow } from '../oracles/testing/testFlows.ts';
import { counterexampleToText } from '../src/judge/counterexample.ts';
import { Rational } from '../src/numbers/rational.ts';
import { EXIT } from './exit.ts';
import { replay } from './replay.ts';

const written = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
afterEach(() => written.mockClear());

it('judges a stored flow of any depth again', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'dlo-replay-'));
  const file = join(folder, 'case.json');
  const given = { flow: deepFlow(), time: Rational.ONE, extra: {} };
  await writeFile(file, counterexampleToText({ claim: 'wendin2025/prop-6:any-depth', reading: 'as printed', given }));
  try {
    expect(await replay(file, { digits: '20' })).toBe(EXIT.mismatch);
    expect(written.mock.calls.join('')).toMatch(/prop-6:any-depth \(as printed\) is not refuted by this case: .* held/);
  } finally {
    await rm(folder, { recursive: true });
  }
});
