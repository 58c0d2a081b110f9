import type { ClaimRecord } from '../../src/judge/runRecord.ts';
import { escapeHtml } from '../escape.ts';
import { type LayeredLayout, type LayeredPoint, layeredLayouts } from '../plot/layeredLayout.ts';
import { counted } from '../summary.ts';
import { claimName } from './claimName.ts';
import { iconAt, VERDICT_SLUG } from './icons.ts';
import type { Links } from './links.ts';
import type { Relations } from './relations.ts';

/**
 * What rests on what, a drawing per paper that has any such claims, with those of others that they rest on, folded: what is rested on at the left, verdicts as shapes, what
 * is wrong as printed and all that rests on it marked. Every box is a link; beside the drawing the same as a list.
 */
export function restingGraphsHtml(relations: ReadonlyMap<ClaimRecord, Relations>, links: Links): string {
  const joined = [...relations].filter(([, { restsOn, restedOnBy }]) => restsOn.length + restedOnBy.length > 0);
  const papers = [...new Set(joined.map(([{ source }]) => source.paper))].sort();
  if (papers.length === 0) return '';
  const falling = new Set(
    joined.filter(([claim]) => isWrong(claim)).flatMap(([, { restedOnBy }]) => restedOnBy.map(({ id }) => id)),
  );
  const graphs = papers.map(paper => {
    const own = joined.filter(([{ source }]) => source.paper === paper);
    const near = new Set(own.flatMap(([claim, { restsOn }]) => [claim, ...restsOn]));
    return graphHtml(paper, new Map([...near].map(claim => [claim, relations.get(claim)!])), falling, links);
  });
  return `<h2>What rests on what</h2>${graphs.join('')}`;
}

/** Refuted, or true only as corrected or with more hypotheses: what follows from it as printed may fall. */
function isWrong({ verdict }: ClaimRecord): boolean {
  return verdict.startsWith('refuted') || verdict === 'holds with an extra hypothesis';
}

function graphHtml(
  paper: string,
  claims: ReadonlyMap<ClaimRecord, Relations>,
  falling: ReadonlySet<string>,
  links: Links,
): string {
  const byId = new Map([...claims.keys()].map(claim => [claim.id, claim]));
  const layouts = layeredLayouts(
    [...claims].map(([{ id }, { restsOn }]) => ({ id, restsOn: restsOn.map(other => other.id) })),
  );
  const fall = [...byId.values()].filter(({ id }) => falling.has(id)).length;
  const name = paper === '' ? 'Formula files' : paper;
  const says = `${name}: ${counted(byId.size, 'statement')}, of which ${fall} ${fall === 1 ? 'rests' : 'rest'} on one that is wrong as printed`;
  return [
    `<details class="resting"><summary>${escapeHtml(says)}</summary>`,
    '<p class="hint">What stands at the right rests on what it is joined to at the left. Red lines leave a statement that is wrong as printed; what rests on one, at first or later hand, has a broken edge: how much of it falls is for its proof to say.</p>',
    `<div class="scroll" tabindex="0" role="group" aria-label="${escapeHtml(`what rests on what in ${name}`)}"><div class="parts">`,
    ...layouts.map(layout => partSvg(layout, paper, byId, falling, links)),
    '</div></div>',
    `<details><summary>The same as a list</summary><ul class="resting-list">${[...claims].map(([claim, own]) => itemHtml(claim, paper, own, links)).join('')}</ul></details>`,
    '</details>',
  ].join('');
}

/** In px: the room of a layer and of a row, and the box in it. */
const SIZE = { layer: 262, row: 30, width: 214, height: 24 };

const LONGEST_LABEL = 24;

function partSvg(
  { nodes, edges, layers, rows }: LayeredLayout,
  paper: string,
  byId: ReadonlyMap<string, ClaimRecord>,
  falling: ReadonlySet<string>,
  links: Links,
): string {
  const width = (layers - 1) * SIZE.layer + SIZE.width + 2;
  const height = Math.ceil((rows - 1) * SIZE.row + SIZE.height + 2);
  const lines = edges.map(
    ({ from, points }) => `<path class="edge${isWrong(byId.get(from)!) ? ' wrong' : ''}" d="${pathOf(points)}"/>`,
  );
  const boxes = nodes.map(({ id, at }) => {
    const claim = byId.get(id)!;
    const item = shortId(claim, paper);
    const label = item.length > LONGEST_LABEL ? `${item.slice(0, LONGEST_LABEL - 1)}…` : item;
    const words = `${escapeHtml(label)}: ${claimName(claim)} (${escapeHtml(id)}): ${claim.verdict}${falling.has(id) ? '; rests on what is wrong as printed' : ''}`;
    const [x, y] = corner(at);
    return [
      `<a href="${links.claim(id)}"${falling.has(id) ? ' class="falls"' : ''}><title>${words}</title>`,
      `<rect x="${x}" y="${y}" width="${SIZE.width}" height="${SIZE.height}" rx="4"/>`,
      iconAt(VERDICT_SLUG[claim.verdict], x + 6, round(y + 4)),
      `<text x="${x + 28}" y="${y + 16}">${escapeHtml(label)}</text></a>`,
    ].join('');
  });
  return `<svg class="part-of-graph" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">${lines.join('')}${boxes.join('')}</svg>`;
}

function corner([layer, row]: LayeredPoint): readonly [number, number] {
  return [1 + layer * SIZE.layer, round(1 + row * SIZE.row)];
}

/** From the right of a box through the layers between to the left of another. */
function pathOf(points: readonly LayeredPoint[]): string {
  const [first, ...rest] = points.map(point => {
    const [x, y] = corner(point);
    return [x, round(y + SIZE.height / 2)] as const;
  });
  let [x, y] = [first![0] + SIZE.width, first![1]];
  const pieces = rest.map(([left, middle], k) => {
    const bend = (SIZE.layer - SIZE.width) / 2;
    const curve = `C${x + bend} ${y} ${left - bend} ${middle} ${left} ${middle}`;
    [x, y] = [k === rest.length - 1 ? left : left + SIZE.width, middle];
    return k === rest.length - 1 ? curve : `${curve}H${x}`;
  });
  return `M${first![0] + SIZE.width} ${first![1]}${pieces.join('')}`;
}

/** The id without its paper, where that is the paper of the drawing. */
function shortId({ id, source }: ClaimRecord, paper: string): string {
  return source.paper === paper ? id.slice(id.indexOf('/') + 1) : id;
}

function itemHtml(claim: ClaimRecord, paper: string, { restsOn }: Relations, links: Links): string {
  const link = (one: ClaimRecord): string => `<a href="${links.claim(one.id)}">${escapeHtml(shortId(one, paper))}</a>`;
  const on = restsOn.length === 0 ? 'rests on no other' : `rests on ${restsOn.map(link).join(', ')}`;
  return `<li>${link(claim)} <span class="soft">(${claim.verdict})</span> ${on}</li>`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
