import type { KnownHypothesis } from './knownHypothesis.ts';
import { ofKind } from './ofKind.ts';

export const wide: KnownHypothesis = ofKind('wide', 'Nh > min(Ni, No)');
