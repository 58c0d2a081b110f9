import { mathStyle } from '../html/mathStyle.ts';
import { pageHtml } from '../html/page.ts';
import { PAGE_SCRIPT } from '../html/script.ts';
import { PAGE_STYLE } from '../html/style.ts';
import { GATE_STYLE } from './gateStyle.ts';

/** A page about gates, in the style of the others, see `pageHtml`. */
export function gatePage(title: string, body: readonly string[]): string {
  return pageHtml({ title, style: mathStyle() + PAGE_STYLE + GATE_STYLE, script: PAGE_SCRIPT, body });
}
