import type { KnownHypothesis } from './knownHypothesis.ts';
import { ofKind } from './ofKind.ts';

export const square: KnownHypothesis = ofKind('square', 'Ni = Nh = No');
