import { parentPort, workerData } from 'node:worker_threads';
import type { FlowQuantityName } from '../gate/subject.ts';
import { Matrix } from '../numbers/matrix.ts';
import type { SubjectDefinition, SubjectFlow, SubjectProblem } from './defineSubject.ts';
import type { FromSubject, Run, SubjectHello, ToSubject } from './protocol.ts';

// The subject's side of the protocol for a module: one message a line, as for a process. Ends with the thread.

const port = parentPort!;
const { url } = workerData as { readonly url: string };

const loaded = (await import(url)) as { readonly default?: unknown };
const definition = loaded.default as SubjectDefinition | undefined;
if (typeof definition?.trajectory !== 'function')
  throw new TypeError('the module must export a subject as its default: export default defineSubject({ name, … })');

function write(message: FromSubject | SubjectHello): void {
  port.postMessage(JSON.stringify(message, plain));
}

/** JSON knows neither matrices nor typed rows, and would turn NaN into null. */
function plain(_key: string, value: unknown): unknown {
  if (typeof value === 'number' && !Number.isFinite(value)) return String(value);
  if (value instanceof Matrix) return value.toRows();
  return value instanceof Float64Array ? Array.from(value) : value;
}

async function answer({ sequence, problem, times, quantities }: Run): Promise<FromSubject> {
  try {
    const clock = times as readonly number[];
    const given =
      'layers' in problem
        ? await flowOf(definition!)(problem as SubjectFlow, clock, quantities as readonly FlowQuantityName[])
        : await definition!.trajectory(problem as SubjectProblem, clock, quantities);
    if (typeof given === 'object' && given !== null && 'skipped' in given)
      return { type: 'skipped', sequence, reason: given.skipped };
    return { type: 'values', sequence, values: given as never };
  } catch (error) {
    return { type: 'errored', sequence, message: error instanceof Error ? error.message : String(error) };
  }
}

function flowOf({ flow }: SubjectDefinition): NonNullable<SubjectDefinition['flow']> {
  if (flow === undefined) throw new TypeError('a subject with a largestDepth must have a function flow');
  return flow;
}

port.on('message', async (line: string) => {
  const message = JSON.parse(line) as ToSubject;
  if (message.type === 'stop') return port.close();
  if (message.type === 'run') return write(await answer(message));
  const { name, capabilities, conventions } = definition;
  write({ type: 'hello', protocol: 1, name, capabilities, ...(conventions && { conventions }) });
});
