import { join, resolve } from 'node:path';
import { FIGURES } from '../properties/figures/index.ts';
import type { FigureRecord } from '../properties/figures/panels/figureRecord.ts';
import { renderFigures } from '../reports/html/figures.ts';
import { DloError } from '../src/errors.ts';
import { nearestName } from '../src/formula/nearestName.ts';
import type { FigureLink } from '../src/judge/runRecord.ts';
import { visibleText } from '../src/visibleText.ts';
import { writeWhole } from '../src/writeWhole.ts';
import { asFileError } from './asFileError.ts';
import { EXIT } from './exit.ts';
import { prepareReportFolder } from './writeReport.ts';

/** Of the page of figures beside a report. */
export const FIGURES_PAGE = 'figures.html';

/** `dlo figures`: the figures of some papers, or of all that have any, drawn again on one page. */
export async function figures(papers: readonly string[], { out }: { readonly out: string }): Promise<number> {
  const known = [...new Set(FIGURES.map(({ paper }) => paper))];
  const unknown = papers.find(paper => !known.includes(paper));
  if (unknown !== undefined) {
    const nearest = nearestName(unknown, known);
    const hint = nearest === undefined ? '' : ` (nearest: ${nearest})`;
    throw new DloError('UNKNOWN_NAME', 'paper', `must be one of ${known.join(', ')}${hint}`, unknown);
  }
  const folder = resolve(out);
  await prepareReportFolder(folder);
  const drawn = drawFigures(papers.length === 0 ? known : papers);
  await writeFigures(folder, drawn);
  for (const { id, agreement } of drawn) {
    const { markers, digits, descentDeviation } = agreement;
    const said = [
      ...(digits === undefined
        ? markers === 0
          ? []
          : [`the oracle at ${markers} points`]
        : [`closed form and oracle agree to ${Math.floor(digits)} digits at ${markers} points`]),
      ...(descentDeviation === undefined
        ? []
        : [`gradient descent within ${(100 * descentDeviation).toPrecision(2)} %`]),
    ];
    process.stdout.write(`${id}: ${said.join(', ')}\n`);
  }
  process.stdout.write(`\nFigures: ${visibleText(join(folder, FIGURES_PAGE))}\n`);
  return EXIT.ok;
}

/** Writes figures as a page of the folder; no page where there are none. */
export async function writeFigures(folder: string, drawn: readonly FigureRecord[]): Promise<void> {
  const file = join(folder, FIGURES_PAGE);
  if (drawn.length > 0) await asFileError(file, () => writeWhole(file, renderFigures(drawn)));
}

/** The figures of these papers. */
export function drawFigures(papers: readonly string[]): FigureRecord[] {
  return figuresOf(papers).map(({ draw }) => draw());
}

/** The same, with pauses in which others are heard; undefined where a stop was asked for in one of them. */
export async function drawFiguresInTurn(
  papers: readonly string[],
  shouldStop: () => boolean,
): Promise<FigureRecord[] | undefined> {
  const drawn: FigureRecord[] = [];
  for (const { draw } of figuresOf(papers)) {
    await new Promise(setImmediate);
    if (shouldStop()) return undefined;
    drawn.push(draw());
  }
  return drawn;
}

function figuresOf(papers: readonly string[]): typeof FIGURES {
  return FIGURES.filter(({ paper }) => papers.includes(paper));
}

/** What a report says of a figure. */
export function figureLink({ id, paper, name, title }: FigureRecord): FigureLink {
  return { id, paper, name, title, page: FIGURES_PAGE };
}
