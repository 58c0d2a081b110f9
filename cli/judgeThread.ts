import { parentPort } from 'node:worker_threads';
import { CLAIMS } from '../properties/claims/index.ts';
import { judgeBeside } from '../src/judge/judgeInThreads.ts';
import { RUN_SURROUNDINGS } from './runSurroundings.ts';

judgeBeside(parentPort!, CLAIMS, RUN_SURROUNDINGS);
