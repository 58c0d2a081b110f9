import { randomMatrices } from '../../../src/network/initialisations/randomMatrix.ts';
import type { FigurePanel, FigureRecord } from '../panels/figureRecord.ts';
import { type FigureSettings, figureSettings } from '../panels/figureSettings.ts';
import { short } from '../panels/words.ts';
import { curve, panelOver, thesisFigure } from './_record.ts';

/** The balance of two layers of random weights by four schemes: its diagonal, and its first row. */
export function fig31(settings: FigureSettings = figureSettings('anguita2024', 'fig31')): FigureRecord {
  const [n0, n1, n2] = settings.numbers('widths') as [number, number, number];
  const schemes = [
    { name: 'LeCun', variances: [1 / n0, 1 / n1] },
    { name: 'Glorot', variances: [2 / (n0 + n1), 2 / (n1 + n2)] },
    { name: 'He', variances: [2 / n0, 2 / n1] },
    { name: 'Scaled', variances: [settings.number('alpha') / n0, settings.number('alpha') / n1] },
  ] as const;
  const drawn = schemes.map(({ name, variances: [below, above] }, k) => {
    const random = randomMatrices(settings.number('seed') + k);
    const lower = random.gaussian(n1, n0, Math.sqrt(below)).toRows();
    const upper = random.gaussian(n2, n1, Math.sqrt(above)).transpose().toRows();
    const entry = (i: number, j: number): number => inner(upper[i]!, upper[j]!) - inner(lower[i]!, lower[j]!);
    const units = Array.from({ length: n1 }, (_, i) => i);
    return { name, units, diagonal: units.map(i => entry(i, i)), row: units.slice(1).map(j => entry(0, j)) };
  });
  const shares = drawn.map(({ diagonal, row }) => ({
    mean: mean(diagonal),
    spread: deviation(diagonal),
    // Of the whole matrix off its diagonal, judged by one row.
    off: Math.sqrt(n1 * row.reduce((sum, value) => sum + value ** 2, 0)),
    on: Math.hypot(...diagonal),
  }));
  const panels = drawn.map(
    ({ name, units, diagonal, row }): FigurePanel =>
      panelOver('hidden unit', `balance, ${name}`, [
        curve('random draw', units, diagonal, { label: 'Bᵢᵢ' }),
        curve('random draw', units.slice(1), row, { label: 'B₁ⱼ', variant: 'second' }),
      ]),
  );
  return thesisFigure('3.1', settings, {
    title: 'The balance of random layers by four schemes',
    rows: [{ label: `${n0}, ${n1} and ${n2} units`, panels }],
    shows: `A diagonal that stands out from the entries beside it: ${drawn.map(({ name }, k) => `${name} ${short(shares[k]!.mean)} ± ${short(shares[k]!.spread)}`).join(', ')} on it. That an entry off the diagonal is smaller than the one on it in more than three of four places: anguita2024/fig-3.1.`,
    cannotShow: `Whether W_(i+1)ᵀW_(i+1) − W_iW_iᵀ is near to a multiple of I. A picture shows entries; in norm those off the diagonal, of which there are ${n1 - 1} in each row, are ${short(Math.min(...shares.map(({ off, on }) => off / on)), 2)} to ${short(Math.max(...shares.map(({ off, on }) => off / on)), 2)} times the diagonal (anguita2024/sec-3.1:looks-like-a-scaled-identity).`,
    agreement: { markers: 0 },
  });
}

const inner = (a: readonly number[], b: readonly number[]): number => a.reduce((sum, x, k) => sum + x * b[k]!, 0);
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const deviation = (values: readonly number[]): number =>
  Math.sqrt(mean(values.map(value => (value - mean(values)) ** 2)));
