import { randomUUID } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { renderHtml } from '../reports/html/report.ts';
import { renderJson } from '../reports/json.ts';
import { renderMarkdown } from '../reports/markdown.ts';
import { DloError } from '../src/errors.ts';
import { fileReason } from '../src/fileReason.ts';
import type { RunRecord } from '../src/judge/runRecord.ts';
import { makeFolder } from '../src/makeFolder.ts';
import { writeWhole } from '../src/writeWhole.ts';

export interface ReportPaths {
  readonly html: string;
  readonly markdown: string;
  readonly json: string;
}

export function reportPaths(folder: string): ReportPaths {
  return {
    html: join(folder, 'report.html'),
    markdown: join(folder, 'report.md'),
    json: join(folder, 'report.json'),
  };
}

/**
 * Writes report.html, report.md and report.json into the folder, which is made where it is missing. Each file appears
 * whole or not at all. Throws FILE.
 */
export async function writeReport(folder: string, record: RunRecord): Promise<ReportPaths> {
  const paths = reportPaths(folder);
  await prepareReportFolder(folder);
  // One at a time: of a thousand claims each text is tens of megabytes.
  for (const [kind, render] of RENDERED) {
    const text = render(record);
    await attempt(folder, 'must be a folder that can be written to', () => writeWhole(paths[kind], text));
  }
  return paths;
}

const RENDERED: readonly (readonly [keyof ReportPaths, (record: RunRecord) => string])[] = [
  ['html', renderHtml],
  ['markdown', renderMarkdown],
  ['json', renderJson],
];

/** Makes the folder where it is missing and tries to write in it, so that a long run need not fail at its end. Throws FILE. */
export async function prepareReportFolder(folder: string): Promise<void> {
  await attempt(folder, 'must be a folder that exists or can be made', async () => makeFolder(folder));
  const probe = join(folder, `.${randomUUID()}.tmp`);
  await attempt(folder, 'must be a folder that can be written to', async () => {
    await writeFile(probe, '', { flag: 'wx' });
    await rm(probe);
  });
}

async function attempt(folder: string, rule: string, action: () => Promise<unknown>): Promise<void> {
  try {
    await action();
  } catch (error) {
    throw new DloError('FILE', folder, rule, fileReason(error));
  }
}
