// Starts a thread that answers questions to a formula file; TypeScript is run as it stands, as in the command.
import { runTypeScript } from '../runTypeScript.mjs';

await runTypeScript();
await import('./checkWorker.ts');
