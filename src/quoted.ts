import { visibleText } from './visibleText.ts';

/** A path as a shell takes it: as it is, in single quotes, or as bash reads one with characters that cannot be seen. */
export function quoted(path: string): string {
  if (/^[\w./@:+,-]+$/.test(path)) return path;
  const escaped = path.replaceAll('\\', '\\\\').replaceAll("'", "\\'");
  const visible = visibleText(escaped, { most: Number.POSITIVE_INFINITY });
  return visible === escaped
    ? `'${path.replaceAll("'", `'\\''`)}'`
    : `$'${visible.replace(/\\u\{(\w+)\}/g, (_, code: string) => `\\U${code.padStart(8, '0')}`)}'`;
}
