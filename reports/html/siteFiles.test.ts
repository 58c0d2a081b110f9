import { expect, test } from 'vitest';
import { claimFiles } from './siteFiles.ts';

test('an id gives its own path, two folders deep', () => {
  expect([...claimFiles(['domine2025/thm-a.3:size-of-b', 'my-claim'])]).toEqual([
    ['domine2025/thm-a.3:size-of-b', 'claims/domine2025/thm-a.3_size-of-b.html'],
    ['my-claim', 'claims/_/my-claim.html'],
  ]);
});

test('whatever an id holds, its path is plain, short, of this folder, and no other id has it', () => {
  const ids = [
    ...['', '/', '..', '../..', '../../etc/passwd', '/etc/passwd', 'a/../b', 'a/b', 'A/b', 'a/b~2', 'a/b:', 'a/b_'],
    ...[
      'a/b/c',
      'a/b_c',
      'a.html/b',
      'a/<b>',
      'a/\u202eb',
      `a/${'x'.repeat(10_000)}`,
      `a/${'x'.repeat(9_999)}y`,
      'con\\nul',
    ],
  ];
  const files = [...claimFiles(ids).values()];
  expect(files).toHaveLength(ids.length);
  expect(new Set(files.map(file => file.toLowerCase())).size).toBe(files.length);
  for (const file of files) {
    expect(file).toMatch(/^claims\/(?!\.+\/)[A-Za-z0-9._-]+\/[A-Za-z0-9._~-]+\.html$/);
    expect(file.length).toBeLessThan(240);
  }
});
