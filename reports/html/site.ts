import type { ClaimRecord, RunRecord } from '../../src/judge/runRecord.ts';
import { byPaper } from '../byPaper.ts';
import { escapeHtml } from '../escape.ts';
import { claimSection } from './claimSection.ts';
import type { Links } from './links.ts';
import { mathStyle } from './mathStyle.ts';
import { sitePageHtml } from './page.ts';
import { relationsOf } from './relations.ts';
import { footHtml, headHtml, indexHtml, reportTitle } from './reportIndex.ts';
import { CLAIM_PAGE_SCRIPT, INDEX_SCRIPT, PAGE_SCRIPT } from './script.ts';
import { dataHtml, searchWords } from './searchWords.ts';
import { claimFiles } from './siteFiles.ts';
import { PAGE_STYLE } from './style.ts';

export interface SiteFile {
  /** From the root of the site, with slashes. */
  readonly path: string;
  readonly text: string;
}

/** Of every page of a claim, which stand two folders deep. */
const ROOT = '../../';

/**
 * A run as a site for hosting: an index, a page per claim, and the style and scripts that they share. All links are relative,
 * nothing is asked of any other place. The same record gives the same bytes.
 */
export function renderSite(record: RunRecord): SiteFile[] {
  const { claims } = record;
  const files = claimFiles(claims.map(({ id }) => id));
  const relations = relationsOf(claims);
  const linksFrom = (root: string): Links => ({
    index: `${root}index.html#claims`,
    claim: id => escapeHtml(root + files.get(id)!),
  });
  const inOrder = byPaper(claims).flatMap(({ sections }) => sections.flatMap(section => section.claims));
  const links = linksFrom(ROOT);
  const claimPage = (claim: ClaimRecord, at: number): SiteFile => ({
    path: files.get(claim.id)!,
    text: sitePageHtml({
      title: claim.title || claim.id,
      style: { file: `${ROOT}style.css` },
      scripts: [{ file: `${ROOT}page.js` }, { file: `${ROOT}claim.js` }],
      body: [
        '<main>',
        walkHtml(links, inOrder[at - 1], inOrder[at + 1]),
        claimSection(claim, {
          slug: 'c',
          seconds: record.timing.secondsByClaim[claim.id],
          relations: relations.get(claim)!,
          isOneOfMany: true,
          links,
        }),
        '</main>',
        footHtml(record),
      ],
    }),
  });
  return [
    {
      path: 'index.html',
      text: sitePageHtml({
        title: reportTitle(record),
        style: { file: 'style.css' },
        scripts: [{ file: 'page.js' }, { file: 'index.js' }],
        body: [
          '<a class="skip" href="#claims">Skip to the claims</a>',
          `<header class="top">${headHtml(record)}</header>`,
          '<main>',
          indexHtml(record, relations, linksFrom('')),
          '</main>',
          footHtml(record),
          dataHtml('words', Object.fromEntries(claims.map(claim => [claim.id, searchWords(claim)]))),
        ],
      }),
    },
    { path: 'style.css', text: mathStyle() + PAGE_STYLE },
    { path: 'page.js', text: PAGE_SCRIPT },
    { path: 'index.js', text: INDEX_SCRIPT },
    { path: 'claim.js', text: CLAIM_PAGE_SCRIPT },
    ...inOrder.map(claimPage),
  ];
}

function walkHtml(links: Links, previous: ClaimRecord | undefined, next: ClaimRecord | undefined): string {
  const link = (rel: string, words: string, claim: ClaimRecord | undefined): string =>
    claim === undefined ? '' : `<a rel="${rel}" href="${links.claim(claim.id)}">${words}</a>`;
  return [
    '<nav class="walk" aria-label="Claims and copies">',
    `<a rel="up" href="${links.index}">All claims</a>`,
    link('prev', 'Previous', previous),
    link('next', 'Next', next),
    '</nav>',
  ].join('');
}
