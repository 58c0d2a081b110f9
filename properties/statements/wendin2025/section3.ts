import { judged, type LinedStatement, onLine } from '../statement.ts';

/** Network formulation of the gradient flow. */
export const SECTION_3: readonly LinedStatement[] = [
  onLine(
    263,
    judged(
      'proposition 6',
      'JQ(t) is constant along the flow: W_iW_iᵀ − W_{i+1}ᵀW_{i+1}',
      'prop-6',
      'prop-6:any-depth',
    ),
  ),
];
