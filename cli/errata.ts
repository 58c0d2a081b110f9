import { resolve } from 'node:path';
import { truthIn } from '../oracles/truth.ts';
import { CLAIMS } from '../properties/claims/index.ts';
import { errataLatex } from '../reports/errata/errataLatex.ts';
import { errataMarkdown } from '../reports/errata/errataMarkdown.ts';
import { DloError } from '../src/errors.ts';
import { nearestName } from '../src/formula/nearestName.ts';
import { errataOf, paperOf } from '../src/judge/errata.ts';
import { readLedger } from '../src/judge/ledger.ts';
import type { ErrataRecord } from '../src/judge/runRecord.ts';
import { visibleText } from '../src/visibleText.ts';
import { writeWhole } from '../src/writeWhole.ts';
import { asFileError } from './asFileError.ts';
import { EXIT } from './exit.ts';

const FORMATS: Readonly<Record<string, (record: ErrataRecord) => string>> = { md: errataMarkdown, latex: errataLatex };

export interface ErrataOptions {
  readonly format: string;
  readonly out?: string;
}

/** `dlo errata PAPER`: what the ledger says against the paper, as the draft of an erratum. */
export async function errata(paper: string, options: ErrataOptions): Promise<number> {
  const papers = [...new Set(CLAIMS.map(({ id }) => paperOf(id)))].sort();
  if (!papers.includes(paper)) {
    const nearest = nearestName(paper, papers);
    throw new DloError(
      'UNKNOWN_NAME',
      'paper',
      `must be one of ${papers.join(', ')}${nearest === undefined ? '' : ` (nearest: ${nearest})`}`,
      paper,
    );
  }
  rendererOf(options.format);
  return writeErrata(await errataOf(paper, CLAIMS, await readLedger(), truthIn('bigint')), options);
}

function rendererOf(format: string): (record: ErrataRecord) => string {
  const render = Object.hasOwn(FORMATS, format) ? FORMATS[format] : undefined;
  if (render === undefined)
    throw new DloError('UNKNOWN_NAME', '--format', `must be one of ${Object.keys(FORMATS).join(', ')}`, format);
  return render;
}

/** To a file where one is named, else to stdout. */
export async function writeErrata(record: ErrataRecord, { format, out }: ErrataOptions): Promise<number> {
  const text = rendererOf(format)(record);
  if (out === undefined) {
    process.stdout.write(text);
    return EXIT.ok;
  }
  const file = resolve(out);
  await asFileError(file, () => writeWhole(file, text));
  process.stdout.write(`Errata: ${visibleText(file)}${format === 'latex' ? ' (LaTeX, not compiled)' : ''}\n`);
  return EXIT.ok;
}
