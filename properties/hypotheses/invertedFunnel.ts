import type { KnownHypothesis } from './knownHypothesis.ts';
import { ofKind } from './ofKind.ts';

export const invertedFunnel: KnownHypothesis = ofKind('inverted-funnel', 'Ni = Nh < No');
