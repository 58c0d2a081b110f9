import { checkShapes } from '../formula/checkShapes.ts';
import { editedFormula, editedText } from '../formula/editedFormula.ts';
import type { EditKind } from '../formula/edits.ts';
import { sidesOf } from '../formula/formulaFile.ts';
import { formulaText } from '../formula/formulaText.ts';
import { type Misprint, misprintsOf, treesWith } from '../formula/misprints.ts';
import { provablyEqual } from '../formula/normalForm.ts';
import type { Formula } from '../formula/parseFormula.ts';
import { isEquation } from '../formula/tree.ts';
import { type AnyCase, type Case, isFlowCase } from '../judge/case.ts';
import type { Hypothesis } from '../judge/hypothesis.ts';
import { decideCase } from '../judge/lookAt.ts';
import { meets } from '../judge/meets.ts';
import { logResidual } from '../judge/residual.ts';
import { valueAt } from '../judge/valueOfFormula.ts';
import { type Decimal, decimalField } from '../numbers/decimal/decimalField.ts';
import type { Matrix } from '../numbers/matrix.ts';
import { Rational } from '../numbers/rational.ts';
import { casesOfPlan } from './judgeEverywhere.ts';
import { freshSeeds } from './repair.ts';
import type { RepairOptions } from './repairSearch.ts';
import { holdsAtAnyTime, saysNothing } from './saysNothing.ts';
import { outcomeOn, type Screen, screenOf, TOLERANCE, versionOf } from './screen.ts';
import { bindCase, screenCaseOf } from './screenCases.ts';
import { outcomesOfOriginal } from './singleEdits.ts';
import { unlessRefused } from './unlessRefused.ts';

export interface SharpnessOptions
  extends Pick<
    RepairOptions,
    'formula' | 'judgeOf' | 'cases' | 'hypotheses' | 'truthOf' | 'bind' | 'at' | 'digits' | 'truth' | 'seed'
  > {
  /** Cases by which a mutant is judged, as many as the check itself has; default 20. */
  readonly runs?: number;
  /** Mutants with the same slip at several places, too; default true. */
  readonly copied?: boolean;
  /** Only the mutants that it picks, by what is misprinted and their place; default all. */
  readonly picks?: (description: string, place: number) => boolean;
  /** A formula's value at some digits; default: with the standard symbols, and `extra` by name. */
  readonly evaluateAt?: (formula: Formula, given: Case, digits: number) => Matrix<Decimal>;
  readonly shouldStop?: () => boolean;
  readonly onProgress?: (done: number, of: number) => void;
}

export interface Survivor {
  readonly kind: EditKind;
  /** "line 3: B' → B". */
  readonly description: string;
  /** No misprint at all: the same statement written differently or another true one, proven or on every case that was tried. */
  readonly equal: boolean;
  readonly why: string;
}

/** How many misprints of a correct formula its check finds. */
export interface Sharpness {
  readonly tried: number;
  readonly refuted: number;
  /** Equations that hold because they say nothing any more, neither of the flow nor of the time they are about. */
  readonly vacuous: number;
  /** Survivors that are no misprints. */
  readonly equal: number;
  /** (refuted + vacuous) / (tried − equal); 1 where nothing was tried. */
  readonly share: number;
  readonly survivors: readonly Survivor[];
  /** A stop was asked for before all were tried. */
  readonly stopped: boolean;
}

/** Digits to which two formulas must agree to count as equal on a case. */
const EQUAL_DIGITS = 60;

/** Beyond these, what a value may lose on its way: few first, and many where two values agree to a half without being equal. */
const [FEW_MORE, MANY_MORE] = [12, 40];

/**
 * Judges all formulas one misprint away from a correct one whose shapes fit as well as its own, each on the cases of the
 * seed until one refutes it: the case first on which float64 says that it is worst. What survives is shown, and whether it
 * is an equal formula: by rewriting, or to EQUAL_DIGITS digits on these cases and those of two further seeds. An equation that
 * holds there with other sides is another true statement, which no check can refute.
 */
export async function sharpness(options: SharpnessOptions): Promise<Sharpness> {
  const { formula, judgeOf, cases, hypotheses = [], digits, truth, seed = 1, runs = 20, picks = () => true } = options;
  const casesOf = casesOfPlan({ cases, hypotheses, runs });
  const judging = await casesOf(seed);
  const screening = judging.flatMap(given => screenCaseOf(given, options.truthOf, options.bind ?? bindCase(formula)));
  const rest = judging.filter(given => screening.every(one => one.given !== given));
  const mutants = mutantsOf(formula, options.copied ?? true).filter(({ misprint }, place) =>
    picks(misprint.description, place),
  );
  const screen = screenOf(formula, screening, options.at);
  const worstFirst = orderOfCases(screen);
  const ownTrees = formula.definitions.map(({ node }) => node);
  const isTimeless = (trees: FormulaMutant['trees']): boolean =>
    holdsAtAnyTime(screen, trees) && !holdsAtAnyTime(screen, ownTrees);
  const survivors: Survivor[] = [];
  let [refuted, vacuous, done] = [0, 0, 0];
  for (const mutant of mutants) {
    await new Promise(setImmediate);
    if (options.shouldStop?.()) break;
    done += 1;
    const order = worstFirst(mutant.trees);
    const isProven =
      order.every(({ error, own }) => error <= TOLERANCE + 2 * own) && provablyEqual(formula, mutant.formula);
    const judge = judgeOf(() => mutant.formula);
    const isRefuted = (given: Case): boolean => decideCase(judge, given, { digits, truth }).outcome === 'failed';
    if (!isProven && (order.some(({ given }) => isRefuted(given)) || rest.some(isRefuted))) refuted += 1;
    else if (!isProven && screening.length > 0 && (saysNothing(screen, mutant.trees) || isTimeless(mutant.trees)))
      vacuous += 1;
    else {
      const { kind, description } = mutant.misprint;
      const { evaluateAt = valueAt } = options;
      const comparing = { ...options, evaluateAt };
      const found = isProven ? PROVEN : await compared(comparing, mutant.formula, [seed, ...freshSeeds(seed)], casesOf);
      survivors.push({ kind, description, ...found });
    }
    options.onProgress?.(done, mutants.length);
  }
  const equal = survivors.filter(survivor => survivor.equal).length;
  const share = done === equal ? 1 : (refuted + vacuous) / (done - equal);
  return { tried: done, refuted, vacuous, equal, share, survivors, stopped: done < mutants.length };
}

const PROVEN = { equal: true, why: 'the same formula by rewriting' };

interface FormulaMutant {
  readonly misprint: Misprint;
  readonly trees: Formula['definitions'][number]['node'][];
  readonly formula: Formula;
}

function mutantsOf(formula: Formula, copied: boolean): FormulaMutant[] {
  const trees = formula.definitions.map(({ node }) => node);
  const seen = new Set([formulaText(formula)]);
  const least = checkShapes(formula).mismatches.length;
  return misprintsOf(formula, { copied }).flatMap(misprint => {
    const changed = treesWith(trees, [misprint]);
    if (changed === undefined) return [];
    const text = editedText(formula, changed);
    if (seen.has(text)) return [];
    seen.add(text);
    const mutant = editedFormula(formula, changed, misprint.description);
    return checkShapes(mutant).mismatches.length > least ? [] : [{ misprint, trees: changed, formula: mutant }];
  });
}

function orderOfCases(
  screen: Screen,
): (trees: FormulaMutant['trees']) => { given: Case; error: number; own: number }[] {
  const original = outcomesOfOriginal(screen);
  return trees => {
    const { changed } = versionOf(screen, trees);
    return screen.cases
      .map(({ given }, index) => {
        const { error } = outcomeOn(screen, index, trees, [{ values: screen.values[index]!, changed }]);
        return { given, error: Number.isNaN(error) ? Number.POSITIVE_INFINITY : error, own: original[index]!.error };
      })
      .sort((a, b) => (a.error === b.error ? 0 : b.error - a.error));
  };
}

export interface ComparedOptions<Given extends AnyCase> {
  readonly formula: Formula;
  readonly hypotheses?: readonly Hypothesis<Given>[];
  readonly evaluateAt: (formula: Formula, given: Given, digits: number) => Matrix<Decimal>;
}

/** Both formulas at many digits, on the cases of the judge and on others: whether they are equal there, and where not. */
export async function compared<Given extends AnyCase>(
  { formula, hypotheses = [], evaluateAt }: ComparedOptions<Given>,
  mutant: Formula,
  seeds: readonly number[],
  casesOf: (seed: number) => Promise<readonly Given[]>,
): Promise<Pick<Survivor, 'equal' | 'why'>> {
  // The value of an equation that holds is rounding, of numbers of about 1.
  const isEquationLine = isEquation(formula.definitions.at(-1)!.node);
  const size = isEquationLine ? decimalField(30).one : undefined;
  const difference = (pair: readonly Formula[], given: Given, more = FEW_MORE): string | number | undefined => {
    const [own, other] = pair.map(one => unlessRefused(() => evaluateAt(one, given, EQUAL_DIGITS + more)));
    const hasBoth = own !== undefined && other !== undefined;
    if (hasBoth && own.shape !== other.shape) return Number.POSITIVE_INFINITY;
    const found = hasBoth ? logResidual(other, own, size) : undefined;
    if (more < MANY_MORE && (found === undefined || isDoubtful(found))) return difference(pair, given, MANY_MORE);
    if (own === undefined && other === undefined) return undefined;
    return found ?? (own === undefined ? 'the formula has no value' : 'it has no value');
  };
  const differenceOn = (given: Given): string | number | undefined => difference([formula, mutant], given);
  const haveSameSides = async (): Promise<boolean> => {
    const sides = sideFormulas(formula).map((own, index) => [own, sideFormulas(mutant)[index]!] as const);
    return (await casesOf(seeds[0]!)).every(given =>
      sides.every(pair => {
        const found = difference(pair, given);
        return typeof found !== 'number' || found <= -EQUAL_DIGITS;
      }),
    );
  };
  let count = 0;
  for (const seed of seeds) {
    for (const given of await casesOf(seed)) {
      const found = differenceOn(given);
      if (found === undefined) continue;
      const text = textOf(found);
      const which = seed === seeds[0] ? 'on a case that did not decide' : `on a case of seed ${seed}`;
      if (text !== undefined) return { equal: false, why: `${text} ${which}` };
      count += 1;
    }
  }
  // Where all cases that are drawn run on one clock, what is wrong with tau shows on none.
  for (const given of (await casesOf(seeds[0]!)).map(one => onAnotherClock(one))) {
    const found = meets({ hypotheses }, given) ? differenceOn(given) : undefined;
    const text = typeof found === 'number' ? textOf(found) : undefined;
    if (text !== undefined) return { equal: false, why: `${text} where τ is another, as in no case of the check` };
  }
  const onAll = `to ${EQUAL_DIGITS} digits on every case tried (${count}), which is no proof`;
  const isSame = !isEquationLine || (await haveSameSides());
  return { equal: true, why: isSame ? `equal ${onAll}` : `another statement that holds ${onAll}` };
}

/** Too much for two values that are equal, and little for such as are not. */
function isDoubtful(difference: number): boolean {
  return difference > -EQUAL_DIGITS && difference < -EQUAL_DIGITS / 2;
}

/** Each side of an equation as a formula of its own. */
function sideFormulas(formula: Formula): readonly Formula[] {
  const { definitions, ...rest } = sidesOf(formula);
  return [-2, -1].map(side => ({ ...rest, definitions: [...definitions.slice(0, -2), definitions.at(side)!] }));
}

function textOf(difference: string | number): string | undefined {
  if (typeof difference === 'string') return difference;
  return difference > -EQUAL_DIGITS ? `it differs by 1e${Math.round(difference)}` : undefined;
}

function onAnotherClock<Given extends AnyCase>(given: Given): Given {
  const factor = Rational.of('3/2');
  const slower = <F extends { readonly tau: Rational }>(flow: F): F => ({ ...flow, tau: flow.tau.mul(factor) });
  const moved = isFlowCase(given) ? { flow: slower(given.flow) } : { problem: slower((given as Case).problem) };
  return { ...given, ...moved, time: given.time.mul(factor) };
}
