// Starts the thread in which a module subject lives; TypeScript is run as it stands, as in the command, also where the nearest
// package.json does not say that it holds ES modules.
import { runTypeScript } from '../runTypeScript.mjs';

await runTypeScript({ commonJs: true });
await import('./moduleHost.ts');
