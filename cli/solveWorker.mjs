// Starts the thread that `dlo solve --seconds` can end while it computes; TypeScript is run as it stands, as in the command.
import { register } from 'tsx/esm/api';

register();
await import('./solveWorker.ts');
