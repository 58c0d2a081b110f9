// Starts a thread that answers questions to a formula file.
import { importCode } from '../src/importCode.mjs';

await importCode('cli/checkThread');
