// Starts the thread in which a module subject lives; TypeScript is run as it stands, as in the command.
import { register } from 'tsx/esm/api';

register();
await import('./moduleHost.ts');
