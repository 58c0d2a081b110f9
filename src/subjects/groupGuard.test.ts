import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, it } from 'vitest';
import { guardGroup } from './groupGuard.ts';

/** The processes that guard the groups of this one. */
function guards(): number[] {
  const lines = execFileSync('ps', ['-A', '-o', 'ppid=,pid=,args='], { encoding: 'utf8' }).split('\n');
  return lines
    .filter(line => line.includes('groupGuard.mjs') && Number(line.trim().split(/\s+/)[0]) === process.pid)
    .map(line => Number(line.trim().split(/\s+/)[1]));
}

it('one guard watches all groups of a process, and another one once it is killed', async () => {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { detached: true, stdio: 'ignore' });
  try {
    // Another test of this process may have one.
    const before = guards();
    for (const pid of before) process.kill(pid, 'SIGKILL');
    const mine = () => {
      guardGroup(child.pid!)();
      return guards().filter(pid => !before.includes(pid));
    };
    await expect.poll(mine).toHaveLength(1);
    const first = [guardGroup(child.pid!), guardGroup(child.pid!)];
    const [guard, ...others] = mine();
    expect(guard).toBeGreaterThan(0);
    expect(others).toEqual([]);
    for (const ended of first) ended();
    process.kill(guard!, 'SIGKILL');
    const another = () => mine().filter(pid => pid !== guard);
    await expect.poll(another).toHaveLength(1);
    expect(another()).toHaveLength(1);
  } finally {
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  }
});
