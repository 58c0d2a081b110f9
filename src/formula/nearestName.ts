/** What other people call the functions and the symbols of the language. */
export const SYNONYMS: Readonly<Record<string, string>> = {
  int: 'integral',
  quad: 'integral',
  trapz: 'integral',
  first_time: 'first',
  hitting_time: 'first',
  eye: 'I',
  sign: 'sgn',
  tr: 'trace',
  nuclear: 'nuc',
  spectral_norm: 'opnorm',
  eigmin: 'mineig',
  eigmax: 'maxeig',
  determinant: 'det',
  svdvals: 'svd',
  eigvals: 'eig',
  eigenvalues: 'eig',
  matrix_rank: 'rank',
  diff: 'ddt',
  derivative: 'ddt',
  dot: 'ddt',
  ln: 'log',
  sqrtm: '(…)^(1/2)',
  tanh: '(exp(2*x) - 1)/(exp(2*x) + 1)',
  cosh: '(exp(x) + exp(-x))/2',
  sinh: '(exp(x) - exp(-x))/2',
  identity: 'I',
  logm: 'log',
  block_diag: 'blkdiag',
  transpose: "'",
  Vp: 'Vperp',
  Up: 'Uperp',
  Sigma: 'Syx',
  SigmaYX: 'Syx',
  Sigmayx: 'Syx',
  Sigma_yx: 'Syx',
  sigmaYX: 'Syx',
  N1: 'Ni',
  N2: 'Nh',
  N3: 'No',
};

/** The known name with the fewest edits from the one typed (a change of case counts half); undefined if none is near. */
export function nearestName(typed: string, known: Iterable<string>): string | undefined {
  let best: string | undefined;
  let fewest = Math.max(1, typed.length / 2) + 0.01;
  for (const name of known) {
    const edits = editDistance(typed.slice(0, 64), name);
    if (edits < fewest) [best, fewest] = [name, edits];
  }
  return best;
}

function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 0; i < a.length; i++) {
    const row = [i + 1];
    for (let j = 0; j < b.length; j++) {
      const same = a[i] === b[j] ? 0 : a[i]!.toLowerCase() === b[j]!.toLowerCase() ? 0.5 : 1;
      row.push(Math.min(previous[j]! + same, previous[j + 1]! + 1, row[j]! + 1));
    }
    previous = row;
  }
  return previous[b.length]!;
}
