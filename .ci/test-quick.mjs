// The tests of the inner loop: `npm run test:quick [-- FILTER…]`. All files but those of slow-files.json, which it names.
import { readFileSync } from 'node:fs';
import { startVitest } from 'vitest/node';

const slow = JSON.parse(readFileSync(new URL('slow-files.json', import.meta.url), 'utf8'));
const vitest = await startVitest('test', process.argv.slice(2), {
  watch: false,
  reporters: ['dot'],
  exclude: ['**/node_modules/**', ...slow],
});
await vitest.close();
process.stdout.write(
  `\nLeft out, for "npm test" to run: ${slow.length} slow files\n${slow.map(name => `  ${name}\n`).join('')}`,
);
