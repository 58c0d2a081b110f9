import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Peer, startPeer } from './peer.ts';

const SOURCE = fileURLToPath(new URL('arbTaylor.c', import.meta.url));

/** Arb is part of FLINT 3, a library of its own on FLINT 2, and has another name on Debian. */
const LIBRARIES = [['-lflint'], ['-lflint-arb', '-lflint'], ['-larb', '-lflint']];

/** The C program on Arb's balls, built for this run; undefined where there is no C compiler or no Arb to build it with. */
export function startArb(env: NodeJS.ProcessEnv = process.env): Peer | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'dlo-arb-'));
  const program = join(folder, 'arbTaylor');
  const built = LIBRARIES.some(libraries => {
    const args = ['-O2', '-march=native', '-o', program, SOURCE, ...libraries, '-lm'];
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
