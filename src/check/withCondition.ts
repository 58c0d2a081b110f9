/** The text of a formula file with one condition more in its header, above the line "---" that ends it. */
export function withCondition(text: string, condition: string): string {
  return text.replace(/^-{3,}[ \t]*\r?$/m, rule => `where: ${condition}\n${rule}`);
}
