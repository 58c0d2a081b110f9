import { expect, it } from 'vitest';
import { randomMatrices } from '../network/initialisations/randomMatrix.ts';
import { Matrix } from '../numbers/matrix.ts';
import { dd } from './doubleDouble.ts';
import { eigenbasis } from './eigenbasis.ts';
import { copiedQqt, layersOf, setLayers, setQqt } from './layers.ts';
import { workspace, workspacePlan } from './simd/workspace.ts';

/** Lists by fours and what is left over, and tables that are packed, with rows that are and are not as long as they are far apart. */
it.each([
  [1, 1, 1],
  [2, 3, 1],
  [4, 4, 4],
  [3, 2, 6],
  [16, 5, 17],
  [37, 2, 30],
  [61, 3, 42],
  [64, 4, 64],
  [1, 2, 90],
])('QQᵀ of widths %i, %i, %i is that of the weights to the last bit, once and again', (Ni, Nh, No) => {
  const random = randomMatrices(Ni);
  const weights = { W1: random.gaussian(Nh, Ni, 1), W2: random.gaussian(No, Nh, 1) };
  const basis = eigenbasis({ Ni, Nh, No }, new Array(Math.min(Ni, No)).fill(dd(1)), dd(0));
  const plan = workspacePlan();
  const layers = layersOf(plan, basis, { Vt: new Float64Array(0), Ut: new Float64Array(0) });
  const work = workspace(plan);
  const Qt = Matrix.generate(Nh, Ni + No, (h, i) => (i < Ni ? weights.W1.at(h, i) : weights.W2.at(i - Ni, h)));
  const expected = Matrix.generate(Ni + No, Ni + No, (i, j) => {
    let sum = 0;
    for (let h = 0; h < Nh; h++) sum += Qt.at(h, i) * Qt.at(h, j);
    return sum;
  });
  const asked = [0, 1].map(() => {
    setLayers(work.numbers, layers, weights);
    setQqt(work, layers, basis.architecture);
    return copiedQqt(work, layers, basis.architecture);
  });
  for (const qqt of asked) expect(qqt.data).toEqual(expected.data);
  expect(asked[0]).not.toBe(asked[1]);
});
