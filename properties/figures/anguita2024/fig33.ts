import { architecture } from '../../../src/network/architecture.ts';
import { exactProblem } from '../../../src/network/exactProblem.ts';
import { balanced } from '../../../src/network/initialisations/balanced.ts';
import { blocksOfQqt } from '../../../src/network/observables/blocks.ts';
import { float64Field } from '../../../src/numbers/float64Field.ts';
import { frobeniusNorm, subtract } from '../../../src/numbers/linearAlgebra.ts';
import { dynamicsPanels } from '../panels/dynamicsPanels.ts';
import type { FigureRecord } from '../panels/figureRecord.ts';
import { type FigureSettings, figureSettings } from '../panels/figureSettings.ts';
import { randomTask } from '../panels/randomTask.ts';
import { type ThreeSources, threeSources, worstAgreement } from '../panels/threeSources.ts';
import { digitsText, short } from '../panels/words.ts';
import { thesisFigure } from './_record.ts';

const POINTS = 50;
const EVERY = 10;

/** Loss, function, representations and tangent kernel for λ of both signs and near 0, from one W2W1. */
export function fig33(settings: FigureSettings = figureSettings('anguita2024', 'fig33')): FigureRecord {
  const n = settings.number('width');
  const seed = settings.number('seed');
  const sigmaYX = randomTask({
    Ni: n,
    No: n,
    samples: settings.number('samples'),
    sigma: settings.number('targets'),
    seed,
  });
  const [learningRate, end] = [settings.exact('learningRate'), settings.exact('end')];
  const rows = settings.numbers('lambdas').map(lambda => {
    const start = balanced(architecture(n, n, n), { lambda, sigma: settings.number('sigma'), seed: seed + 1 });
    const problem = exactProblem({ ...start, sigmaYX });
    return { lambda, problem, sources: threeSources(problem, { learningRate, end, points: POINTS, every: EVERY }) };
  });
  const agreement = worstAgreement(rows.map(({ sources }) => sources.agreement));
  const moved = rows.map(({ sources }) => changes(sources, n));
  return thesisFigure('3.3', settings, {
    title: 'Dynamics of an unaligned network for λ of both signs and near 0',
    rows: rows.map(({ lambda, problem, sources }) => ({
      label: `${n}-${n}-${n}, λ = ${short(lambda)}`,
      panels: dynamicsPanels(problem, sources),
    })),
    shows: `The closed form runs through descent for all λ: at ${agreement.markers} points it has at least ${digitsText(agreement.digits)} in common with the oracle. From start to end W1ᵀW1 changes by ${moved.map(({ inputs }, k) => `${short(100 * inputs, 2)} % for λ = ${short(rows[k]!.lambda)}`).join(', ')} of its norm, W2W2ᵀ by ${moved.map(({ outputs }) => `${short(100 * outputs, 2)} %`).join(', ')}.`,
    cannotShow: `Whether theorem 3.3.1 is right as printed: as printed it has no inverse on its bracket and another value (anguita2024/thm-3.3.1.3), and the lines here are those of the flow. Nor a limit: for |λ| → ∞ see anguita2024/thm-4.1.3.2:limit.`,
    agreement,
  });
}

/** Of both representations, relative to their norm at the start. */
function changes({ closedForm }: ThreeSources, n: number): { readonly inputs: number; readonly outputs: number } {
  const [start, end] = [closedForm[0]!, closedForm.at(-1)!].map(at => blocksOfQqt(at, n));
  const relative = (block: 'gram1' | 'gram2'): number =>
    frobeniusNorm(float64Field, subtract(float64Field, end![block], start![block])) /
    frobeniusNorm(float64Field, start![block]);
  return { inputs: relative('gram1'), outputs: relative('gram2') };
}
