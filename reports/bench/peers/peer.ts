import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** A program that answers a line of JSON with a line of JSON and waits, idle, for the next one. */
export interface Peer {
  /**
   * Rejects where the answer has an `error` or is not JSON, where the program ends or cannot be started, and where it
   * takes longer than the seconds it is given: then it is ended.
   */
  ask(request: object): Promise<Readonly<Record<string, unknown>>>;
  /** Ends the program, at work or not. */
  close(): void;
}

export interface PeerOptions {
  readonly env?: NodeJS.ProcessEnv;
  /** Seconds given to an answer, default 300. */
  readonly patience?: number;
}

export function startPeer(command: string, args: readonly string[], options: PeerOptions = {}): Peer {
  const { env = process.env, patience = 300 } = options;
  const child = spawn(command, args, { env, stdio: ['pipe', 'pipe', 'pipe'] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  let complaint = '';
  child.stderr.on('data', (part: Buffer) => {
    complaint += part.toString();
  });
  child.once('error', ({ message }) => {
    complaint = message;
  });
  // Writing to a program that has ended: the missing answer says so.
  child.stdin.on('error', () => {});
  return {
    async ask(request) {
      child.stdin.write(`${JSON.stringify(request)}\n`);
      const timer = setTimeout(() => {
        complaint = `no answer within ${patience} s`;
        child.kill();
      }, 1000 * patience);
      const line = await lines.next();
      clearTimeout(timer);
      if (line.done) throw new Error(complaint.trim().split('\n').at(-1) || `${command} ended without an answer`);
      const answer = JSON.parse(line.value) as Record<string, unknown>;
      if (answer.error !== undefined) throw new Error(String(answer.error));
      return answer;
    },
    close() {
      child.kill();
    },
  };
}

/** The seconds of an answer. */
export function secondsIn({ seconds }: Readonly<Record<string, unknown>>): number {
  if (typeof seconds !== 'number') throw new Error('answered without seconds');
  return seconds;
}
