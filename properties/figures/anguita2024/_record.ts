import type { FigureCurve, FigurePanel, FigureRecord } from '../panels/figureRecord.ts';
import type { FigureSettings } from '../panels/figureSettings.ts';
import { tenDigits } from '../panels/tenDigits.ts';

/** A figure of the thesis by its number, "3.1". */
export function thesisFigure(
  number: string,
  settings: FigureSettings,
  parts: Omit<FigureRecord, 'id' | 'paper' | 'name' | 'settings'>,
): FigureRecord {
  return {
    id: `anguita2024/fig-${number}`,
    paper: 'anguita2024',
    name: `figure ${number}`,
    settings: settings.list,
    ...parts,
  };
}

/** A panel of curves over something that is not time. */
export function panelOver(
  label: string,
  title: string,
  curves: readonly FigureCurve[],
  scales: { readonly x?: FigurePanel['yScale']; readonly y?: FigurePanel['yScale'] } = {},
): FigurePanel {
  return { title, x: { label, scale: scales.x ?? 'linear' }, yScale: scales.y ?? 'linear', curves };
}

/** Pairs of a curve, in the digits of a drawing. */
export function curve(
  source: FigureCurve['source'],
  x: readonly number[],
  y: readonly number[],
  look: Pick<FigureCurve, 'label' | 'variant'> = {},
): FigureCurve {
  return { source, ...look, x: x.map(tenDigits), y: y.map(tenDigits) };
}
