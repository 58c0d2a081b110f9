import { flow } from '../../../src/network/flow.ts';
import { flowLoss } from '../../../src/network/observables/flowLoss.ts';
import { squaredNorm } from '../../../src/numbers/linearAlgebra.ts';
import type { Matrix } from '../../../src/numbers/matrix.ts';
import { Rational } from '../../../src/numbers/rational.ts';
import { rationalField } from '../../../src/numbers/rationalField.ts';
import { arcBetween, arcPlace } from '../../claims/wendin2025/arc.ts';
import type { FigureCurve, FigureRecord } from '../panels/figureRecord.ts';
import { type FigureSettings, figureSettings } from '../panels/figureSettings.ts';
import { diagonalTask } from '../panels/randomLayers.ts';
import { tenDigits } from '../panels/tenDigits.ts';

/** The loss along arcs between critical points. */
export function fig4(settings: FigureSettings = figureSettings('wendin2025', 'fig4')): FigureRecord {
  const widths = settings.numbers('widths');
  const sigmas = settings.rationals('sigmas');
  const places = Array.from({ length: settings.number('points') + 1 }, (_, k) =>
    arcPlace(Rational.of(k, settings.number('points'))),
  );
  const Sigma = diagonalTask(widths, sigmas);
  const lossOf = (layers: readonly Matrix<Rational>[]): Rational =>
    flowLoss(rationalField, flow({ layers, sigmaYX: Sigma })).add(
      squaredNorm(rationalField, Sigma).mul(Rational.of(1, 2)),
    );
  const arcs = (
    key: string,
  ): { readonly curve: FigureCurve; readonly stated: FigureCurve; readonly losses: Rational[] }[] => {
    const rows = settings.matrix(key);
    return Array.from({ length: rows.rows / 2 }, (_, k) => {
      const [from, to] = [signature(rows, 2 * k), signature(rows, 2 * k + 1)];
      const at = arcBetween(widths, Sigma, from, to);
      const losses = places.map(place => lossOf(at(place)));
      const x = places.map(({ alpha }) => tenDigits(alpha.toNumber()));
      const names = [from, to].map(S => `{${S.map(i => i + 1).join(', ')}}`);
      const stated = places.map(({ alpha }) => {
        const terms = sigmas.map((sigma, i) => {
          const isIn = (S: readonly number[]): Rational => (S.includes(i) ? Rational.ONE : Rational.ZERO);
          const left = Rational.ONE.sub(Rational.ONE.sub(alpha).mul(isIn(from))).sub(alpha.mul(isIn(to)));
          return left.mul(left).mul(sigma).mul(sigma);
        });
        return terms.reduce((a, b) => a.add(b)).mul(Rational.of(1, 2));
      });
      const label = names.join(' → ');
      return {
        losses,
        stated: { source: 'as printed', label, x, y: stated.map(value => tenDigits(value.toNumber())) },
        curve: {
          source: 'oracle',
          x: x.filter((_x, n) => n % 4 === 0),
          y: losses.filter((_loss, n) => n % 4 === 0).map(value => tenDigits(value.toNumber())),
        },
      };
    });
  };
  const [nested, mixed] = [arcs('nested'), arcs('mixed')];
  const falls = (losses: readonly Rational[]): boolean =>
    losses.every((loss, k) => k === 0 || loss.compare(losses[k - 1]!) < 0);
  const rises = (losses: readonly Rational[]): boolean => falls([...losses].reverse());
  const panel = (title: string, drawn: typeof nested) => ({
    title,
    x: { label: 'α', scale: 'linear' as const },
    yScale: 'linear' as const,
    curves: [...drawn.map(({ stated }) => stated), ...drawn.map(({ curve }) => curve)],
  });
  return {
    id: 'wendin2025/fig-4',
    paper: 'wendin2025',
    name: 'figure 4',
    title: 'The loss along arcs between critical points',
    settings: settings.list,
    rows: [
      { label: 'S1 ⊂ S2 (from right to left: S1 ⊃ S2)', panels: [panel('L(A(α))', nested)] },
      { label: 'mixed', panels: [panel('L(A(α))', mixed)] },
    ],
    shows: `On ${nested.filter(({ losses }) => falls(losses)).length} of ${nested.length} arcs to a larger signature the loss falls all the way; of ${mixed.length} mixed arcs it is monotone on ${mixed.filter(({ losses }) => falls(losses) || rises(losses)).length} and has a minimum in between on the others. The formula of the proof of theorem 24, ½Σ(1 − m_i(α))²σ_i², drawn as printed, is the loss of the layers, in fractions, at every place.`,
    cannotShow: `That different arcs between the same two products differ: the loss along an arc is a function of Φ(α) alone (wendin2025/thm-24.2), so that all arcs of one fiber look the same here. Nor how trajectories run: an arc is none. A local maximum between the ends is never seen, since ½‖E − Φ(α)‖² is convex in α.`,
    agreement: { markers: (nested.length + mixed.length) * places.filter((_, n) => n % 4 === 0).length },
  };
}

/** Indices from 0 of the ones of a row. */
function signature(rows: Matrix<Rational>, row: number): number[] {
  return Array.from({ length: rows.cols }, (_, i) => i).filter(i => rows.at(row, i).sign() !== 0);
}
