import type { SubjectClaim } from '../../src/gate/subjectClaim.ts';
import { quantitiesAgree } from './agreement.ts';
import { balance, balanceOfBlocks } from './balance.ts';
import { convergence, forgetting } from './convergence.ts';
import { signOfDeterminant } from './determinant.ts';
import { flow } from './flow.ts';
import { bottleneckLoss, lossFalls } from './loss.ts';
import { rankOfOutput } from './rank.ts';
import { RELATIONS } from './relations/index.ts';
import { riccati } from './riccati.ts';
import { semidefinite } from './semidefinite.ts';
import { start } from './start.ts';
import { tangentKernel } from './tangentKernel.ts';

/** Everything that the gate judges, in the order in which a run lists it. */
export const GATE_CLAIMS: readonly SubjectClaim[] = [
  ...flow,
  start,
  quantitiesAgree,
  lossFalls,
  signOfDeterminant,
  balanceOfBlocks,
  balance,
  riccati,
  semidefinite,
  tangentKernel,
  rankOfOutput,
  bottleneckLoss,
  convergence,
  forgetting,
  ...RELATIONS,
];
