import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const SOURCE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe-core finds on a page as it is shown, in light and dark: the rule and the element of each fault. */
export async function axeFaults(page: Page): Promise<string[]> {
  const faults: string[] = [];
  await page.evaluate(`if (!globalThis.axe) { ${SOURCE} }`);
  for (const [colorScheme, rules] of [
    ['light', ''],
    // Only these of its rules look at colours.
    ['dark', `runOnly: ['color-contrast', 'link-in-text-block'],`],
  ] as const) {
    await page.emulateMedia({ colorScheme });
    const found = `axe.run(document, { ${rules} preload: false, resultTypes: ['violations'] }).then(({ violations }) =>
      violations.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => ${JSON.stringify(colorScheme)} + ', ' + id + ': ' + html.slice(0, 160) + ' ' + failureSummary.slice(0, 200))))`;
    faults.push(...((await page.evaluate(found)) as string[]));
  }
  return faults;
}
