import { anchorHref } from '../escape.ts';

/** Where the links of a page lead, as text for a quoted attribute. */
export interface Links {
  readonly claim: (id: string) => string;
  readonly index: string;
}

/** To places in the page itself. */
export const WITHIN_THE_PAGE: Links = { claim: anchorHref, index: '#claims' };
