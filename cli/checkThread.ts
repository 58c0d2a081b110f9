import { parentPort, workerData } from 'node:worker_threads';
import { VOCABULARY } from '../properties/vocabulary.ts';
import { answerQuestions } from '../src/check/answerQuestions.ts';

answerQuestions(parentPort!, workerData, { vocabulary: VOCABULARY });
