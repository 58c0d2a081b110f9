#!/usr/bin/env node
// The command `dlo`.
import { importCode } from '../src/importCode.mjs';

// A reader that goes away, as `head` does, ends the output but not the work that was asked for.
process.stdout.on('error', error => {
  if (error.code === 'EPIPE') return;
  process.stderr.write(`dlo: stdout must be writable, got ${JSON.stringify(error.message)}\n`);
  process.exit(2);
});
const { main } = await importCode('cli/main');
process.exitCode = await main(process.argv.slice(2));
