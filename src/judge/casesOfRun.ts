import fc from 'fast-check';
import { xorshift128plus } from 'pure-rand/generator/xorshift128plus';
import { withDegenerateFirst } from './degenerate.ts';

/** The cases of a run by their place in it, from 0. */
export type CasesOfRun<Given> = (place: number) => Given;

/** Runs that are kept; none of more cases than `MOST_CASES` is. */
const MOST_RUNS = 64;
const MOST_CASES = 300;

interface Kept {
  readonly seed: number;
  readonly cases: unknown[];
  readonly at: CasesOfRun<unknown>;
}

const RUNS = new Map<fc.Arbitrary<unknown>, Kept>();

/**
 * The cases that a check of fast-check draws from a seed, degenerate ones among the first. They follow from the generator and the seed alone,
 * so each is drawn once: readings of a claim, its wrong versions and claims with the same cases get the same objects while they are kept.
 */
export function casesOfRun<Given>(cases: fc.Arbitrary<Given>, seed: number): CasesOfRun<Given> {
  const known = RUNS.get(cases);
  const run = known?.seed === seed && known.cases.length <= MOST_CASES ? known : startOf(cases, seed);
  // The latest last: what is kept longest without being asked for goes first.
  RUNS.delete(cases);
  RUNS.set(cases, run);
  if (RUNS.size > MOST_RUNS) RUNS.delete(RUNS.keys().next().value!);
  return run.at as CasesOfRun<Given>;
}

/** As fast-check's own runner draws them, which gives none away before it has judged the one before. */
function startOf<Given>(cases: fc.Arbitrary<Given>, seed: number): Kept {
  const drawn = fc.property<[Given]>(withDegenerateFirst(cases), () => true);
  const random = xorshift128plus(seed);
  const found: Given[] = [];
  const at = (place: number): Given => {
    while (found.length <= place) {
      random.jump();
      found.push(drawn.generate(new fc.Random(random), found.length).value_[0]);
    }
    return found[place]!;
  };
  return { seed, cases: found, at };
}
