import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { CLAIMS } from '../properties/claims/index.ts';
import { drawFigures, figureLink, figures, writeFigures } from './figures.ts';
import { wholePapers } from './wholePapers.ts';

const folder = mkdtempSync(join(tmpdir(), 'figures-'));
const written = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
afterEach(() => written.mockClear());
afterAll(() => rmSync(folder, { recursive: true }));

describe('dlo figures', () => {
  it('writes one page with the figures of the papers asked for, and says how far the sources agree', async () => {
    const out = join(folder, 'made', 'here');
    expect(await figures(['braun2022'], { out })).toBe(0);
    expect(readdirSync(out)).toEqual(['figures.html']);
    const page = readFileSync(join(out, 'figures.html'), 'utf8');
    const ids = [...page.matchAll(/<article class="drawn" id="([^"]*)"/g)].map(match => match[1]);
    expect(ids).toEqual(['2ab', '2cd', '4def', '5a', '6ab'].map(name => `braun2022/fig-${name}`));
    const said = written.mock.calls.map(([text]) => String(text)).join('');
    for (const id of ids) expect(said).toMatch(new RegExp(`^${id}: .* agree to 1\\d digits at \\d+ points`, 'm'));
    expect(said).toContain(join(out, 'figures.html'));
  });

  it('refuses a paper without figures, with the nearest that has some, before anything is drawn', async () => {
    await expect(figures(['braun2023'], { out: folder })).rejects.toThrow(
      /paper must be one of domine2025, braun2022, anguita2024, wendin2025 \(nearest: braun2022\), got "braun2023"/,
    );
    await expect(figures(['nobody2024'], { out: folder })).rejects.toThrow(/paper must be one of/);
  });

  it('refuses a folder that cannot be written to', async () => {
    const file = join(folder, 'plain');
    writeFileSync(file, '');
    await expect(figures(['braun2022'], { out: join(file, 'x') })).rejects.toThrow(
      /must be a folder that exists or can be made/,
    );
  });
});

describe('figures in a report', () => {
  it('are those of papers judged whole', () => {
    expect(wholePapers(CLAIMS)).toEqual([...new Set(CLAIMS.map(({ id }) => id.split('/')[0]!))]);
    const most = CLAIMS.filter(({ id }) => id !== 'braun2022/eq-5');
    expect(wholePapers(most)).not.toContain('braun2022');
    expect(wholePapers(most)).toContain('domine2025');
    expect(wholePapers([])).toEqual([]);
  });

  it('make no page where a paper has none', async () => {
    const out = mkdtempSync(join(folder, 'none-'));
    expect(drawFigures(['nobody2024'])).toEqual([]);
    await writeFigures(out, []);
    expect(readdirSync(out)).toEqual([]);
  });

  it('are linked by name, to the page beside the report', () => {
    const record = { id: 'p/fig-1', paper: 'p', name: 'figure 1', title: 'T' };
    const rest = { settings: [], rows: [], shows: '', cannotShow: '' };
    const agreement = { markers: 0, digits: 0, descentDeviation: 0 };
    expect(figureLink({ ...record, ...rest, agreement })).toEqual({ ...record, page: 'figures.html' });
  });
});
