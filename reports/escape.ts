import { foreignText } from './foreignText.ts';

/**
 * Text made safe for the body of an HTML element and for a quoted attribute, without characters that no HTML file may
 * hold or that steer a reader.
 */
export function escapeHtml(text: string): string {
  return foreignText(text).replace(/[&<>"']/g, c => ENTITIES[c] ?? c);
}

/** The id of a claim as an in-page link: `#domine2025/thm-a.3`. */
export function anchorHref(id: string): string {
  return escapeHtml(`#${encodeURI(foreignText(id)).replaceAll('#', '%23')}`);
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
