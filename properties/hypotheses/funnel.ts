import type { KnownHypothesis } from './knownHypothesis.ts';
import { ofKind } from './ofKind.ts';

export const funnel: KnownHypothesis = ofKind('funnel', 'Ni > Nh = No');
