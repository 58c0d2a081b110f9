/** A path as a shell takes it: as it is, or in single quotes. */
export function quoted(path: string): string {
  return /^[\w./@:+,-]+$/.test(path) ? path : `'${path.replaceAll("'", `'\\''`)}'`;
}
