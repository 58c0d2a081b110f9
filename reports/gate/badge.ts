import type { GateSummary, GateVerdict } from './gateSummary.ts';
import { digitsText } from './gateSummary.ts';
import { escapeXml } from './junitXml.ts';

const LABEL = 'learning dynamics';

const COLOURS: Readonly<Record<GateVerdict, string>> = {
  holds: '#00705a',
  fails: '#b33c00',
  'nothing shown': '#5f646b',
};

/** What a badge says: "12.3 digits" where all claims held, the worst of any; else how many failed. */
export function badgeMessage({ verdict, claims, sentence }: GateSummary): string {
  if (verdict === 'nothing shown') return 'nothing shown';
  const failed = claims.filter(({ state }) => state === 'failed').length;
  if (failed > 0) return `${failed} failed`;
  if (verdict === 'fails') return sentence.split(', ').at(-1)!;
  const worst = claims.flatMap(claim => (claim.state === 'held' ? (claim.worst ?? []) : []));
  return worst.length === 0 ? 'holds' : `${digitsText(Math.min(...worst))} digits`;
}

/** The badge as a picture without fonts of its own: the texts' widths are given, so that it looks the same everywhere. */
export function renderBadgeSvg(summary: GateSummary): string {
  const message = escapeXml(badgeMessage(summary));
  const [left, right] = [textWidth(LABEL) + 12, textWidth(badgeMessage(summary)) + 12];
  const text = (x: number, width: number, words: string): string =>
    `<text x="${x}" y="14" textLength="${width - 12}" lengthAdjust="spacingAndGlyphs">${words}</text>`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${left + right}" height="20" role="img" aria-label="${LABEL}: ${message}">`,
    `<title>${LABEL}: ${message}</title>`,
    `<clipPath id="r"><rect width="${left + right}" height="20" rx="3"/></clipPath>`,
    `<g clip-path="url(#r)"><path fill="#444a50" d="M0 0h${left}v20H0z"/><path fill="${COLOURS[summary.verdict]}" d="M${left} 0h${right}v20H${left}z"/></g>`,
    `<g fill="#fff" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11">${text(6, left, LABEL)}${text(left + 6, right, message)}</g>`,
    '</svg>',
    '',
  ].join('\n');
}

/** The same for an endpoint badge of shields.io. */
export function renderBadgeJson(summary: GateSummary): string {
  const color = COLOURS[summary.verdict].slice(1);
  return `${JSON.stringify({ schemaVersion: 1, label: LABEL, message: badgeMessage(summary), color })}\n`;
}

/** In px, of 11 px Verdana, about. */
function textWidth(text: string): number {
  return Math.round(
    [...text].reduce((sum, letter) => sum + (/[iljtf.,:' ]/.test(letter) ? 4.2 : /[mw]/.test(letter) ? 10 : 6.9), 0),
  );
}
