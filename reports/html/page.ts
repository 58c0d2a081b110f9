import { createHash } from 'node:crypto';
import { escapeHtml } from './escape.ts';
import { mathStyle } from './mathStyle.ts';
import { PAGE_SCRIPT } from './script.ts';
import { PAGE_STYLE } from './style.ts';

/**
 * A page as one HTML file that needs nothing else: no network, fonts or other files, and by its content policy none
 * allowed. Complete without its script. `style` is added to that of every page; the parts of the body are HTML.
 */
export function pageHtml(title: string, style: string, body: readonly string[]): string {
  const hash = createHash('sha256').update(PAGE_SCRIPT).digest('base64');
  const policy = `default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:; script-src 'sha256-${hash}'`;
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${escapeHtml(policy)}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    `<title>${escapeHtml(title)}</title>`,
    // An empty icon, or browsers ask the server for one.
    '<link rel="icon" href="data:,">',
    `<style>${mathStyle()}${PAGE_STYLE}${style}</style>`,
    '</head>',
    '<body>',
    ...body,
    `<script>${PAGE_SCRIPT}</script>`,
    '</body>',
    '</html>',
    '',
  ].join('\n');
}
