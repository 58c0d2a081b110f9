import type { Misprint } from '../formula/misprints.ts';
import { treesWith } from '../formula/misprints.ts';
import type { Value } from '../formula/value.ts';
import { entriesOf, valueShape } from '../formula/value.ts';
import { oddity, progress } from './plausibility.ts';
import { isTolerable, outcomeOn, type Screen, type ScreenOutcome, type Version, versionOf } from './screen.ts';
import type { PartValues } from './sharedEvaluation.ts';

/** A formula with one misprint more or less, tried on all screening cases. */
export interface Single {
  readonly misprint: Misprint;
  readonly version: Version;
  readonly outcomes: readonly ScreenOutcome[];
  readonly progress: number;
  /** What the edited lines give on all cases: edits with the same effect have the same. */
  readonly effect: string;
}

/** What the formula itself gives. */
export function outcomesOfOriginal(screen: Screen): ScreenOutcome[] {
  const changed = new Uint8Array(screen.trees.length);
  return screen.cases.map((_one, index) =>
    outcomeOn(screen, index, screen.trees, [{ values: screen.values[index]!, changed }]),
  );
}

/** Undefined for an edit that cannot be made. */
export function trySingle(screen: Screen, misprint: Misprint, original: readonly ScreenOutcome[]): Single | undefined {
  const trees = treesWith(screen.trees, [misprint]);
  if (trees === undefined) return undefined;
  const version = versionOf(screen, trees);
  const edited = [...new Set(misprint.edits.map(({ definition }) => definition))];
  const effects: string[] = [];
  const outcomes = screen.cases.map((_one, index) => {
    const layer = { values: screen.values[index]!, changed: version.changed };
    const keep: PartValues = new Map();
    const outcome = outcomeOn(screen, index, trees, [layer], keep);
    effects.push(...edited.map(definition => effectOf(keep.get(trees[definition]!), misprint)));
    return outcome;
  });
  const truths = screen.cases.map(({ truth }) => truth);
  return {
    misprint,
    version,
    outcomes,
    progress: progress(original, outcomes, truths),
    effect: `${edited.join()} ${effects.join(' | ')}`,
  };
}

/** A part without a value, or that was not got to, is like no other. */
function effectOf(value: Value<number> | symbol | undefined, { description }: Misprint): string {
  if (value === undefined || typeof value === 'symbol') return description;
  return `${valueShape(value)} ${entriesOf(value).map(entry => entry.toPrecision(10))}`;
}

/** On all cases, and not only because there is nothing to be wrong about. */
export function isRight(outcomes: readonly ScreenOutcome[]): boolean {
  return outcomes.every(isTolerable) && outcomes.some(({ isTelling }) => isTelling);
}

/**
 * The edits to make two of, the most promising first: by progress, then by how common the misprint is, then as they stand in
 * the formula. Of several with the same effect only the likeliest is kept. Those that change nothing on any case come last:
 * what they change may be hidden by another error.
 */
export function ranked(singles: readonly Single[], original: readonly ScreenOutcome[]): Single[] {
  const effects = new Set<string>();
  const idle: Single[] = [];
  const active: Single[] = [];
  const ordered = singles
    .map((single, place) => ({ single, place, oddity: oddity(single.misprint) }))
    .sort((a, b) => b.single.progress - a.single.progress || a.oddity - b.oddity || a.place - b.place);
  for (const { single } of ordered) {
    if (changesNothing(single.outcomes, original)) idle.push(single);
    else if (!effects.has(single.effect)) {
      effects.add(single.effect);
      active.push(single);
    }
  }
  return [...active, ...idle];
}

function changesNothing(outcomes: readonly ScreenOutcome[], original: readonly ScreenOutcome[]): boolean {
  return outcomes.every(({ value }, index) => {
    const old = original[index]!.value;
    if (value === undefined || old === undefined) return false;
    const size = Math.max(...old.data.map(Math.abs));
    return value.data.every((entry, at) => Math.abs(entry - old.data[at]!) <= 1e-9 * size);
  });
}
