import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { HYPOTHESIS_NAMES } from '../properties/hypotheses/names.ts';
import { standardEnvironment, truthSymbols } from '../src/formula/environment.ts';
import { CLAIMED_QUANTITIES, CONVENTIONS, parseFormulaFile } from '../src/formula/formulaFile.ts';
import { QUANTIFIERS } from '../src/formula/quantifiers.ts';
import { stepSymbols } from '../src/formula/steps.ts';
import { FUNCTIONS } from '../src/formula/tree.ts';
import { UP_TO } from '../src/formula/upTo.ts';

const docs = readFileSync(new URL('../docs/formula-files.md', import.meta.url), 'utf8');

it('docs/formula-files.md has every symbol, quantity, convention and hypothesis with its meaning', () => {
  const symbols = [...standardEnvironment, ...Object.entries(truthSymbols), ...Object.entries(stepSymbols)].map(
    ([name, spec]) => {
      const sized = (size: string): string => (size.includes(' ') ? `(${size})` : size);
      const diagonal = spec.kind === 'diagonal' ? ' diagonal' : '';
      const shape = 'rows' in spec ? `${sized(spec.rows)}×${sized(spec.cols)}${diagonal}` : spec.kind;
      return `| \`${name}\` | ${shape} | ${spec.meaning} |`;
    },
  );
  const others = [
    ...Object.entries(CLAIMED_QUANTITIES),
    ...Object.entries(CONVENTIONS),
    ...Object.entries(HYPOTHESIS_NAMES).map(([name, { hypothesis }]) => [name, hypothesis.meaning] as const),
  ].map(([name, meaning]) => `| \`${name}\` | ${meaning} |`);
  const rows = docs.split('\n');
  for (const [name, meaning] of Object.entries(UP_TO)) expect(rows).toContain(`| \`${name}\` | ${meaning} |`);
  for (const quantifier of Object.keys(QUANTIFIERS)) expect(docs).toContain(`| \`${quantifier}\` |`);
  for (const row of [...symbols, ...others]) expect(rows).toContain(row);
  for (const name of Object.keys(FUNCTIONS)) expect(docs).toMatch(new RegExp(`\`${name}[(\`]`));
});

it('its example is a formula file', () => {
  const [, example] = /\n((?: {4}.*\n)+)\n## The header/.exec(docs)!;
  const file = parseFormulaFile(example!.replace(/^ {4}/gm, ''), 'example');
  expect(file).toMatchObject({ claims: 'qqt' });
  expect(file.formula.definitions.map(({ name }) => name)).toEqual(['F', 'Q0', 'QQ']);
  // Every key of the header has its row.
  for (const key of [
    'title',
    'source',
    'claims',
    'quantifier',
    'up to',
    'steps',
    'needs',
    'where',
    'at',
    'conventions',
  ])
    expect(docs).toMatch(new RegExp(`^\\| \`${key}\` \\|`, 'm'));
});
