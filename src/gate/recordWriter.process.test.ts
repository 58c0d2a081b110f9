import { spawn } from 'node:child_process';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { compiledProgram } from '../testing/compiledProgram.ts';
import { readRecord } from './recordReader.ts';
import { lineText, openRecordWriter } from './recordWriter.ts';
import { sampleGate, sampleLines, sampleText } from './testing/sampleGate.ts';

const folder = mkdtempSync(join(tmpdir(), 'dlo-record-'));
afterAll(() => rmSync(folder, { recursive: true }));

const WRITER = await compiledProgram(new URL('./testing/writeForEver.ts', import.meta.url), folder);

const record = sampleGate({ cases: 20 });
const lines = sampleLines(record);

/** A process that writes a record without an end; `prefix` stands before node on the command line. */
function startWriter(file: string, prefix: readonly string[] = []) {
  const [command, ...args] = [...prefix, process.execPath, WRITER, file];
  const child = spawn(command!, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let [out, err] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', text => {
    out += text;
  });
  child.stderr.setEncoding('utf8').on('data', text => {
    err += text;
  });
  const ended = new Promise<{ signal: string | null; exit: number | null; err: string; out: string }>(resolve =>
    child.on('close', (exit, signal) => resolve({ exit, signal, err, out })),
  );
  return { child, ended, written: () => Number(out.trim().split('\n').at(-1)) };
}

describe('a record is written', () => {
  it('line by line beside its place, and takes its name with the footer', async () => {
    const file = join(folder, 'new', 'deep', 'a.jsonl');
    const writer = openRecordWriter(file);
    for (const [i, line] of lines.entries()) {
      expect(existsSync(file)).toBe(false);
      writer.write(line);
      if (line.type !== 'footer') expect(readFileSync(writer.partial, 'utf8').split('\n')).toHaveLength(i + 2);
    }
    writer.close();
    expect(readFileSync(file, 'utf8')).toBe(sampleText(record));
    expect(readdirSync(join(folder, 'new', 'deep'))).toEqual(['a.jsonl']);
    expect((await readRecord(file)).record).toEqual(record);
  });

  it('and without a footer leaves the finished record that was there, and what a cut-off run left', async () => {
    const file = join(folder, 'b.jsonl');
    writeFileSync(file, 'old record');
    writeFileSync(`${file}.partial`, 'of a run that was killed');
    const writer = openRecordWriter(file);
    for (const line of lines.slice(0, 5)) writer.write(line);
    writer.close();
    writer.close();
    expect(readFileSync(file, 'utf8')).toBe('old record');
    expect(readFileSync(`${file}.partial.previous`, 'utf8')).toBe('of a run that was killed');
    expect((await readRecord(writer.partial)).record.cases).toEqual(record.cases.slice(0, 4));
    expect(() => writer.write(lines[5]!)).toThrow(/b[.]jsonl[.]partial must be open, got "closed"/);
  });

  it('through a link into the file that it names', () => {
    const [file, link] = [join(folder, 'c.jsonl'), join(folder, 'link.jsonl')];
    writeFileSync(file, 'old');
    symlinkSync(file, link);
    const writer = openRecordWriter(link);
    for (const line of lines) writer.write(line);
    expect(readFileSync(file, 'utf8')).toBe(sampleText(record));
    expect(readdirSync(folder).filter(name => name.startsWith('link'))).toEqual(['link.jsonl']);
  });

  it('by one run at a time: the first to finish does not take the other’s lines for its own', () => {
    const file = join(folder, 'd.jsonl');
    const [first, second] = [openRecordWriter(file), openRecordWriter(file)];
    for (const line of lines.slice(0, -1)) first.write(line);
    expect(() => first.write(lines.at(-1)!)).toThrow(/must be written by one run at a time/);
    expect(readFileSync(`${file}.partial.previous`, 'utf8')).toBe(sampleText(record));
    for (const line of lines) second.write(line);
    expect(readFileSync(file, 'utf8')).toBe(sampleText(record));
  });

  it('with its only header first, and never with NaN', () => {
    const writer = openRecordWriter(join(folder, 'e.jsonl'));
    expect(() => writer.write(lines[1]!)).toThrow(/must begin with its only header, got "case"/);
    writer.write(lines[0]!);
    expect(() => writer.write(lines[0]!)).toThrow(/must begin with its only header, got "header"/);
    writer.close();
    const result = { claim: 'flow:qqt', outcome: 'held', digits: Number.NaN } as const;
    expect(() => lineText({ ...record.cases[0]!, results: [result] })).toThrow(
      '"digits" of a record must be a finite number, got NaN',
    );
  });

  it('not where it cannot be, and says so', () => {
    writeFileSync(join(folder, 'file'), '');
    mkdirSync(join(folder, 'taken.jsonl'));
    expect(() => openRecordWriter(join(folder, 'file', 'x.jsonl'))).toThrow(/x[.]jsonl must be .*(EEXIST|ENOTDIR)/);
    expect(() => openRecordWriter(join(folder, 'taken.jsonl'))).toThrow(/taken[.]jsonl must be a file, got "a folder"/);
    const full = openRecordWriter('/dev/full');
    expect(() => full.write(lines[0]!)).toThrow(
      /^\/dev\/full must have room for the next line \(the 0 before it are kept\), got "ENOSPC/,
    );
  });
});

describe('a process that writes a record', () => {
  it.each(['SIGINT', 'SIGTERM', 'SIGKILL'] as const)('and is ended by %s leaves whole lines', async signal => {
    const file = join(folder, `${signal}.jsonl`);
    const { child, ended, written } = startWriter(file);
    // The signal comes while lines are being written, at no point in particular.
    await new Promise(resolve => child.stdout.once('data', resolve));
    child.kill(signal);
    expect((await ended).signal).toBe(signal);
    const text = readFileSync(`${file}.partial`, 'utf8');
    expect(text.endsWith('}\n')).toBe(true);
    const { record: got, troubles } = await readRecord(`${file}.partial`);
    // Every line that the writer returned from is there.
    expect(got.cases.length).toBeGreaterThanOrEqual(written());
    expect(written()).toBeGreaterThan(0);
    expect(troubles).toEqual([expect.objectContaining({ what: expect.stringContaining('was cut off') })]);
  });

  it('and meets a limit of the file’s size in the middle of a line keeps the lines before it', async () => {
    const file = join(folder, 'limited.jsonl');
    const bytes = 10_000;
    const { ended } = startWriter(file, ['bash', '-c', `ulimit -f ${Math.ceil(bytes / 1024)}; exec "$@"`, 'bash']);
    const { exit, err } = await ended;
    expect(exit).toBe(3);
    const { record: got, troubles } = await readRecord(`${file}.partial`);
    expect(err).toMatch(
      new RegExp(
        `limited[.]jsonl[.]partial must have room for the next line \\(the ${got.cases.length + 1} before it are kept\\), got "EFBIG`,
      ),
    );
    expect(got.cases.length).toBeGreaterThan(2);
    expect(troubles).toHaveLength(1);
  });

  it('on a disk that is full keeps the lines before that', async context => {
    const mountPoint = join(folder, 'disk');
    mkdirSync(mountPoint);
    // A disk of 32 KiB of its own, where the system lets us have one; it goes with the process.
    const script = `mount -t tmpfs -o size=32k none "$0" || exit 77; "$@"; code=$?; cp -r "$0/." "$0.copy"; exit $code`;
    mkdirSync(`${mountPoint}.copy`);
    const prefix = ['unshare', '--user', '--map-root-user', '--mount', 'bash', '-c', script, mountPoint];
    const { exit, err } = await startWriter(join(mountPoint, 'r.jsonl'), prefix).ended;
    if (exit !== 3) context.skip(`no disk of our own: ${err.trim()}`);
    const partial = join(`${mountPoint}.copy`, 'r.jsonl.partial');
    const { record: got, troubles } = await readRecord(partial);
    expect(err).toMatch(
      /r[.]jsonl[.]partial must have room for the next line \(the \d+ before it are kept\), got "ENOSPC/,
    );
    expect(got.cases.length).toBeGreaterThan(2);
    expect(troubles).toHaveLength(1);
    // What was kept can be gone on with as any file.
    appendFileSync(partial, lineText(record.footer));
  });
});
