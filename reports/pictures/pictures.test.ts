import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ALL_PICTURES, hashesNow, keptHashes } from './pictures.ts';

test.for(ALL_PICTURES)('$file is as old as what draws it', picture => {
  expect(
    hashesNow(picture),
    `docs/${picture.file} is older than the code that draws it: run \`npx tsx reports/pictures/draw.ts\`, look at it, commit it with docs/pictures.json`,
  ).toEqual(keptHashes()[picture.file]);
});

test('the README shows these pictures and no other', () => {
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
  const shown = [...readme.matchAll(/!\[[^\]]+\]\(docs\/([^)]+)\)/g)].map(([, file]) => file);
  expect(shown.toSorted()).toEqual(ALL_PICTURES.map(({ file }) => file).toSorted());
});
