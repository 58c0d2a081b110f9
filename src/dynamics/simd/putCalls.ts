import type { Kernels } from './kernels.ts';
import { LONGEST_LIST, type SEQUENCES, type Sequence } from './sequences.ts';
import { addIntegers, type Panel, type Workspace, type WorkspacePlan } from './workspace.ts';

/** The parameters of every kernel. */
type Calls<Names extends readonly (keyof Kernels)[]> = {
  readonly [K in keyof Names]: Readonly<Parameters<Kernels[Names[K]]>>;
};

/** Room for the list of a sequence. */
export function addCalls(plan: WorkspacePlan): Panel {
  return addIntegers(plan, LONGEST_LIST);
}

/** Writes the list. */
export function putCalls<S extends Sequence>(
  { integers }: Workspace,
  _: S,
  { at }: Panel,
  calls: Calls<(typeof SEQUENCES)[S]>,
): void {
  let place = 2 * at;
  for (const parameters of calls as readonly (readonly number[])[]) {
    // `flat` would take longer than a point at four units.
    for (let k = 0; k < parameters.length; k++) integers[place++] = parameters[k]!;
  }
}
