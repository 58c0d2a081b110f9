// Starts a judging thread; TypeScript is run as it stands, as in the command.
import { register } from 'tsx/esm/api';

register();
await import('./judgeWorker.ts');
