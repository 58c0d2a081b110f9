import { randomUUID } from 'node:crypto';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunRecord } from '../properties/runRecord.ts';
import { renderHtml } from './html.ts';
import { renderJson } from './json.ts';
import { renderMarkdown } from './markdown.ts';

/** A report that could not be written: the folder, the rule it broke, and what the file system said. */
export class ReportError extends Error {
  readonly code = 'FILE';
  readonly argument: string;
  readonly rule: string;
  readonly value: string;

  constructor(argument: string, rule: string, value: string, cause: unknown) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    super(`${argument} ${rule}, got ${JSON.stringify(value)} (${reason.replace(/\s+/g, ' ')})`, { cause });
    this.name = 'ReportError';
    this.argument = argument;
    this.rule = rule;
    this.value = value;
  }
}

export interface ReportPaths {
  readonly html: string;
  readonly markdown: string;
  readonly json: string;
}

/**
 * Writes report.html, report.md and report.json into the folder, which is made where it is missing. Each file appears
 * whole or not at all: it is written under another name beside its place and renamed. Throws ReportError.
 */
export async function writeReport(folder: string, record: RunRecord): Promise<ReportPaths> {
  const paths = {
    html: join(folder, 'report.html'),
    markdown: join(folder, 'report.md'),
    json: join(folder, 'report.json'),
  };
  const texts = { html: renderHtml(record), markdown: renderMarkdown(record), json: renderJson(record) };
  await prepareReportFolder(folder);
  await attempt(folder, 'must be a folder that can be written to', async () => {
    for (const kind of ['html', 'markdown', 'json'] as const) await replaceFile(paths[kind], texts[kind]);
  });
  return paths;
}

/** Makes the folder where it is missing and tries to write in it, so that a long run need not fail at its end. Throws ReportError. */
export async function prepareReportFolder(folder: string): Promise<void> {
  await attempt(folder, 'must be a folder that exists or can be made', () => mkdir(folder, { recursive: true }));
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
    throw new ReportError('folder', rule, folder, error);
  }
}

async function replaceFile(path: string, text: string): Promise<void> {
  const temporary = `${path}.${randomUUID()}.tmp`;
  try {
    await writeFile(temporary, text, { flag: 'wx' });
    await rename(temporary, path);
  } finally {
    await rm(temporary, { force: true });
  }
}
