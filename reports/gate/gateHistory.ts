import { digitsText, type GateSummary } from './gateSummary.ts';

/** Records of a gate over time, the oldest first: what became of each claim. */
export interface GateHistory {
  /** Of each record: its commit, else its day, with "(2)" behind it where there are several. */
  readonly labels: readonly string[];
  readonly rows: readonly { readonly name: string; readonly cells: readonly string[] }[];
  /** The claims of the rows in numbers: of each record what was found, undefined where it was not judged. */
  readonly claims: readonly { readonly id: string; readonly found: readonly (ClaimAtRecord | undefined)[] }[];
  /** That a case took the subject, of each record; undefined of one that was cut off. */
  readonly milliseconds: readonly (number | undefined)[];
  /** What became worse or better, in words, by record. */
  readonly changes: readonly { readonly label: string; readonly what: string; readonly isWorse: boolean }[];
}

export interface ClaimAtRecord {
  /** Fewest digits; undefined where no case has a number. */
  readonly worst: number | undefined;
  readonly failures: number;
  readonly cases: number;
}

/** Digits that the worst case of a claim may lose from one record to the next, as in `dlo diff`. */
const LOSS = 1;

/** A subject is slower where a case takes it more than this many times as long: less is the machine. */
const SLOWER = 1.5;

export function historyOf(summaries: readonly GateSummary[]): GateHistory {
  const labels = labelsOf(summaries);
  const ids = [...new Set(summaries.flatMap(({ claims }) => claims.map(({ info }) => info.id)))];
  const claimOf = (summary: GateSummary, id: string) => summary.claims.find(({ info }) => info.id === id);
  const claims = ids.map(id => ({
    id,
    found: summaries.map(summary => {
      const claim = claimOf(summary, id);
      if (claim === undefined || claim.cases === 0) return undefined;
      return { worst: claim.worst, failures: claim.failures, cases: claim.cases };
    }),
  }));
  const rows = claims.map(({ id, found }) => ({
    name: id,
    cells: found.map(one => {
      if (one === undefined) return '–';
      return one.failures > 0 ? `✗ ${one.failures} of ${one.cases}` : digitsText(one.worst);
    }),
  }));
  const seconds = summaries.map(secondsPerCase);
  const changes = summaries.slice(1).flatMap((after, i) => {
    const before = summaries[i]!;
    const label = labels[i + 1]!;
    const found = (what: string, isWorse: boolean) => ({ label, what, isWorse });
    const ofClaims = ids.flatMap(id => {
      const [old, fresh] = [claimOf(before, id), claimOf(after, id)];
      if (old === undefined || fresh === undefined || old.cases === 0) return [];
      if (fresh.cases === 0) return [found(`${id} is not judged any more`, true)];
      if (old.failures === 0 && fresh.failures > 0)
        return [found(`${id} is newly failing, on ${fresh.failures} of ${fresh.cases} cases`, true)];
      if (old.failures > 0 && fresh.failures === 0) return [found(`${id} fails no more`, false)];
      const lost = (old.worst ?? 0) - (fresh.worst ?? 0);
      if (old.worst === undefined || fresh.worst === undefined || Math.abs(lost) <= LOSS) return [];
      const moved = `${digitsText(old.worst)} → ${digitsText(fresh.worst)} digits at worst`;
      return [found(`${id}: ${moved}`, lost > 0)];
    });
    const [was, is] = [seconds[i], seconds[i + 1]];
    const pace = was === undefined || is === undefined || was === 0 ? 1 : is / was;
    const words = `${milliseconds(was)} → ${milliseconds(is)} ms a case in the subject`;
    return [
      ...ofClaims,
      ...(pace > SLOWER
        ? [found(`slower: ${words}`, true)]
        : pace < 1 / SLOWER
          ? [found(`faster: ${words}`, false)]
          : []),
      ...(before.record.header.subject.specification === after.record.header.subject.specification
        ? []
        : [found(`another subject: ${after.record.header.subject.specification}`, false)]),
    ];
  });
  return {
    labels,
    rows: [...rows, { name: 'ms a case', cells: seconds.map(milliseconds) }],
    claims,
    milliseconds: seconds.map(one => (one === undefined ? undefined : 1000 * one)),
    changes,
  };
}

/** That the subject took; undefined of a record that was cut off. */
function secondsPerCase({ record: { footer, cases } }: GateSummary): number | undefined {
  return footer === undefined || cases.length === 0 ? undefined : footer.timing.subjectSeconds / cases.length;
}

function milliseconds(seconds: number | undefined): string {
  return seconds === undefined ? '–' : String(Number((1000 * seconds).toPrecision(3)));
}

function labelsOf(summaries: readonly GateSummary[]): string[] {
  const seen = new Map<string, number>();
  return summaries.map(({ record: { header } }) => {
    const { commit } = header.environment;
    const label =
      commit === undefined ? header.started.slice(0, 10) : `${commit.slice(0, 7)}${commit.endsWith('+') ? '+' : ''}`;
    const count = (seen.get(label) ?? 0) + 1;
    seen.set(label, count);
    return count === 1 ? label : `${label} (${count})`;
  });
}
