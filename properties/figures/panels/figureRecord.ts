/**
 * A figure of a paper, drawn again: plain data, all that a report knows of it. Times are in units of τ. The same settings give
 * the same record, byte for byte.
 */
export interface FigureRecord {
  /** "domine2025/fig-1". */
  readonly id: string;
  readonly paper: string;
  /** "figure 1". */
  readonly name: string;
  readonly title: string;
  readonly settings: readonly FigureSetting[];
  readonly rows: readonly FigureRow[];
  /** What can be read off the figure, in our words; its numbers come from the data. */
  readonly shows: string;
  /** What it leaves open or cannot tell. */
  readonly cannotShow: string;
  readonly agreement: FigureAgreement;
}

/** One thing that had to be set before the figure could be drawn. */
export interface FigureSetting {
  readonly name: string;
  readonly value: string;
  readonly origin: 'printed' | 'chosen';
  /** Where it is printed, or why it was chosen. */
  readonly because: string;
}

/** How far the sources of a figure agree, over everything that it draws from them. */
export interface FigureAgreement {
  /** Times and networks at which an oracle was asked, to compare with the closed form where there is one. */
  readonly markers: number;
  /** Decimal digits to which both agree there, at worst: every block of QQᵀ, of deep networks every layer, relative to its own norm. */
  readonly digits?: number;
  /**
   * Largest deviation of gradient descent from the closed form, relative to the largest ‖QQᵀ‖, of deep networks the largest layer, on the way; where
   * there is none from the oracle, else from descent of half the rate. None where nothing descends.
   */
  readonly descentDeviation?: number;
}

export interface FigureRow {
  readonly label: string;
  readonly panels: readonly FigurePanel[];
}

export interface FigurePanel {
  /** What the y axis measures. */
  readonly title: string;
  readonly x: { readonly label: string; readonly scale: AxisScale };
  readonly yScale: AxisScale;
  readonly curves: readonly FigureCurve[];
}

export type AxisScale = 'linear' | 'log10';

/** Who says so: a source has one look in all figures. */
export type FigureSource =
  | 'closed form'
  | 'oracle'
  | 'gradient descent'
  | 'random draw'
  | 'as printed'
  | 'as corrected';

export interface FigureCurve {
  readonly source: FigureSource;
  /** Written at its right end. */
  readonly label?: string;
  /** A second kind of line of the same source in the panel, drawn with another dash. */
  readonly variant?: 'second';
  readonly x: readonly number[];
  /** null where there is no value, or none that can be drawn. */
  readonly y: readonly (number | null)[];
}
