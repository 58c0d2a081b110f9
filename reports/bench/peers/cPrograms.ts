import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Peer, startPeer } from './peer.ts';

/** The C program on Arb's balls; Arb is part of FLINT 3, a library of its own on FLINT 2, and has another name on Debian. */
export function startArb(env: NodeJS.ProcessEnv = process.env): Peer | undefined {
  return startBuilt('arbTaylor', [['-lflint'], ['-lflint-arb', '-lflint'], ['-larb', '-lflint']], env);
}

/** The C program in fixed point on GMP's mpn. */
export function startMpn(env: NodeJS.ProcessEnv = process.env): Peer | undefined {
  return startBuilt('mpnTaylor', [['-lgmp']], env);
}

/** A C program built for this run, with the first of the libraries that there are; undefined without them or a C compiler. */
function startBuilt(name: string, libraries: readonly string[][], env: NodeJS.ProcessEnv): Peer | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'dlo-peer-'));
  const program = join(folder, name);
  const source = fileURLToPath(new URL(`${name}.c`, import.meta.url));
  const built = libraries.some(names => {
    const args = ['-O2', '-march=native', '-o', program, source, ...names, '-lm'];
    return spawnSync(env.CC ?? 'cc', args, { env, stdio: 'ignore' }).status === 0;
  });
  if (!built) {
    rmSync(folder, { recursive: true });
    return undefined;
  }
  const peer = startPeer(program, []);
  return {
    ask: peer.ask,
    close() {
      peer.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
