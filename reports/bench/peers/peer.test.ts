import { afterEach, expect, test } from 'vitest';
import { type Peer, type PeerOptions, secondsIn, startPeer } from './peer.ts';

let peer: Peer | undefined;
afterEach(() => peer?.close());

/** A program that answers every line with what `body` returns for `request`. */
function started(body: string, options: PeerOptions = {}): Peer {
  const program = `
    const answer = request => { ${body} };
    require('node:readline').createInterface({ input: process.stdin })
      .on('line', line => console.log(JSON.stringify(answer(JSON.parse(line)))));`;
  peer = startPeer(process.execPath, ['-e', program], options);
  return peer;
}

test('answers come in turn from one process', async () => {
  const { ask } = started('globalThis.count = (globalThis.count ?? 0) + request.step; return { count };');
  expect(await ask({ step: 2 })).toEqual({ count: 2 });
  expect(await ask({ step: 3 })).toEqual({ count: 5 });
});

test('an answer of many megabytes arrives whole', async () => {
  const { results } = await started('return { results: Array(500000).fill(1.25) };').ask({});
  expect(results).toHaveLength(500_000);
});

test('an error of the program is an error here, and the program goes on', async () => {
  const { ask } = started("return request.bad ? { error: 'KeyError: bad' } : { ok: 1 };");
  await expect(ask({ bad: true })).rejects.toThrow('KeyError: bad');
  expect(await ask({})).toEqual({ ok: 1 });
});

test('a program that ends says why in the last line of its standard error', async () => {
  const { ask } = started("process.stderr.write('Traceback\\nImportError: numpy\\n'); process.exit(1);");
  await expect(ask({})).rejects.toThrow(/^ImportError: numpy$/);
  await expect(ask({})).rejects.toThrow(/^ImportError: numpy$/);
});

test('a program that does not exist is an error of the first question', async () => {
  peer = startPeer('/nonexistent/python3', []);
  await expect(peer.ask({})).rejects.toThrow('ENOENT');
});

test('a program that never answers is ended', async () => {
  const { ask } = started('for (;;) {}', { patience: 0.5 });
  await expect(ask({})).rejects.toThrow('no answer within 0.5 s');
});

test('closing ends a program at work, which its question then says', async () => {
  const { ask, close } = started("process.stdout.write('\\n'); for (;;) {}");
  const answer = ask({ first: true });
  // The empty line is no JSON; by then the program is in its loop.
  await expect(answer).rejects.toThrow('JSON');
  const second = ask({});
  close();
  await expect(second).rejects.toThrow('ended without an answer');
});

test('an answer without seconds is no figure', () => {
  expect(secondsIn({ seconds: 0.5 })).toBe(0.5);
  expect(() => secondsIn({ results: [] })).toThrow('without seconds');
});
