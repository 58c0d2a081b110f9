import { existsSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { FigureRecord } from '../properties/figures/panels/figureRecord.ts';
import { renderFigures } from '../reports/html/figures.ts';
import { renderSite, type SiteFile } from '../reports/html/site.ts';
import { DloError } from '../src/errors.ts';
import type { RunRecord } from '../src/judge/runRecord.ts';
import { makeFolder } from '../src/makeFolder.ts';
import { writeWhole } from '../src/writeWhole.ts';
import { asFileError } from './asFileError.ts';
import { FIGURES_PAGE, figureLink } from './figures.ts';
import { prepareReportFolder } from './writeReport.ts';

/** Names what a site consists of, so that the next one in its place leaves no page of a claim that is gone. */
const LIST = 'site.json';
const SCHEMA = 'deep-linear-oracle/site/1';

/**
 * A site of a record, with the figures given, in a folder, which is made where it is missing. An earlier site gives way to it;
 * FILE where the folder holds an index.html of another origin, or cannot be written.
 */
export async function writeSite(
  folder: string,
  record: RunRecord,
  drawn: readonly FigureRecord[],
): Promise<{ readonly index: string; readonly pages: number }> {
  await prepareSiteFolder(folder);
  const before = await listed(folder);
  const { figures: _, ...rest } = record;
  const figures: SiteFile[] = drawn.length === 0 ? [] : [{ path: FIGURES_PAGE, text: renderFigures(drawn) }];
  const files = [...renderSite({ ...rest, ...(drawn.length > 0 && { figures: drawn.map(figureLink) }) }), ...figures];
  const now = new Set(files.map(({ path }) => path));
  const list = { schema: SCHEMA, files: [...new Set([...before, ...now])] };
  // What is about to be written is named first: a site cut off half-way is known as one.
  await write(folder, { path: LIST, text: `${JSON.stringify(list, null, 1)}\n` });
  for (const file of files) await write(folder, file);
  for (const path of before.filter(path => !now.has(path)))
    await asFileError(join(folder, path), () => rm(join(folder, path), { force: true }));
  await write(folder, { path: LIST, text: `${JSON.stringify({ ...list, files: [...now] }, null, 1)}\n` });
  return { index: join(folder, 'index.html'), pages: files.filter(({ path }) => path.endsWith('.html')).length };
}

/** That a site can be written into the folder: known before a long run. */
export async function prepareSiteFolder(folder: string): Promise<void> {
  await prepareReportFolder(folder);
  const index = join(folder, 'index.html');
  if (existsSync(index) && (await listed(folder)).length === 0)
    throw new DloError('FILE', folder, `must be empty, new, or a site that dlo wrote (with ${LIST})`, 'an index.html');
}

async function write(folder: string, { path, text }: SiteFile): Promise<void> {
  const file = join(folder, path);
  await asFileError(file, async () => {
    makeFolder(dirname(file));
    await writeWhole(file, text);
  });
}

/** The files of an earlier site: none where there is none. Only names that a site can have, whoever wrote the list. */
async function listed(folder: string): Promise<string[]> {
  try {
    const { schema, files } = JSON.parse(await readFile(join(folder, LIST), 'utf8')) as Record<string, unknown>;
    if (schema !== SCHEMA || !Array.isArray(files)) return [];
    return files.filter((path): path is string => typeof path === 'string' && SITE_PATH.test(path));
  } catch {
    return [];
  }
}

const SITE_PATH = /^(?:claims\/(?!\.+\/)[A-Za-z0-9._-]+\/[A-Za-z0-9._~-]+\.html|[a-z]+\.(?:html|css|js))$/;
