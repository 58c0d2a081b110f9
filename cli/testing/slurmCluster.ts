import { type ChildProcess, execFile, spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** A Slurm of one node on the loopback device, with its own munge; all of it in one folder and ended with `close`. */
export interface SlurmCluster {
  readonly folder: string;
  /** Runs a command of Slurm's in the folder; its output. */
  readonly run: (command: string, args: readonly string[], env?: NodeJS.ProcessEnv) => Promise<string>;
  readonly close: () => Promise<void>;
}

const PROGRAMS = ['munged', 'slurmctld', 'slurmd', 'sbatch', 'scancel', 'squeue', 'scontrol'];

/** Slurm's daemons stand in folders that are not on everyone's path. */
const PATH = `${process.env.PATH}:/usr/sbin:/sbin`;

/**
 * Why there can be no Slurm here; undefined where there can. In CI, as root and where apt is, the packages are installed.
 */
export function slurmIsMissing(): string | undefined {
  if (process.platform !== 'linux') return `Slurm runs on Linux, not on ${process.platform}`;
  if (process.getuid?.() !== 0) return 'slurmctld and slurmd must run as root';
  const missing = () => PROGRAMS.filter(name => spawnSync('which', [name], { env: { PATH } }).status !== 0);
  if (missing().length === 0) return undefined;
  if (!process.env.CI) return `${missing().join(', ')} not found: apt-get install slurm-wlm munge`;
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (args: readonly string[]) => spawnSync('apt-get', args, { env, encoding: 'utf8', timeout: 240_000 });
  apt(['update']);
  const { stderr, error } = apt(['install', '-y', '--no-install-recommends', 'slurm-wlm', 'munge']);
  if (missing().length === 0) return undefined;
  return `slurm-wlm could not be installed: ${error?.message ?? stderr.trim().split('\n').at(-1)}`;
}

/** Starts munged, slurmctld and slurmd, and waits until the node can take jobs. Throws with their last words. */
export async function startSlurm(cpus: number): Promise<SlurmCluster> {
  const folder = mkdtempSync(join(tmpdir(), 'dlo-slurm-'));
  // The clients of munge must be able to reach its socket.
  chmodSync(folder, 0o755);
  const path = (name: string): string => join(folder, name);
  const socket = path('munge.socket');
  const conf = path('slurm.conf');
  const env = { ...process.env, PATH, SLURM_CONF: conf };
  const children: ChildProcess[] = [];
  const daemon = (command: string, args: readonly string[]): void => {
    const words = openSync(path(`${command}.err`), 'a');
    children.push(spawn(command, args, { env, cwd: folder, stdio: ['ignore', words, words] }));
    closeSync(words);
  };
  const run: SlurmCluster['run'] = async (command, args, more = {}) =>
    (await promisify(execFile)(command, [...args], { env: { ...env, ...more }, cwd: folder })).stdout.trim();
  const close = async (): Promise<void> => {
    await run('scancel', ['--user=root', '--signal=KILL']).catch(() => undefined);
    // The other way round than they were started; each is asked first, then made to.
    for (const child of children.reverse()) await end(child);
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  };
  try {
    for (const name of ['state', 'spool']) mkdirSync(path(name));
    writeFileSync(path('munge.key'), randomBytes(128), { mode: 0o600 });
    writeFileSync(conf, configuration(folder, socket, cpus, await freePorts(2)));
    const own = (name: string): string => `--${name}-file=${path(`munged.${name}`)}`;
    daemon('munged', [
      '--foreground',
      `--socket=${socket}`,
      `--key-file=${path('munge.key')}`,
      own('log'),
      own('pid'),
      own('seed'),
      '--num-threads=2',
    ]);
    await until('munge answers', () => run('munge', ['--no-input', `--socket=${socket}`]));
    daemon('slurmctld', ['-D', '-f', conf]);
    daemon('slurmd', ['-D', '-f', conf]);
    await until('the node is idle', async () => {
      if ((await run('sinfo', ['--noheader', '--format=%T'])) !== 'idle') throw new Error('not yet');
    });
    return { folder, run, close };
  } catch (error) {
    const words = ['munged.err', 'slurmctld.err', 'slurmd.err'].map(name => lastWords(path(name))).join('\n');
    await close();
    throw new Error(`${(error as Error).message}\n${words}`);
  }
}

function configuration(folder: string, socket: string, cpus: number, [controller, node]: readonly number[]): string {
  const name = hostname().split('..')[0];
  return `ClusterName=dlo
SlurmctldHost=${name}(127.0.0.1)
SlurmctldPort=${controller}
SlurmdPort=${node}
SlurmUser=root
SlurmdUser=root
AuthType=auth/munge
AuthInfo=socket=${socket}
CredType=cred/munge
StateSaveLocation=${folder}/state
SlurmdSpoolDir=${folder}/spool
SlurmctldPidFile=${folder}/slurmctld.pid
SlurmdPidFile=${folder}/slurmd.pid
SlurmctldLogFile=${folder}/slurmctld.log
SlurmdLogFile=${folder}/slurmd.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
MpiDefault=none
ReturnToService=2
KillWait=1
SlurmdParameters=config_overrides
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
SchedulerParameters=sched_min_interval=0,batch_sched_delay=0,sched_interval=1
NodeName=${name} NodeAddr=127.0.0.1 CPUs=${cpus} State=UNKNOWN
PartitionName=main Nodes=${name} Default=YES MaxTime=120 State=UP OverSubscribe=NO
`;
}

/** Ports that nobody listens on at the moment. */
async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = createServer();
      await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
      return server;
    }),
  );
  return Promise.all(
    servers.map(async server => {
      const address = server.address();
      await new Promise(resolve => server.close(resolve));
      if (typeof address !== 'object' || address === null) throw new Error('a TCP server must have a port');
      return address.port;
    }),
  );
}

/** Tries every tenth of a second, for a minute: machines of CI are slow at times. */
export async function until<T>(what: string, attempt: () => Promise<T> | T): Promise<T> {
  const deadline = Date.now() + 60_000;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (Date.now() > deadline) throw new Error(`waited a minute until ${what}: ${(error as Error).message}`);
    }
    await new Promise(resolve => setTimeout(resolve, 100));
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise(resolve => child.once('exit', resolve));
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), 5000);
  await gone;
  clearTimeout(timer);
}

function lastWords(file: string): string {
  try {
    return readFileSync(file, 'utf8').split('\n').slice(-15).join('\n');
  } catch {
    return '';
  }
}
