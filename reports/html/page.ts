import { createHash } from 'node:crypto';
import { escapeHtml } from '../escape.ts';

export interface Page {
  readonly title: string;
  readonly style: string;
  /** The only script that the page may run. */
  readonly script?: string;
  readonly body: readonly string[];
  readonly bodyClass?: string;
}

/** An HTML file that needs nothing else, and by its content policy may load nothing: no network, fonts or other files. */
export function pageHtml({ title, style, script, body, bodyClass }: Page): string {
  const hash = script === undefined ? undefined : createHash('sha256').update(script).digest('base64');
  const scripts = hash === undefined ? '' : `; script-src 'sha256-${hash}'`;
  const policy = `default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:${scripts}`;
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
    `<style>${style}</style>`,
    '</head>',
    bodyClass === undefined ? '<body>' : `<body class="${bodyClass}">`,
    ...body,
    ...(script === undefined ? [] : [`<script>${script}</script>`]),
    '</body>',
    '</html>',
    '',
  ].join('\n');
}
