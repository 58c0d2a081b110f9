import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { inProcess } from './testing/inProcess.ts';

let folder: string;
let out: string;
let err: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dlo-gate-'));
  [out, err] = ['', ''];
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

const gate = async (subject: string, ...options: string[]): Promise<number | null> => {
  const files = ['--record', join(folder, 'r.jsonl'), '--corpus', join(folder, 'corpus')];
  const run = await inProcess('gate', subject, ...files, ...options);
  out += run.out;
  err += run.err;
  return run.exit;
};
const short = ['--runs', '3', '--searches', '0'];
const lines = async (name: string) =>
  (await readFile(join(folder, name), 'utf8'))
    .trim()
    .split('\n')
    .map(line => JSON.parse(line));

describe('dlo gate', () => {
  it('ends with 0 for a right subject, writes the record and keeps the worst cases, which come first next time', async () => {
    expect(await gate('builtin:closed-form', ...short)).toBe(0);
    const [header, ...rest] = await lines('r.jsonl');
    expect(header).toMatchObject({ type: 'header', runs: 3, cases: 4, subject: { name: 'closed-form' } });
    // Three of two layers, and one of any depth.
    expect(rest.map(({ type }) => type)).toEqual(['case', 'case', 'case', 'case', 'footer']);
    expect(rest[3].case).toHaveProperty('layers');
    expect(out).toContain('depth:gradient-flow');
    expect(out).toContain('flow:qqt');
    expect(out).toContain('claim needs weights; the subject does not provide it');
    const kept = await readdir(join(folder, 'corpus', 'builtin-closed-form'));
    expect(kept.length).toBeGreaterThan(0);
    expect(await gate('builtin:closed-form', ...short, '--claims', 'flow:loss,relation:rotation')).toBe(0);
    const again = await lines('r.jsonl');
    expect(again[1].origin).toBe('corpus');
    expect(again[0].claims.map(({ id }: { id: string }) => id)).toEqual(['flow:loss', 'relation:rotation']);
  });

  it('ends with 1 for one that has not the digits, whose counterexample can be replayed', async () => {
    expect(await gate('builtin:gradient-descent', ...short, '--claims', 'flow:output')).toBe(1);
    const [example] = (await readdir(folder)).filter(name => name.startsWith('counterexample-'));
    const footer = (await lines('r.jsonl')).at(-1);
    expect(footer.counterexamples[0].replay).toMatch(
      /^npx dlo gate builtin:gradient-descent --claims flow:output --case /,
    );
    out = '';
    const file = join(folder, example!);
    expect(await gate('builtin:gradient-descent', '--claims', 'flow:output', '--case', file)).toBe(1);
    expect(out).toContain('flow:output: failed');
    expect(await gate('builtin:closed-form', '--claims', 'flow:output', '--case', file)).toBe(0);
  });

  it('judges flows of any depth, alone where asked to, whose counterexamples can be replayed', async () => {
    expect(await gate('builtin:gradient-descent', '--runs', '20', '--searches', '0', '--claims', 'depth')).toBe(1);
    const [header, first, second, footer] = await lines('r.jsonl');
    expect(header).toMatchObject({ cases: 2, subject: { capabilities: { largestDepth: 32 } } });
    expect([first, second].map(({ regime }) => regime.depth)).toEqual(['1 layer', '2 layers']);
    const [example] = footer.counterexamples;
    expect(example).toMatchObject({ claim: 'depth:gradient-flow', case: { layers: [[['1']]] } });
    out = '';
    const file = join(folder, `counterexample-${example.hash}.json`);
    expect(await gate('builtin:gradient-descent', '--claims', 'depth', '--case', file)).toBe(1);
    expect(out).toMatch(/depth:gradient-flow: failed.*W1 at t = /);
    expect(await gate('builtin:closed-form', '--claims', 'depth', '--case', file)).toBe(0);
    expect(await readFile(join(folder, 'report.html'), 'utf8')).toContain('depth:gradient-flow');
  });

  it('compares with a baseline and knows what is known', async () => {
    const only = ['--claims', 'flow:output', '--runs', '6', '--searches', '0'];
    expect(await gate('builtin:closed-form', ...only, '--record', join(folder, 'base.jsonl'), '--shard', '0/1')).toBe(
      0,
    );
    expect(await gate('builtin:gradient-descent', ...only, '--digits', '2', '--corpus', join(folder, 'c2'))).toBe(0);
    expect(
      await gate(
        'builtin:gradient-descent',
        ...only,
        '--digits',
        '2',
        '--corpus',
        join(folder, 'c3'),
        '--baseline',
        join(folder, 'base.jsonl'),
      ),
    ).toBe(1);
    expect(out).toContain('Against the baseline');
    const known = join(folder, 'known.json');
    await writeFile(known, JSON.stringify([{ claim: 'flow:output', reason: 'steps of finite size' }]));
    const expecting = ['--claims', 'flow:output', '--runs', '2', '--searches', '0', '--known', known];
    expect(await gate('builtin:gradient-descent', ...expecting, '--corpus', join(folder, 'c4'))).toBe(0);
    expect(await gate('builtin:closed-form', ...expecting, '--corpus', join(folder, 'c5'))).toBe(1);
    expect(out).toContain('The known failure of flow:output (steps of finite size) held');
  });

  it('judges a shard and leaves the corpus as it is', async () => {
    expect(await gate('builtin:closed-form', ...short, '--shard', '1/2')).toBe(0);
    expect((await lines('r.jsonl')).filter(({ type }) => type === 'case').map(({ sequence }) => sequence)).toEqual([
      1, 3,
    ]);
    await expect(readdir(join(folder, 'corpus'))).rejects.toThrow(/ENOENT/);
    expect(await readdir(folder)).toEqual(['r.jsonl']);
  });

  it('writes the report beside the record or where it is told, and shows one view alone on stdout', async () => {
    const only = [...short, '--claims', 'flow:loss'];
    expect(await gate('builtin:closed-form', ...only)).toBe(0);
    expect(await readdir(folder)).toEqual(
      expect.arrayContaining(['report.html', 'report.md', 'junit.xml', 'badge.svg']),
    );
    [out, err] = ['', ''];
    const elsewhere = ['--report', join(folder, 'new', 'place'), '--shard', '0/2'];
    expect(await gate('builtin:closed-form', ...only, '--format', 'junit', ...elsewhere)).toBe(0);
    expect(out).toMatch(/^<\?xml .*<\/testsuites>\n$/s);
    expect(err).toContain(join(folder, 'new', 'place', 'report.html'));
    expect(await readFile(join(folder, 'new', 'place', 'junit.xml'), 'utf8')).toBe(out);
    expect(await gate('builtin:closed-form', '--format', 'yunit')).toBe(2);
  });

  it.each([
    [['builtin:nothing'], /nothing/],
    [['builtin:closed-form', '--digits', '40'], /--digits must be a whole number from 1 to 15/],
    [['builtin:closed-form', '--shard', '2/2'], /--shard must be i\/n/],
    [['builtin:closed-form', '--claims', 'flow:qqq'], /--claims must name claims .*nearest: flow:qqt/],
    [['builtin:closed-form', '--seconds', 'soon'], /--seconds must be a number above 0/],
    [['builtin:closed-form', '--case', '/nowhere/x.json'], /\/nowhere\/x.json/],
    [['builtin:closed-form', '--baseline', '/nowhere/x.jsonl'], /\/nowhere\/x.jsonl/],
  ])('refuses %j', async (args, message) => {
    expect(await gate(args[0]!, ...args.slice(1))).toBe(2);
    expect(err).toMatch(message);
  });

  it('names what is broken in the corpus and goes on', async () => {
    await gate('builtin:closed-form', ...short, '--claims', 'flow:loss');
    await writeFile(join(folder, 'corpus', 'builtin-closed-form', 'x.json'), '{');
    expect(await gate('builtin:closed-form', ...short, '--claims', 'flow:loss')).toBe(0);
    expect(err).toMatch(/warning: left out of the corpus: .*x\.json must be JSON/);
  });
});
