// Starts the thread in which a module subject lives; it may be TypeScript, also where the nearest package.json does not say that
// it holds ES modules.
import { importCode } from '../importCode.mjs';
import { runTypeScript } from '../runTypeScript.mjs';

await runTypeScript({ commonJs: true });
await importCode('src/subjects/moduleHost');
