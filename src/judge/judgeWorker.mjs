// Starts a judging thread; TypeScript is run as it stands, as in the command.
import { runTypeScript } from '../runTypeScript.mjs';

await runTypeScript();
await import('./judgeWorker.ts');
