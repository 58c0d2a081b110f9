import { mathStyle } from '../html/mathStyle.ts';
import { pageHtml } from '../html/page.ts';
import { INDEX_SCRIPT, PAGE_SCRIPT } from '../html/script.ts';
import { PAGE_STYLE } from '../html/style.ts';
import { GATE_STYLE } from './gateStyle.ts';

/** A page about gates, in the style of the others, see `pageHtml`; with an index that opens one by one the claims behind it, or without. */
export function gatePage(title: string, body: readonly string[], claims?: readonly string[]): string {
  const script = claims === undefined ? PAGE_SCRIPT : PAGE_SCRIPT + INDEX_SCRIPT;
  return pageHtml({ title, style: mathStyle() + PAGE_STYLE + GATE_STYLE, script, body, late: claims ?? [] });
}
