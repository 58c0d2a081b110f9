// Starts a thread that answers questions to a formula file.
import { importCode } from '../importCode.mjs';

await importCode('src/check/checkWorker');
