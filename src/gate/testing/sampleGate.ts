import type { GateCase, GateCaseInput, GateClaimInfo, GateLine, GateRecord, GateResult } from '../gateRecord.ts';
import { countOutcomes } from '../mergeRecords.ts';
import { isInShard, type Shard } from '../shard.ts';

export interface SampleSettings {
  readonly cases?: number;
  readonly shard?: Shard;
  readonly seed?: number;
  readonly subject?: string;
  /** Replaces what is found on a case. */
  readonly change?: (result: GateResult, given: GateCase) => GateResult;
}

/** Words of a subject that try everything: markup, the ends of CDATA and of comments, a bell, an escape, a command. */
export const HOSTILE = `<script>alert("1")</script> ]]> --> \u0007\u001b[31m ::error::x%0A | \`$(x)\` '&amp;'\nline 2`;

export const SAMPLE_CLAIMS: readonly GateClaimInfo[] = [
  { id: 'flow:qqt', title: 'QQᵀ follows the gradient flow' },
  { id: 'flow:loss', title: 'The loss follows the gradient flow' },
  { id: 'relation:rotation', title: 'Hidden units can be rotated <b>' },
  {
    id: 'domine2025/a2:persistence-of-balance',
    title: 'λ-balance persists',
    source: 'domine2025, appendix A.2',
  },
  { id: 'flow:ntk', title: 'The tangent kernel follows', notJudged: 'the subject does not give <ntk>' },
];

const ARCHITECTURES = ['funnel', 'inverted-funnel', 'square', 'bottleneck', 'wide'];
const SIGNS = ['negative', 'zero', 'positive'];
const TIMES = ['early', 'middle', 'late'];

/** A made-up record for tests: every outcome, awkward text. No result of any run; equal settings give equal records. */
export function sampleGate(settings: SampleSettings = {}): Required<GateRecord> {
  const { cases: total = 40, shard = { index: 0, count: 1 }, seed = 7, subject = 'sample <solver>' } = settings;
  const cases = Array.from({ length: total }, (_, i) => i)
    .filter(sequence => isInShard(sequence, shard))
    .map(sequence => sampleCase(sequence, total, seed))
    .map(given => ({ ...given, results: given.results.map(result => settings.change?.(result, given) ?? result) }));
  const header: GateRecord['header'] = {
    type: 'header',
    schema: 'deep-linear-oracle/gate/1',
    version: '0.0.0-sample',
    subject: {
      name: subject,
      specification: `cmd:python3 ${subject}.py`,
      capabilities: {
        quantities: ['qqt', 'loss'],
        architectures: ARCHITECTURES,
        lambda: SIGNS,
        largestTime: 1000,
      },
      conventions: { lambda: 'second-minus-first', layers: 'input-first', samples: 'mean' },
    },
    seed,
    runs: total,
    searches: 0,
    digits: 12,
    claims: SAMPLE_CLAIMS,
    corpus: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    cases: total,
    shard,
    started: '2001-02-03T04:05:06.000Z',
    environment: { node: 'v0.0.0', platform: 'linux', arch: 'x64' },
  };
  const first = cases.find(({ results }) => results.some(({ outcome }) => outcome === 'failed'));
  const failing = first?.results.find(({ outcome }) => outcome === 'failed');
  return {
    header,
    cases,
    footer: {
      type: 'footer',
      cases: cases.length,
      outcomes: countOutcomes(header, cases),
      interrupted: false,
      restarts: 0,
      counterexamples:
        first === undefined || failing === undefined
          ? []
          : [
              {
                claim: failing.claim,
                hash: hashOf(900_000 - first.sequence),
                case: { ...SMALL, lambda: '-1' },
                result: failing,
                replay: `npx dlo gate 'cmd:python3 ${subject}.py' --case ${hashOf(900_000 - first.sequence)}`,
              },
            ],
      timing: { seconds: 2.5, subjectSeconds: 1.25, oracleSeconds: 0.75 },
    },
  };
}

export function sampleLines(record: GateRecord): GateLine[] {
  return [record.header, ...record.cases, ...(record.footer ? [record.footer] : [])];
}

/** As the file of a record holds it. */
export function sampleText(record: GateRecord): string {
  return sampleLines(record)
    .map(line => `${JSON.stringify(line)}\n`)
    .join('');
}

const SMALL: GateCaseInput = {
  W1: [['3/4']],
  W2: [['5/4'], ['0']],
  sigmaYX: [['0'], ['-2']],
  tau: '1',
  lambda: '1',
  time: '1/4',
};

function hashOf(sequence: number): string {
  return ((sequence + 1) * 2_654_435_761).toString(16).padStart(12, '0').slice(-12);
}

function sampleCase(sequence: number, total: number, seed: number): GateCase {
  const regime = {
    architecture: ARCHITECTURES[sequence % 5]!,
    'sign of λ': SIGNS[(sequence >> 1) % 3]!,
    time: TIMES[(sequence * 7 + seed) % 3]!,
  };
  return {
    type: 'case',
    sequence,
    origin: sequence < 3 ? 'corpus' : sequence < total - 4 ? 'random' : 'search',
    hash: hashOf(sequence + 1000 * seed),
    case: { ...SMALL, time: `${sequence + 1}/8` },
    hypotheses: ['whitened', 'λ-balanced'],
    regime,
    results: SAMPLE_CLAIMS.filter(({ notJudged }) => notJudged === undefined).map(({ id }, i) =>
      sampleResult(id, i, sequence),
    ),
  };
}

function sampleResult(claim: string, i: number, sequence: number): GateResult {
  if (claim === 'flow:loss') {
    if (sequence % 13 === 6)
      return {
        claim,
        outcome: 'failed',
        digits: 1.2 + (sequence % 3) / 10,
        asked: 12,
        residual: '6.3e-2',
        quantity: 'loss',
        stated: [['0.363434229019']],
        truth: [['0.357108420677']],
        reason: HOSTILE,
      };
    const oddities = ['skipped', 'errored', 'invalid', 'timed-out', 'crashed', 'undecided'] as const;
    if (sequence >= 20 && sequence < 26) return { claim, outcome: oddities[sequence - 20]!, reason: HOSTILE };
  }
  const digits = Math.round(10 * (15.9 - i - ((sequence * 37) % 29) / 10)) / 10;
  return { claim, outcome: 'held', digits, asked: 10, residual: `${1 + (sequence % 9)}.0e-14`, quantity: 'QQᵀ' };
}
