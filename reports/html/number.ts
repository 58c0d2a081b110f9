import { escapeHtml } from '../escape.ts';
import { plainNumber } from '../summary.ts';

/** A residual as people write it, 3.2 × 10⁻⁴¹, with the machine's "3.2e-41" kept for search and copying. */
export function residualHtml(residual: string | undefined): string {
  if (residual === undefined) return '<span class="nil">–</span>';
  if (residual === 'shapes') return 'shapes do not fit';
  const parts = /^([+-]?\d+(?:\.\d+)?)e([+-]?\d+)$/i.exec(residual);
  if (parts === null) return escapeHtml(residual);
  const [, mantissa = '', exponent = ''] = parts;
  const power = `10<sup>${exponent.replace('+', '').replace('-', '−')}</sup>`;
  return `<data value="${escapeHtml(residual)}">${mantissa.replace('-', '−')}\u202f×\u202f${power}</data>`;
}

export function numberHtml(value: number): string {
  return plainNumber(value).replace('-', '−');
}
