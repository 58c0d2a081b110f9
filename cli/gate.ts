import { availableParallelism } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { drawFlowCase } from '../properties/arbitraries/gateFlowDraw.ts';
import { FLOW_GATE_CLAIMS } from '../properties/trajectories/flows.ts';
import { GATE_CLAIMS } from '../properties/trajectories/index.ts';
import { summariseGate } from '../reports/gate/gateSummary.ts';
import { buildInfo } from '../src/buildInfo.ts';
import { DloError } from '../src/errors.ts';
import { nearestName } from '../src/formula/nearestName.ts';
import { caseVariables } from '../src/gate/caseVariables.ts';
import {
  type CorpusEntry,
  caseFileFromText,
  corpusEntry,
  readCorpus,
  subjectSlug,
  updateCorpus,
} from '../src/gate/corpus.ts';
import { DEFAULT_LOSS, diffRecords } from '../src/gate/diff.ts';
import type { FlowGate } from '../src/gate/flowGate.ts';
import type { KnownFailure } from '../src/gate/gateFindings.ts';
import { type GateCase, type GateHeader, type GateRecord, isFailure } from '../src/gate/gateRecord.ts';
import { judgeCase, judgeFlowCase } from '../src/gate/judgeCase.ts';
import { findKnownFailures } from '../src/gate/knownFailures.ts';
import { ORACLE_DIGITS } from '../src/gate/moment.ts';
import { readRecord, troubleText } from '../src/gate/recordReader.ts';
import { openRecordWriter } from '../src/gate/recordWriter.ts';
import { runGate } from '../src/gate/runGate.ts';
import { readShard } from '../src/gate/shard.ts';
import type { SubjectClaim } from '../src/gate/subjectClaim.ts';
import { isFlowCase } from '../src/judge/case.ts';
import { quoted } from '../src/quoted.ts';
import { readText } from '../src/readText.ts';
import { openSubject } from '../src/subjects/openSubject.ts';
import { VERSION } from '../src/version.ts';
import { visibleText } from '../src/visibleText.ts';
import { writeWhole } from '../src/writeWhole.ts';
import { asFileError } from './asFileError.ts';
import { DIFF_FORMATS } from './diff.ts';
import { EXIT } from './exit.ts';
import { resultLine } from './gateResultLine.ts';
import { gateSurroundings } from './gateSurroundings.ts';
import { nearPath } from './nearPath.ts';
import { wholeNumber } from './options.ts';
import { caseProgress } from './progress.ts';
import { knownFailuresFor } from './readRecords.ts';
import { stopOnSignal } from './stopOnSignal.ts';
import { GATE_FORMATS, writeGateReport } from './view.ts';
import { formatOf, terminalFor } from './writeView.ts';

export interface GateCommandOptions {
  readonly claims?: string;
  readonly runs?: string;
  readonly seed?: string;
  readonly digits?: string;
  readonly searches?: string;
  readonly workers?: string;
  readonly seconds?: string;
  readonly baseline?: string;
  readonly known?: string;
  readonly record?: string;
  readonly report?: string;
  readonly format: string;
  readonly corpus?: string;
  readonly shard?: string;
  readonly loss?: string;
  readonly case?: string;
  readonly validate?: boolean;
}

/** Digits: what the printed closed form keeps away from its singularities; a slip of 1e-9 is seen. */
const DEFAULTS = { seed: 20251, runs: 200, digits: 10, searches: 4, seconds: 10, loss: DEFAULT_LOSS } as const;

/** `dlo gate SUBJECT`: judges a solver, writes the record, compares it; 0 when all is well, 1 when not, 2 for bad usage. */
export async function gate(specification: string, options: GateCommandOptions): Promise<number> {
  formatOf(GATE_FORMATS, options.format);
  const settings = {
    seed: wholeNumber('seed', options.seed, DEFAULTS.seed, -(2 ** 31), 2 ** 31 - 1),
    runs: wholeNumber('runs', options.runs, DEFAULTS.runs, 0, 1_000_000),
    digits: wholeNumber('digits', options.digits, DEFAULTS.digits, 1, 15),
    searches: wholeNumber('searches', options.searches, DEFAULTS.searches, 0, 10_000),
    // In one process there is nothing to wait for.
    workers: wholeNumber(
      'workers',
      options.workers,
      specification.startsWith('builtin:') ? 1 : availableParallelism(),
      1,
      256,
    ),
  };
  const secondsPerQuestion = positiveNumber('seconds', options.seconds, DEFAULTS.seconds);
  const loss = positiveNumber('loss', options.loss, DEFAULTS.loss);
  const shard = readShard(options.shard ?? '0/1');
  const { claims, flows } = claimsNamed(options.claims);
  const open = () => openSubject(specification, { secondsPerQuestion, validate: options.validate ?? false });
  if (options.case !== undefined)
    return judgeFile(options.case, specification, { open, claims, flows, digits: settings.digits });

  const surroundings = gateSurroundings();
  const slug = subjectSlug(specification);
  const folder = join('reports/out/gate', slug);
  const part = shard.count === 1 ? '' : `-${shard.index}-of-${shard.count}`;
  const recordFile = resolve(options.record ?? join(folder, `record${part}.jsonl`));
  const examples = dirname(recordFile);
  const corpusFolder = resolve(options.corpus ?? 'reports/out/gate/corpus');
  // What cannot be read is known before the work starts.
  const baseline = options.baseline === undefined ? undefined : await readBaseline(options.baseline);
  const known = await knownFailuresFor(options.known, []);
  const corpus = await readCorpus(corpusFolder, slug, surroundings.draws);
  for (const { message } of corpus.broken) process.stderr.write(`dlo: warning: left out of the corpus: ${message}\n`);

  const { stop, release } = stopOnSignal();
  const progress = caseProgress(process.stderr);
  const fileOf = (hash: string): string => join(examples, `counterexample-${hash}.json`);
  const found: CorpusEntry[] = [];
  const record: { header?: GateHeader; cases: GateCase[]; footer?: GateRecord['footer'] } = { cases: [] };
  let writer: ReturnType<typeof openRecordWriter> | undefined;
  try {
    const lines = runGate({
      ...surroundings,
      ...settings,
      specification,
      open,
      version: VERSION,
      build: buildInfo(),
      claims,
      flows,
      corpus: corpus.entries,
      shard,
      replay: (claim, hash) =>
        `npx dlo gate ${quoted(specification)} --claims ${claim} --case ${nearPath(fileOf(hash))}`,
      stop: stop.signal,
      onCase: progress.step,
      onLine: (line, given, draw) => found.push(corpusEntry(given, draw, line.results)),
    });
    for await (const line of lines) {
      // Only a subject that could be opened has a record.
      writer ??= openRecordWriter(recordFile);
      if (line.type === 'footer') {
        for (const { claim, hash, case: given } of line.counterexamples)
          await asFileError(examples, () => writeWhole(fileOf(hash), caseText(claim, given)));
      }
      writer.write(line);
      if (line.type === 'header') record.header = line;
      else if (line.type === 'case') record.cases.push(line);
      else record.footer = line;
    }
  } finally {
    progress.end();
    writer?.close();
    release();
  }
  if (shard.count === 1)
    await asFileError(corpusFolder, () => updateCorpus(corpusFolder, slug, found, surroundings.draws));
  // Shards of one folder would write over each other.
  const reportFolder = options.report ?? (shard.count === 1 ? examples : undefined);
  const files = { record: recordFile, ...(reportFolder !== undefined && { report: resolve(reportFolder) }) };
  return report(record as Required<GateRecord>, files, { baseline, known, loss, format: options.format });
}

interface Expectations {
  readonly baseline: GateRecord | undefined;
  readonly known: readonly KnownFailure[];
  readonly loss: number;
  readonly format: string;
}

/** Views of the finished record, in the folder of reports and on stdout; a view for machines stands there alone. */
async function report(
  record: Required<GateRecord>,
  files: { readonly record: string; readonly report?: string },
  { baseline, known, loss, format }: Expectations,
): Promise<number> {
  const summary = summariseGate(record, findKnownFailures(record, known), caseVariables);
  const terminal = terminalFor(undefined);
  process.stdout.write(GATE_FORMATS[format]!(summary, terminal));
  const found = baseline === undefined ? undefined : diffRecords(baseline, record, { loss, known });
  const aside = format === 'table' ? process.stdout : process.stderr;
  if (found !== undefined) aside.write(`\nAgainst the baseline\n${DIFF_FORMATS.table!(found, terminal)}`);
  aside.write(`\nRecord: ${nearPath(files.record)}\n`);
  if (files.report !== undefined) {
    await writeGateReport(files.report, summary);
    aside.write(`Report: ${nearPath(join(files.report, 'report.html'))}\n`);
  }
  const well = summary.verdict === 'holds' && (found?.faults ?? []).length === 0 && !record.footer.interrupted;
  return well ? EXIT.ok : EXIT.mismatch;
}

/** One case of a file: 0 when no claim fails on it, 1 when one does. */
async function judgeFile(
  file: string,
  specification: string,
  {
    open,
    claims,
    flows,
    digits,
  }: {
    open: () => ReturnType<typeof openSubject>;
    claims: readonly SubjectClaim[];
    flows: FlowGate;
    digits: number;
  },
): Promise<number> {
  const { given } = caseFileFromText(await readText(file), file);
  const subject = await open();
  const settings = { digits, oracleDigits: 2 * ORACLE_DIGITS };
  try {
    const { truth } = gateSurroundings();
    const results = isFlowCase(given)
      ? await judgeFlowCase(subject, given, { truth, claims: flows.claims, ...settings })
      : await judgeCase(subject, given, { truth, claims, ...settings });
    process.stdout.write(`${visibleText(specification)} on ${visibleText(file)}\n`);
    if (results.length === 0) process.stdout.write('No claim applies to this case and what the subject can do.\n');
    for (const result of results) process.stdout.write(resultLine(result));
    return results.some(({ outcome }) => isFailure(outcome)) ? EXIT.mismatch : EXIT.ok;
  } finally {
    await subject.close();
  }
}

/** The claims named, by their ids or by the beginning of several, in the order of a run. UNKNOWN_NAME for any other. */
function claimsNamed(list: string | undefined): { claims: readonly SubjectClaim[]; flows: FlowGate } {
  const flowsFor = (flowClaims: FlowGate['claims']): FlowGate => ({ claims: flowClaims, draw: drawFlowCase });
  if (list === undefined) return { claims: GATE_CLAIMS, flows: flowsFor(FLOW_GATE_CLAIMS) };
  const names = list.split(',').map(name => name.trim());
  const ids = [...GATE_CLAIMS, ...FLOW_GATE_CLAIMS].map(({ id }) => id);
  for (const name of names) {
    if (name !== '' && ids.some(id => id.startsWith(name))) continue;
    const nearest = nearestName(name, ids);
    const hint = nearest === undefined ? '' : ` (nearest: ${nearest})`;
    throw new DloError('UNKNOWN_NAME', '--claims', `must name claims of the gate or their beginnings${hint}`, name);
  }
  const isNamed = ({ id }: { readonly id: string }): boolean =>
    names.some(name => (ids.includes(name) ? id === name : id.startsWith(name)));
  return { claims: GATE_CLAIMS.filter(isNamed), flows: flowsFor(FLOW_GATE_CLAIMS.filter(isNamed)) };
}

async function readBaseline(file: string): Promise<GateRecord> {
  const { record, troubles } = await readRecord(file);
  for (const trouble of troubles)
    process.stderr.write(`dlo: warning: baseline: ${visibleText(troubleText(trouble))}\n`);
  return record;
}

function caseText(claim: string, given: GateCase['case']): string {
  return `${JSON.stringify({ schema: 'deep-linear-oracle/gate-case/1', claim, case: given }, null, 2)}\n`;
}

function positiveNumber(name: string, text: string | undefined, fallback: number): number {
  const value = text === undefined ? fallback : Number(text);
  if (text?.trim() === '' || !(value > 0 && Number.isFinite(value)))
    throw new DloError('RANGE', `--${name}`, 'must be a number above 0', text);
  return value;
}
