#!/usr/bin/env node
// The command `dlo`: TypeScript is run as it stands, so that a checkout needs no build.
import { runTypeScript } from '../src/runTypeScript.mjs';

// A reader that goes away, as `head` does, ends the output but not the work that was asked for.
process.stdout.on('error', error => {
  if (error.code === 'EPIPE') return;
  process.stderr.write(`dlo: stdout must be writable, got ${JSON.stringify(error.message)}\n`);
  process.exit(2);
});
await runTypeScript();
const { main } = await import('./main.ts');
process.exitCode = await main(process.argv.slice(2));
