import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { judgedOnSomeCases } from './testing/judgedOnSomeCases.ts';
import { openAny } from './testing/open.ts';

const FOLDER = fileURLToPath(new URL('../../examples/field/', import.meta.url));
const read = (name: string) => readFileSync(`${FOLDER}${name}.claim`, 'utf8');
/** What a file states and under which hypotheses: all but its title, its source and spaces. */
const statement = (name: string) =>
  read(name)
    .replaceAll(/^(?:title|source):.*$/gm, '')
    .replaceAll(/\s/g, '');
const names = readdirSync(FOLDER).flatMap(name => (name.endsWith('.claim') ? [name.slice(0, -'.claim'.length)] : []));

describe('statements of the field', () => {
  it.each(names)('%s opens, its sizes fit, and it says where it is from', name => {
    const { file, misfits, neverFits } = openAny(read(name), name);
    expect(file.source).toBeTruthy();
    expect({ misfits, neverFits }).toEqual({ misfits: [], neverFits: false });
  });

  it('are a hundred and more, some with a twin that has a slip', () => {
    const right = names.filter(name => !name.endsWith('-wrong'));
    const twins = names.filter(name => name.endsWith('-wrong'));
    expect(right.length).toBeGreaterThanOrEqual(110);
    expect(twins.length).toBeGreaterThanOrEqual(50);
    expect(right).toEqual(expect.arrayContaining(twins.map(name => name.slice(0, -'-wrong'.length))));
    for (const name of twins) expect(statement(name), name).not.toBe(statement(name.slice(0, -'-wrong'.length)));
  });

  // The others are judged by testing/judgeField.ts.
  it.each(['balance-is-conserved', 'imbalanced-mode-equation', 'rate-of-the-loss-under-imbalance'])(
    '%s holds, and its twin is refuted',
    async name => {
      const settings = { seed: 7, runs: 20, digits: 20 };
      const right = await judgedOnSomeCases(read(name), name, settings);
      expect(right).toEqual({ held: 20, failed: 0, undecided: 0, confirmed: false });
      const wrong = await judgedOnSomeCases(read(`${name}-wrong`), name, settings);
      expect(wrong.confirmed).toBe(true);
    },
  );
});
