import type { ErrataRecord, Erratum, ErratumReading } from '../../properties/runRecord.ts';
import { byPaper, type SectionGroup } from '../byPaper.ts';
import { counted } from '../summary.ts';

// What both forms of an erratum draft say in words.

export function errataIntroduction({ statements, errata, seed, digits }: ErrataRecord): string[] {
  return [
    `${errata.length} of ${counted(statements, 'statement')} in the committed ledger ${errata.length === 1 ? 'is' : 'are'} refuted as printed. Nothing else is said here: a statement that is not listed is not called wrong.`,
    `Every verdict is that of random cases with seed ${seed}, each decided to ${counted(digits, 'digit')}. Marks that the extraction of the text may have lost or changed are not counted as errata; where a note names one, it stands with its statement.`,
  ];
}

/** One erratum in one line. */
export function lineAtAGlance({ title, source, verdict }: Pick<Erratum, 'title' | 'source' | 'verdict'>): string {
  return `${source.place}: ${title} – ${verdict}`;
}

/** The errata by section of the paper. */
export function errataBySection({ errata }: ErrataRecord): readonly SectionGroup<Erratum>[] {
  return byPaper(errata).flatMap(({ sections }) => sections);
}

export function hypothesesInWords({ hypotheses }: Pick<ErratumReading, 'hypotheses'>): string {
  if (hypotheses.length === 0) return 'No hypotheses.';
  return `Under the hypotheses: ${hypotheses.map(({ name, meaning }) => `${name} (${meaning})`).join('; ')}.`;
}

export function rightTitle({ right }: Erratum): string {
  if (right === undefined) return 'No corrected reading is known';
  return right.reading === 'as corrected' ? 'As corrected' : 'With an extra hypothesis';
}

/** Hypotheses that the right reading has beyond the printed one. */
export function addedHypotheses({ printed, right }: Erratum): ErratumReading['hypotheses'] {
  return (right?.hypotheses ?? []).filter(({ name }) => !printed.hypotheses.some(known => known.name === name));
}

export function evidenceInWords({ printed, right }: Erratum, { seed, digits }: ErrataRecord): string {
  const readings = right === undefined ? [printed] : [printed, right];
  const parts = readings.map(
    ({ reading, evidence, cases }) => `${reading}: ${evidence}, ${counted(cases, 'case')} asked for`,
  );
  return `Evidence: ${parts.join('; ')}; ${counted(digits, 'digit')}, seed ${seed}.`;
}
