import { bottlenecked } from './bottlenecked.ts';
import { isNarrow } from './isNarrow.ts';
import type { KnownHypothesis } from './knownHypothesis.ts';

export const notBottlenecked: KnownHypothesis = {
  id: 'not-bottlenecked',
  name: 'not bottlenecked',
  meaning: 'Nh ≥ min(Ni, No)',
  holds: given => !bottlenecked.holds(given),
  narrows: { suits: widths => !isNarrow(widths) },
  violation: { instead: [{ suits: isNarrow }] },
};
