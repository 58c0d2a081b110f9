// Asks a subject, says what it answered, and "closes" it and ends, or asks again and waits: node harness.mjs PACKAGE SUBJECT [closes],
// where PACKAGE is the folder of the package, whose code is compiled.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [folder, specification, then] = process.argv.slice(2);
const compiled = path => import(pathToFileURL(join(folder, 'dist/src', path)).href);
const { openSubject } = await compiled('subjects/openSubject.js');
const { exactProblem } = await compiled('network/exactProblem.js');
const { Rational } = await compiled('numbers/rational.js');

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
