import type { ClaimRecord } from '../../src/judge/runRecord.ts';
import { escapeHtml } from '../escape.ts';

/** What a claim is called in lists: its title, cut where it is no title any more; its id where it has none. */
export function claimName({ title, id }: ClaimRecord): string {
  const name = title || id;
  return escapeHtml(name.length > LONGEST ? `${name.slice(0, LONGEST - 1)}…` : name);
}

const LONGEST = 240;
