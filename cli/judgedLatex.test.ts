import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { parseFormulaFile } from '../src/formula/formulaFile.ts';
import type { RunRecord } from '../src/judge/runRecord.ts';
import { judgedLatex } from './judgedLatex.ts';
import { inProcess } from './testing/inProcess.ts';

it('dlo check --latex writes statement, counterexample and corrections in the letters of a paper', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'dlo-latex-'));
  try {
    const [file, latex] = [join(folder, 'sign.txt'), join(folder, 'out.tex')];
    const body = "W2t'*W2t - W1t*W1t' == -lambda*I(Nh)\n";
    const typed = `claims: equation\nneeds: whitened, lambda-balanced\n---\n${body}`;
    writeFileSync(file, typed);
    const json = join(folder, 'record.json');
    const options = [
      '--no-repair',
      '--json',
      json,
      '--runs',
      '20',
      '--workers',
      '1',
      '--notation',
      'braun2022',
      '--report',
      folder,
    ];
    const { exit, err } = await inProcess('check', file, '--latex', latex, ...options);
    expect([exit, err]).toEqual([1, '']);
    const text = readFileSync(latex, 'utf8');
    expect(text).toContain('In the letters of braun2022.');
    expect(text).toContain('= -\\lambda \\, \\mathbf{I}_{N_h}');
    expect(text).toContain('\\mathbf{W}_2(t)^{\\top} \\, \\mathbf{W}_2(t)');
    expect(text).toContain('\\subsubsection*{Counterexample}');
    // A correction as the search records it.
    const record = JSON.parse(readFileSync(json, 'utf8')) as RunRecord;
    const [claim] = record.claims;
    const proposal = {
      edits: ['line 4: - → +'],
      formula: body.replace('-lambda', 'lambda'),
      changes: [],
      held: 20,
      judged: 20,
      sameAs: [],
    };
    const repair = { proposals: [proposal], partial: [], tried: 1, stages: [], stoppedBecause: 'found' };
    const corrected = { ...record, claims: [{ ...claim!, check: { ...claim!.check!, repair } }] };
    const both = judgedLatex(corrected, [parseFormulaFile(typed, file)], 'braun2022');
    expect(both).toContain('\\subsubsection*{Corrected}');
    expect(both).toContain('= \\lambda \\, \\mathbf{I}_{N_h}');
  } finally {
    rmSync(folder, { recursive: true });
  }
});
