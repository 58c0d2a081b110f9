/**
 * Text made safe for the body of an HTML element and for a quoted attribute. Characters that no HTML file may hold
 * (controls, half a surrogate pair) become U+FFFD.
 */
export function escapeHtml(text: string): string {
  return text.replace(FORBIDDEN, '\uFFFD').replace(/[&<>"']/g, c => ENTITIES[c] ?? c);
}

/** The id of a claim as an in-page link: `#domine2025/thm-a.3`. */
export function anchorHref(id: string): string {
  return escapeHtml(`#${encodeURI(id.replace(FORBIDDEN, '\uFFFD')).replaceAll('#', '%23')}`);
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const FORBIDDEN = /[^\P{Cc}\t\n\r]|\p{Cs}/gu;
