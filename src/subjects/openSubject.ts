import { DloError } from '../errors.ts';
import { nearestName } from '../formula/nearestName.ts';
import type { OpenSubject, Subject, SubjectOptions } from '../gate/subject.ts';
import { builtinClosedForm } from './builtinClosedForm.ts';
import { builtinGradientDescent } from './builtinGradientDescent.ts';
import { moduleSubject } from './moduleSubject.ts';
import { processSubject } from './processSubject.ts';

const BUILTINS: Readonly<Record<string, () => Subject>> = {
  'closed-form': builtinClosedForm,
  'gradient-descent': builtinGradientDescent,
};

const KINDS: Readonly<Record<string, (rest: string, options: SubjectOptions) => Subject | Promise<Subject>>> = {
  builtin: name => {
    if (Object.hasOwn(BUILTINS, name)) return BUILTINS[name]!();
    throw unknownName('builtin', name, Object.keys(BUILTINS));
  },
  module: moduleSubject,
  cmd: processSubject,
};

/**
 * Opens a subject: `builtin:closed-form`, `builtin:gradient-descent`, `module:./my-solver.ts` or `cmd:python3 my_solver.py`, or
 * `cmd:["python3", "my solver.py"]` for arguments as they are.
 *
 * Errors: UNKNOWN_NAME for what is none of these; RANGE for options; FILE and FORMAT for a subject that cannot be started or
 * says no proper hello, with the reason.
 */
export const openSubject: OpenSubject = async (specification, options) => {
  const { secondsPerQuestion, secondsToStart = 60 } = options;
  for (const [name, seconds] of Object.entries({ secondsPerQuestion, secondsToStart })) {
    if (!(seconds >= 0.1 && seconds <= 3600)) throw new DloError('RANGE', name, 'must be from 0.1 to 3600', seconds);
  }
  const [kind, rest] = split(specification);
  if (kind === undefined || !Object.hasOwn(KINDS, kind))
    throw unknownName('subject', specification, ['builtin:…', 'module:FILE', 'cmd:COMMAND']);
  if (rest.trim() === '')
    throw new DloError('FORMAT', 'subject', `must say what to open after ${kind}:`, specification);
  return KINDS[kind]!(rest, options);
};

function split(specification: string): [kind: string | undefined, rest: string] {
  const at = specification.indexOf(':');
  return at < 0 ? [undefined, ''] : [specification.slice(0, at), specification.slice(at + 1)];
}

function unknownName(argument: string, typed: string, known: readonly string[]): DloError {
  const nearest = nearestName(typed, known);
  const rule = `must be one of ${known.join(', ')}${nearest === undefined ? '' : ` (nearest: ${nearest})`}`;
  return new DloError('UNKNOWN_NAME', argument, rule, typed);
}
