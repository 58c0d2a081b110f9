// Asks a subject, says what it answered, and "closes" it and ends, or asks again and waits: node harness.mjs SUBJECT [closes].
import { runTypeScript } from '../../runTypeScript.mjs';

await runTypeScript();
const { openSubject } = await import('../openSubject.ts');
const { smallQuestion } = await import('./questions.ts');

const [specification, then] = process.argv.slice(2);
const subject = await openSubject(specification, { secondsPerQuestion: 60, validate: false });
const question = smallQuestion(subject.capabilities.quantities);
const { message, reason } = await subject.ask(question);
process.stdout.write(message ?? reason);
if (then === 'closes') await subject.close();
else await subject.ask(question);
