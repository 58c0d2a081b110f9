// Starts a judging thread.
import { importCode } from '../importCode.mjs';

await importCode('src/judge/judgeWorker');
