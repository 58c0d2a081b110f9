/** What an author would say in a header of some equations, whose letters the text defines more than once or not at all. */
export function standsFor(paper: string, number: string): string {
  const lines = LETTERS[paper] ?? {};
  const own = Object.entries(lines).flatMap(([numbers, text]) => (numbers.split(' ').includes(number) ? [text] : []));
  return `% dlo\n${own
    .join('\n')
    .split('\n')
    .filter(line => line !== '')
    .map(line => `% ${line}\n`)
    .join('')}`;
}

/** One mode of both layers, of a network 1-1-1. */
const MODE = `a_\\alpha = W2t(1,1)*W1t(1,1)
a_\\alpha(t) = W2t(1,1)*W1t(1,1)
c_\\alpha = W1t(1,1)
d_\\alpha = W2t(1,1)
s_\\alpha = Syx(1,1)
s = Syx(1,1)`;

const LETTERS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  anguita2024: { '2.23 2.24 2.25 2.26 3.3 3.5 3.6 3.7 3.8 3.9': MODE },
};
