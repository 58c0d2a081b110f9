import { counted } from '../reports/summary.ts';
import { clean, displayWidth, wrap } from '../reports/terminalText.ts';
import type { OpenFormula } from '../src/check/openFormula.ts';
import { checkShapes } from '../src/formula/checkShapes.ts';
import { unusedDefinitions } from '../src/formula/formulaFile.ts';

/** What `dlo check` understood of a formula file, before it judges anything: its claim, and the shape of every line. */
export function readBack({ file, reading }: OpenFormula, width: number): string {
  const { definitions } = checkShapes(file.formula);
  const unused = new Set(unusedDefinitions(file).map(({ name }) => name));
  const given = reading.hypotheses.map(({ name }) => name);
  const names = definitions.map(({ name }) => shortened(clean(name)));
  const widest = Math.max(...names.map(displayWidth));
  const lines = definitions.flatMap(({ name, shape }, index) => {
    const label = names[index]!;
    const note = unused.has(name) ? ' (not used)' : '';
    return wrap(`  ${label}${' '.repeat(widest - displayWidth(label))}  ${clean(shape)}${note}`, width, 4);
  });
  const asked = given.length === 0 ? 'no hypotheses' : `given ${given.map(clean).join('; ')}`;
  const of = file.quantifier === 'for all' ? '' : ` ${file.quantifier}`;
  const head = `Read ${clean(file.name)}: claims ${file.claims}${of}, ${asked}, ${counted(definitions.length, 'line')}`;
  return `${[...wrap(head, width, 2), ...lines].join('\n')}\n\n`;
}

const MOST_OF_A_NAME = 40;

function shortened(text: string): string {
  return text.length > MOST_OF_A_NAME ? `${text.slice(0, MOST_OF_A_NAME - 1)}…` : text;
}
