// Starts a thread that answers questions to a formula file; TypeScript is run as it stands, as in the command.
import { register } from 'tsx/esm/api';

register();
await import('./checkWorker.ts');
