import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { quoted } from './quoted.ts';

const NAMES = ['a/b.json', "it's $HOME `x` \\n", 'a\u001b[2J\u009b\u202eb', "tab\tand ' \\ \u00ad", '\u{e0001}λ 数'];

it.each(NAMES)('a shell reads %j as it is', name => {
  expect(
    execFileSync('bash', ['-c', `printf %s ${quoted(name)}`], { encoding: 'utf8', env: { LC_ALL: 'C.UTF-8' } }),
  ).toBe(name);
});

it.each(NAMES)('nothing of %j steers a terminal', name => {
  expect(quoted(name)).not.toMatch(/[\p{Cc}\p{Cf}]/u);
});
