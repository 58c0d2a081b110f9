// Starts a judging thread.
import { importCode } from '../src/importCode.mjs';

await importCode('cli/judgeThread');
