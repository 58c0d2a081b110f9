#!/usr/bin/env node
// The command `dlo`: TypeScript is run as it stands, so that a checkout needs no build.
import { register } from 'tsx/esm/api';

register();
const { main } = await import('./main.ts');
process.exitCode = await main(process.argv.slice(2));
