import { parentPort } from 'node:worker_threads';
import { answerLine } from './answerLine.ts';

/** In a thread: says that it is ready, then answers one line after the other. Answers travel as text: they may be nested as deep as their id. */
parentPort!.on('message', ({ text, line }: { text: string; line: number }) => {
  parentPort!.postMessage(JSON.stringify(answerLine(text, line)));
});
parentPort!.postMessage('ready');
