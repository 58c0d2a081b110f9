import { mathStyle } from '../html/mathStyle.ts';
import { pageHtml } from '../html/page.ts';
import { INDEX_SCRIPT, PAGE_SCRIPT } from '../html/script.ts';
import { PAGE_STYLE } from '../html/style.ts';
import { GATE_STYLE } from './gateStyle.ts';

/** A page about gates, in the style of the others, see `pageHtml`; with an index that opens its claims one by one, or without. */
export function gatePage(title: string, body: readonly string[], hasIndex = false): string {
  const script = hasIndex ? PAGE_SCRIPT + INDEX_SCRIPT : PAGE_SCRIPT;
  return pageHtml({ title, style: mathStyle() + PAGE_STYLE + GATE_STYLE, script, body });
}
