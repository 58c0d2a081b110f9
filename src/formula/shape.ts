import { type Size, sizeText } from './size.ts';

/** What is known of a value before any number is: a scalar (with its `size` where it counts something) or a matrix. */
export type Shape =
  | { readonly kind: 'scalar'; readonly size: Size | undefined }
  | { readonly kind: 'matrix'; readonly rows: Size; readonly cols: Size; readonly diagonal: boolean };

export type MatrixShape = Extract<Shape, { kind: 'matrix' }>;

/** "scalar", "No×m", "(No - m)×Nh". */
export function shapeText(shape: Shape): string {
  if (shape.kind === 'scalar') return 'scalar';
  return `${factor(shape.rows)}×${factor(shape.cols)}`;
}

function factor(size: Size): string {
  const text = sizeText(size);
  return /[ ]|^-/.test(text) ? `(${text})` : text;
}
