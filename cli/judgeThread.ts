import { parentPort } from 'node:worker_threads';
import { CLAIMS } from '../properties/claims/index.ts';
import { answerTasks } from '../src/judge/answerTasks.ts';
import { RUN_SURROUNDINGS } from './runSurroundings.ts';

answerTasks(parentPort!, CLAIMS, RUN_SURROUNDINGS);
