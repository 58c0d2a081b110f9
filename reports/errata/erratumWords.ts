import { isRefuted } from '../../src/judge/readingThatHolds.ts';
import { type ErrataRecord, type Erratum, type ErratumReading, GRADES } from '../../src/judge/runRecord.ts';
import { byPaper, type SectionGroup } from '../byPaper.ts';
import { counted } from '../summary.ts';

// What both forms of an erratum draft say in words.

export function errataIntroduction({ statements, errata, notAsserted, seed, digits }: ErrataRecord): string[] {
  const refuted = errata.filter(({ verdict }) => isRefuted(verdict)).length;
  const narrower = errata.length - refuted;
  const alsoNarrower =
    narrower === 0
      ? ''
      : ` ${narrower} more ${narrower === 1 ? 'holds' : 'hold'} with an extra hypothesis only; they are listed, and not counted as refuted.`;
  return [
    `${refuted} of ${counted(statements, 'statement')} in the committed ledger ${refuted === 1 ? 'is' : 'are'} refuted as printed.${alsoNarrower} Nothing else is said here: a statement that is not listed is not called wrong.`,
    ...(notAsserted.length === 0
      ? []
      : [
          `Not listed, as the paper does not assert it: ${notAsserted.map(({ title, why }) => `“${title}” (${why})`).join('; ')}.`,
        ]),
    `Every verdict is that of random cases with seed ${seed}. Where the evidence is exact, cases are decided in rational arithmetic; where it is high-precision, to ${counted(digits, 'digit')} (ends of training to fewer, which stand with the counterexample); a trend is a law measured along a sequence, and a simulation is gradient descent as it stands: neither is decided to so many digits. Marks that the extraction of the text may have lost or changed are not counted as errata; where a note names one, it stands with its statement.`,
  ];
}

/** One erratum in one line, the fair reading first where it holds. */
export function lineAtAGlance(erratum: Erratum): string {
  const { title, source, verdict, fair } = erratum;
  return `${source.place}: ${title} – ${fair?.outcome === 'held' ? 'fair reading holds; ' : ''}${verdict}`;
}

/** The errata by how much they weigh, the worst first; those that nobody graded at the end. */
export function errataByGrade({ errata }: ErrataRecord): { readonly title: string; readonly errata: Erratum[] }[] {
  return [...GRADES, undefined].flatMap(grade => {
    const own = errata.filter(erratum => erratum.grade === grade);
    const title = `${(grade ?? 'not graded').replace(/^./, letter => letter.toUpperCase())} (${own.length})`;
    return own.length === 0 ? [] : [{ title, errata: own }];
  });
}

/** Whether the error is the statement's own, where that is known, and what else of the paper it touches. */
export function chainInWords({ restsOn, restedOnBy }: Erratum): string {
  const parts = [
    restsOn.length === 0 ? '' : `Rests on ${restsOn.join(', ')}.`,
    restedOnBy.length === 0 ? '' : `Later results that rest on it: ${restedOnBy.join(', ')}.`,
  ];
  return parts.filter(part => part !== '').join(' ');
}

/** "Fair reading (it holds)". */
export function fairTitle({ outcome }: NonNullable<Erratum['fair']>): string {
  return outcome === 'held' ? 'Fair reading: it holds' : `Fair reading: ${outcome} too`;
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

export function evidenceInWords({ printed, right }: Erratum, { seed }: ErrataRecord): string {
  const readings = right === undefined ? [printed] : [printed, right];
  const parts = readings.map(
    ({ reading, evidence, cases }) => `${reading}: ${evidence}, ${counted(cases, 'case')} asked for`,
  );
  return `Evidence: ${parts.join('; ')}; seed ${seed}.`;
}
