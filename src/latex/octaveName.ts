import { isReserved } from '../formula/tree.ts';

/** A name of the language for a letter: "C_tilde" of \tilde{C}, "C_0_alpha" of C_{0,\alpha}; none of those taken. */
export function octaveName(letter: string, taken: ReadonlySet<string>): string {
  const accented = letter.replace(/^\\(\w+)\{(.*?)\}/, (_, accent: string, base: string) =>
    /^math/.test(accent) ? base : `${base}_${accent}`,
  );
  const plain = accented
    .replace(/'/g, '_prime')
    .replace(/\\/g, '')
    .replace(/[^A-Za-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '');
  const name = /^[A-Za-z]/.test(plain) ? plain : `x_${plain}`;
  let free = name;
  for (let i = 2; taken.has(free) || isReserved(free); i++) free = `${name}_${i}`;
  return free;
}
