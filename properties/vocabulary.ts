import type { Vocabulary } from '../src/judge/vocabulary.ts';
import { casesFor, SMALL } from './arbitraries/casesFor.ts';
import { layerWords } from './hypotheses/layerWords.ts';
import { HYPOTHESIS_NAMES } from './hypotheses/names.ts';
import { TRAITS } from './hypotheses/traits.ts';

/** What formula files can ask for. */
export const VOCABULARY: Vocabulary = {
  hypotheses: HYPOTHESIS_NAMES,
  networks: SMALL,
  casesFor,
  layers: layerWords,
  traits: TRAITS,
};
