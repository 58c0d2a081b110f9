import { createHash } from 'node:crypto';
import { escapeHtml } from '../escape.ts';
import { ICON_SHAPES } from './icons.ts';

export interface Page {
  readonly title: string;
  readonly style: string;
  /** The only script that the page may run. */
  readonly script?: string;
  readonly body: readonly string[];
  /** What stands behind the script: hundreds of claims, and the page can be used before they have been read. */
  readonly late?: readonly string[];
  readonly bodyClass?: string;
}

/** A page of a site: style and scripts stand in files of their own, by paths from the page. */
export interface SitePage extends Omit<Page, 'style' | 'script'> {
  readonly style: { readonly file: string };
  readonly scripts: readonly { readonly file: string }[];
}

/** An HTML file that needs nothing else, and by its content policy may load nothing: no network, fonts or other files. */
export function pageHtml({ style, script, ...page }: Page): string {
  const hash = script === undefined ? undefined : createHash('sha256').update(script).digest('base64');
  return documentHtml(page, {
    policy: `style-src 'unsafe-inline'${hash === undefined ? '' : `; script-src 'sha256-${hash}'`}`,
    style: `<style>${style}</style>`,
    scripts: script === undefined ? [] : [`<script>${script}</script>`],
  });
}

/** An HTML file that may load the files of its own site, and nothing else. */
export function sitePageHtml({ style, scripts, ...page }: SitePage): string {
  return documentHtml(page, {
    policy: "style-src 'self' 'unsafe-inline'; script-src 'self'",
    style: `<link rel="stylesheet" href="${escapeHtml(style.file)}">`,
    scripts: scripts.map(({ file }) => `<script src="${escapeHtml(file)}"></script>`),
  });
}

interface Parts {
  readonly policy: string;
  readonly style: string;
  readonly scripts: readonly string[];
}

function documentHtml(
  { title, body, late = [], bodyClass }: Omit<Page, 'style' | 'script'>,
  { policy, style, scripts }: Parts,
): string {
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${escapeHtml(`default-src 'none'; font-src data:; img-src data:; ${policy}`)}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    `<title>${escapeHtml(title)}</title>`,
    // An empty icon, or browsers ask the server for one.
    '<link rel="icon" href="data:,">',
    style,
    '</head>',
    bodyClass === undefined ? '<body>' : `<body class="${bodyClass}">`,
    ICON_SHAPES,
    ...body,
    ...scripts,
    ...late,
    '</body>',
    '</html>',
    '',
  ].join('\n');
}
