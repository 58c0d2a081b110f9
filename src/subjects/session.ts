import { DloError } from '../errors.ts';
import type {
  FlowQuestion,
  FlowValues,
  Question,
  Subject,
  SubjectAnswer,
  SubjectOptions,
  Values,
} from '../gate/subject.ts';
import { architectureOf } from '../network/problem.ts';
import { visibleText } from '../visibleText.ts';
import { capabilitiesFrom, flowQuestionIn, flowValuesFrom, layersIn, questionIn, valuesFrom } from './conventions.ts';
import type { Link, Obituary } from './link.ts';
import { type MessageCheck, messageCheck } from './messageCheck.ts';
import { outsideCapabilities, outsideFlowCapabilities } from './outsideCapabilities.ts';
import { type HarnessHello, PROTOCOL_VERSIONS, type Run, type Stop, type ToSubject } from './protocol.ts';
import { type Declared, readHello } from './readHello.ts';
import { readLine } from './readLine.ts';
import { readFlowValues, readValues } from './readValues.ts';
import { runFlowMessage, runMessage } from './runMessage.ts';
import { within } from './within.ts';

/** After so many starts in a row that brought not one answer, a subject is not started again. */
const FRUITLESS_STARTS = 8;

/**
 * A subject at the other end of a link, asked by the protocol: one question at a time, in the order in which they come, each
 * of which gets exactly one answer.
 *
 * - Lines are read only while an answer is awaited. A line that is no answer to the question at hand (no JSON, no message of the
 *   protocol, another number, one more answer to an earlier question) makes this question `invalid`; the answer to it, if
 *   it still comes, is passed over.
 * - A subject that does not answer in time is killed and the question `timed-out`; one that has ended, since the last
 *   answer or before this one, makes the question `crashed`. The next question starts it anew.
 * - FRUITLESS_STARTS starts in a row without an answer are the last ones: all further questions are `crashed`.
 *
 * Errors at the first start are thrown (FILE, FORMAT), later ones are answers.
 */
export async function openSession(
  specification: string,
  openLink: () => Link,
  { secondsPerQuestion, secondsToStart = 60, validate }: SubjectOptions,
): Promise<Subject> {
  const check: MessageCheck = await messageCheck();
  const hello: HarnessHello = { type: 'hello', protocol: PROTOCOL_VERSIONS, harness: 'deep-linear-oracle' };
  /** Numbers of questions that were answered invalid, whose own answer may still come. */
  let awaited = new Set<string>();
  let count = 0;
  let starts = 0;
  let fruitless = 0;
  let closed = false;
  let link: Link | undefined;
  let queue: Promise<unknown> = Promise.resolve();

  const send = (to: Link, message: ToSubject): void => {
    if (validate) check.toSubject(message);
    to.send(JSON.stringify(message));
  };

  async function start(): Promise<Declared> {
    starts += 1;
    fruitless += 1;
    awaited = new Set();
    const rule = 'must answer hello with hello';
    const started = opened();
    link = started;
    send(started, hello);
    const line = await within(secondsToStart, started.lines.next());
    if (line === 'late') {
      await end();
      throw new DloError('FORMAT', specification, rule, `nothing within ${secondsToStart} s`);
    }
    if (line.done) {
      const { end: how, stderr } = await bury(started);
      throw new DloError('FILE', specification, rule, stderr === '' ? how : `${how}: ${lastLine(stderr)}`);
    }
    try {
      return readHello(readLine(line.value), check);
    } catch (error) {
      await end();
      throw new DloError('FORMAT', specification, rule, (error as Error).message);
    }
  }

  function opened(): Link {
    try {
      return openLink();
    } catch (error) {
      throw new DloError('FILE', specification, 'must be something that can be started', (error as Error).message);
    }
  }

  /** Starts it anew; what it declared at first still holds. */
  async function startAgain(): Promise<void> {
    const again = await start();
    if (JSON.stringify(again) === JSON.stringify(declared)) return;
    await end();
    throw new DloError('FORMAT', specification, 'must say the same hello at every start', again);
  }

  /** Kills what runs, if anything does. */
  async function end(): Promise<void> {
    const running = link;
    link = undefined;
    await running?.kill();
  }

  /** Of a link whose lines are done. */
  async function bury(dead: Link): Promise<Obituary> {
    const obituary = closed ? { end: 'the subject was closed', stderr: '' } : await dead.obituary();
    await end();
    return obituary;
  }

  /** What a question needs that is told apart from others: why it is not asked, how it is sent, and how its answer is read. */
  interface Exchange<Given> {
    readonly outside: string | undefined;
    readonly message: (sequence: string) => Run;
    readonly read: (values: unknown) => readonly Given[];
  }

  async function answer<Given>({ outside, message, read }: Exchange<Given>): Promise<SubjectAnswer<Given>> {
    if (outside !== undefined) return { kind: 'skipped', reason: outside };
    if (closed) return { kind: 'crashed', message: 'the subject was closed', stderr: '' };
    if (link === undefined) {
      if (fruitless >= FRUITLESS_STARTS) {
        const message = `started ${FRUITLESS_STARTS} times in a row without an answer, not started again`;
        return { kind: 'crashed', message, stderr: '' };
      }
      try {
        await startAgain();
      } catch (error) {
        return { kind: 'crashed', message: visibleText((error as Error).message), stderr: '' };
      }
    }
    // Closed while it started.
    const running = link as Link | undefined;
    if (running === undefined) return { kind: 'crashed', message: 'the subject was closed', stderr: '' };
    count += 1;
    const sequence = `${count}`;
    try {
      send(running, message(sequence));
    } catch (error) {
      if (!(error instanceof DloError)) throw error;
      return { kind: 'skipped', reason: error.message };
    }
    const given = await reply(running, sequence, read);
    if (given.kind === 'answered' || given.kind === 'skipped' || given.kind === 'errored') fruitless = 0;
    return given;
  }

  async function reply<Given>(
    running: Link,
    sequence: string,
    read: Exchange<Given>['read'],
  ): Promise<SubjectAnswer<Given>> {
    const deadline = performance.now() + 1000 * secondsPerQuestion;
    for (;;) {
      const line = await within((deadline - performance.now()) / 1000, running.lines.next());
      if (line === 'late') {
        await end();
        return { kind: 'timed-out', seconds: secondsPerQuestion };
      }
      if (line.done) {
        const { end: how, stderr } = await bury(running);
        return { kind: 'crashed', message: how, stderr };
      }
      try {
        const message = readLine(line.value);
        if (typeof message.sequence === 'string' && awaited.delete(message.sequence)) continue;
        return readAnswer(message, sequence, read);
      } catch (error) {
        // A RangeError is what the engine says of an answer beyond its limits: nested too deep, too long.
        if (!(error instanceof DloError || error instanceof RangeError)) throw error;
        awaited.add(sequence);
        return { kind: 'invalid', message: visibleText(error.message) };
      }
    }
  }

  function readAnswer<Given>(
    message: Readonly<Record<string, unknown>>,
    sequence: string,
    read: Exchange<Given>['read'],
  ): SubjectAnswer<Given> {
    if (validate) check.fromSubject(message);
    const { type, values } = message;
    if (type !== 'values' && type !== 'skipped' && type !== 'errored')
      throw new DloError('FORMAT', 'type', 'must be "values", "skipped" or "errored"', type);
    if (message.sequence !== sequence)
      throw new DloError('FORMAT', 'sequence', `must be "${sequence}", that of the question`, message.sequence);
    if (type === 'skipped') return { kind: 'skipped', reason: text('reason', message.reason) };
    if (type === 'errored') return { kind: 'errored', message: text('message', message.message) };
    return { kind: 'answered', values: read(values) };
  }

  function aboutProblem(question: Question): Exchange<Values> {
    const { conventions, numbers } = declared;
    return {
      outside: outsideCapabilities(question, capabilities),
      message: sequence => runMessage(sequence, questionIn(conventions, question), numbers),
      read: written =>
        readValues(written, {
          quantities: questionIn(conventions, question).quantities,
          times: question.times.length,
          architecture: architectureOf(question.problem),
          conventions,
        }).map(one => valuesFrom(conventions, one, question)),
    };
  }

  function aboutFlow(question: FlowQuestion): Exchange<FlowValues> {
    const { conventions, numbers } = declared;
    const { layers, sigmaYX } = question.flow;
    const { quantities, times } = question;
    return {
      outside: outsideFlowCapabilities(question, capabilities),
      message: sequence => runFlowMessage(sequence, flowQuestionIn(conventions, question), numbers),
      read: written =>
        readFlowValues(
          written,
          { quantities, times: times.length, layers: layersIn(conventions, layers) },
          sigmaYX,
        ).map(one => flowValuesFrom(conventions, one, question)),
    };
  }

  function inTurn<Given>(exchange: () => Exchange<Given>): Promise<SubjectAnswer<Given>> {
    const asked = queue.then(() => answer(exchange()));
    queue = asked.catch(() => {});
    return asked;
  }

  const declared = await start();
  const capabilities = capabilitiesFrom(declared.conventions, declared.capabilities);
  return {
    name: declared.name,
    capabilities,
    conventions: declared.conventions,
    get restarts() {
      return starts - 1;
    },
    ask: question => inTurn(() => aboutProblem(question)),
    ...(capabilities.largestDepth !== undefined && {
      askFlow: (question: FlowQuestion) => inTurn(() => aboutFlow(question)),
    }),
    async close() {
      closed = true;
      const running = link;
      link = undefined;
      const stop: Stop = { type: 'stop' };
      await running?.stop(JSON.stringify(stop));
    },
  };
}

/** Of a traceback, what it comes to. */
function lastLine(stderr: string): string {
  return stderr.split('\n').findLast(line => line.trim() !== '') ?? '';
}

function text(name: string, value: unknown): string {
  if (typeof value !== 'string') throw new DloError('FORMAT', name, 'must be a text', value);
  return visibleText(value);
}
