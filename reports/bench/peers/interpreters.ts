import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { type Peer, startPeer } from './peer.ts';

/** A Python and the peers that it has. */
export interface Interpreter {
  readonly command: string;
  readonly executable: string;
  readonly python: string;
  readonly numpy: { readonly version: string; readonly blas: string | null; readonly threads: number | null } | null;
  readonly mpmath: { readonly version: string; readonly backend: string } | null;
  readonly gmpy2: { readonly version: string } | null;
}

const CANDIDATES = ['python3', '/usr/bin/python3'];

/** A solver of one thread is compared with a solver of one thread; two threads on small matrices are slower at that. */
const ONE_THREAD = { OPENBLAS_NUM_THREADS: '1', OMP_NUM_THREADS: '1', MKL_NUM_THREADS: '1' };

/** The Pythons that answer, each once: the one that DLO_PYTHON names, else python3 and Debian's own. */
export function findInterpreters(env: NodeJS.ProcessEnv = process.env): Interpreter[] {
  const found = new Map<string, Interpreter>();
  for (const command of env.DLO_PYTHON === undefined ? CANDIDATES : [env.DLO_PYTHON]) {
    const { status, stdout } = spawnSync(command, pythonArguments('probe.py'), {
      encoding: 'utf8',
      env: { ...ONE_THREAD, ...env },
    });
    if (status !== 0) continue;
    const interpreter: Interpreter = { command, ...JSON.parse(stdout) };
    if (!found.has(interpreter.executable)) found.set(interpreter.executable, interpreter);
  }
  return [...found.values()];
}

/** Every NumPy: builds differ in their BLAS by more than an order of magnitude. */
export function withNumpy(interpreters: readonly Interpreter[]): Interpreter[] {
  return interpreters.filter(({ numpy }) => numpy !== null);
}

/** The mpmath whose integers are GMP's, where there is one. */
export function forMpmath(interpreters: readonly Interpreter[]): Interpreter | undefined {
  const having = interpreters.filter(({ mpmath }) => mpmath !== null);
  return having.find(({ mpmath }) => mpmath?.backend === 'gmpy') ?? having[0];
}

export function forGmpy2(interpreters: readonly Interpreter[]): Interpreter | undefined {
  return interpreters.find(({ gmpy2 }) => gmpy2 !== null);
}

export function startPython({ command }: Interpreter, file: string): Peer {
  return startPeer(command, pythonArguments(file), { env: { ...ONE_THREAD, ...process.env } });
}

/** -B: no compiled files beside the sources. */
function pythonArguments(file: string): string[] {
  return ['-B', fileURLToPath(new URL(file, import.meta.url))];
}

/** "NumPy 1.24.2, libblas.so.3.11.0, 1 thread". */
export function numpyName({ numpy }: Interpreter): string {
  if (numpy === null) return 'NumPy';
  const threads =
    numpy.threads === null ? 'threads not known' : `${numpy.threads} thread${numpy.threads === 1 ? '' : 's'}`;
  return `NumPy ${numpy.version}, ${numpy.blas ?? 'BLAS not known'}, ${threads}`;
}

/** What the figures are compared with, and what of it is missing. */
export function peersLine(interpreters: readonly Interpreter[]): string {
  const present = interpreters.map(interpreter => {
    const { python, mpmath, gmpy2, numpy } = interpreter;
    const modules = [
      ...(numpy === null ? [] : [numpyName(interpreter)]),
      ...(mpmath === null ? [] : [`mpmath ${mpmath.version} on ${mpmath.backend} integers`]),
      ...(gmpy2 === null ? [] : [`gmpy2 ${gmpy2.version}`]),
    ];
    return `Python ${python} (${modules.length === 0 ? 'none of the peers' : modules.join('; ')})`;
  });
  const missing = (['numpy', 'mpmath', 'gmpy2'] as const).filter(name => interpreters.every(one => one[name] === null));
  return [
    `Peers: ${present.length === 0 ? 'no Python found' : present.join(', ')}.`,
    ...(missing.length === 0 ? [] : [`Not installed: ${missing.join(', ')}; DLO_PYTHON names another interpreter.`]),
  ].join(' ');
}
