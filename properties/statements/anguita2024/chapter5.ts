import { type LinedStatement, onLine, untestable } from '../statement.ts';

/** Ethical considerations. */
export const CHAPTER_5: readonly LinedStatement[] = [
  onLine(
    1635,
    untestable('section 5.1', 'The data are random, without persons or animals', 'an assertion about a network'),
  ),
  onLine(1637, untestable('section 5.1', 'The networks are small and need little energy', 'a measure of energy')),
  onLine(1639, untestable('section 5.1', 'No military use is foreseen', 'anything to compute')),
  onLine(
    1641,
    untestable('section 5.1', 'The software is open source', 'the software: the text says it is available on request'),
  ),
];
