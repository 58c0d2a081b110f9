// Starts the thread that `dlo solve --seconds` can end while it computes.
import { importCode } from '../src/importCode.mjs';

await importCode('cli/solveWorker');
