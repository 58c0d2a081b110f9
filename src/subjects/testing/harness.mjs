// Asks a subject, says what it answered, and "closes" it and ends, or asks again and waits: node harness.mjs SUBJECT [closes].
import { importCode } from '../../importCode.mjs';

const [specification, then] = process.argv.slice(2);
const { openSubject } = await importCode('src/subjects/openSubject');
const { exactProblem } = await importCode('src/network/exactProblem');
const { Rational } = await importCode('src/numbers/rational');

const subject = await openSubject(specification, { secondsPerQuestion: 60, validate: false });
const question = {
  problem: exactProblem({ W1: [[1]], W2: [[1]], sigmaYX: [[2]] }),
  lambda: Rational.of(0),
  times: [Rational.ONE],
  quantities: subject.capabilities.quantities,
};
const { message, reason } = await subject.ask(question);
process.stdout.write(message ?? reason);
if (then === 'closes') await subject.close();
else await subject.ask(question);
