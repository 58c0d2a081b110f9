import { parentPort, workerData } from 'node:worker_threads';
import { answerQuestions } from '../src/check/answerQuestions.ts';
import { checkSurroundings } from './checkSurroundings.ts';

answerQuestions(parentPort!, workerData, checkSurroundings());
