import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { RUN_SURROUNDINGS } from './runSurroundings.ts';
import { installedPackage } from './testing/installedPackage.ts';

const { folder } = await installedPackage();

/** The flags of V8 after a command that is refused as soon as it has begun: told to help, V8 lists what they are, and ends the process. */
function flagsAfter(command: string): ReadonlyMap<string, string> {
  const main = pathToFileURL(join(folder, 'dist/cli/main.js')).href;
  const script = `import { setFlagsFromString } from 'node:v8';
import { main } from ${JSON.stringify(main)};
await main([${JSON.stringify(command)}, 'no-such-claim']);
setFlagsFromString('--help');`;
  const listed = execFileSync('node', ['--input-type=module', '--eval', script], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return new Map([...listed.matchAll(/--([a-z-]+)=(\S+)$/gm)].map(([, name, value]) => [name!, value!]));
}

it('dlo verify lets V8 collect garbage as the heap grows by a fifth, and optimise seldom; other commands leave V8 as it is', () => {
  const [forLong, usual] = [flagsAfter('verify'), flagsAfter('list')];
  expect([forLong.get('heap-growing-percent'), usual.get('heap-growing-percent')]).toEqual(['20', '0']);
  const before = usual.get('interrupt-budget');
  // V8 of later versions of Node counts otherwise.
  const isKnown = Number.parseInt(process.versions.v8, 10) < 12;
  expect(forLong.get('interrupt-budget')).toBe(isKnown ? '270000' : before);
  if (isKnown) expect(Number(before)).toBeLessThan(270_000);
});

it('a thread that judges keeps 16 MB for what is new', async () => {
  const thread = RUN_SURROUNDINGS.startThread!();
  await once(thread, 'online');
  const { maxYoungGenerationSizeMb } = thread.resourceLimits!;
  await thread.terminate();
  expect(maxYoungGenerationSizeMb).toBe(16);
});
