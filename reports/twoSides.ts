import type { ToldRows } from './differences.ts';

/**
 * Two matrices one above the other, "stated: [1.25 0; 0 1]", entries in line, and under them carets where the first different
 * digit of an entry stands in the lower one: three lines, of any width; two where nothing is marked.
 */
export function twoSides({ stated, truth, marks }: ToldRows, sides: readonly [string, string]): string[] {
  const width = Math.max(...sides.map(side => side.length)) + 2;
  const [upper, lower, carets] = [`${sides[0]}:`, `${sides[1]}:`, ''].map(text => text.padEnd(width));
  const lines = { upper: upper!, lower: lower!, carets: carets! };
  truth.forEach((row, i) => {
    row.forEach((entry, j) => {
      const start = Math.max(lines.upper.length, lines.lower.length);
      const bracket = i + j === 0 ? '[' : j === 0 ? '; ' : ' ';
      lines.upper = lines.upper.padEnd(start) + bracket + stated[i]![j]!;
      lines.lower = lines.lower.padEnd(start) + bracket + entry;
      const mark = marks[i]![j];
      if (mark !== undefined) lines.carets = `${lines.carets.padEnd(start + bracket.length + mark[1])}^`;
    });
  });
  return [`${lines.upper}]`, `${lines.lower}]`, ...(lines.carets.includes('^') ? [lines.carets] : [])];
}
