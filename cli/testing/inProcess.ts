import { vi } from 'vitest';
import { main } from '../main.ts';

export interface CommandRun {
  readonly exit: number | null;
  readonly out: string;
  readonly err: string;
}

/** For tests: the command line without a start of its own, nor of threads for a check, and what it wrote. */
export async function inProcess(...args: readonly string[]): Promise<CommandRun> {
  let [out, err] = ['', ''];
  const spies = [
    vi.spyOn(process.stdout, 'write').mockImplementation(text => {
      out += text;
      return true;
    }),
    vi.spyOn(process.stderr, 'write').mockImplementation(text => {
      err += text;
      return true;
    }),
  ];
  try {
    const exit = await main(args, { threads: false });
    return { exit, out, err };
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}
