// Starts the thread in which a module subject lives; TypeScript is run as it stands, as in the command, also where the nearest
// package.json does not say that it holds ES modules.
import { register as registerCommonJs } from 'tsx/cjs/api';
import { register } from 'tsx/esm/api';

register();
registerCommonJs();
await import('./moduleHost.ts');
