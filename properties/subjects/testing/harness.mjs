// Asks a subject that hangs with a child, says who they are, and waits for an answer that never comes.
import { runTypeScript } from '../../../src/runTypeScript.mjs';

await runTypeScript();
const { openSubject } = await import('../openSubject.ts');
const { smallQuestion } = await import('./questions.ts');

const command = JSON.stringify([process.execPath, process.argv[2], 'hangs-with-a-child']);
const subject = await openSubject(`cmd:${command}`, { secondsPerQuestion: 60, validate: false });
const question = smallQuestion(['qqt']);
const { message } = await subject.ask(question);
process.stdout.write(message);
await subject.ask(question);
