import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/**
 * temml's own style sheet for system fonts, with its small font (script capitals, primes) inside it, so that the page asks
 * for nothing else. Read from the installed package: style and markup must be of one version.
 */
export function mathStyle(): string {
  const { resolve } = createRequire(import.meta.url);
  const font = readFileSync(resolve('temml/dist/Temml.woff2')).toString('base64');
  return readFileSync(resolve('temml/dist/Temml-Local.css'), 'utf8')
    .replace("url('Temml.woff2')", `url('data:font/woff2;base64,${font}')`)
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\n\s*/g, '\n')
    .replace(/\n+/g, '\n');
}
