import { readdirSync, readFileSync } from 'node:fs';
import { parseClaimFile, textOfReading } from '../../formula/claimFile.ts';
import { derivationSteps } from '../../formula/derivation.ts';
import { type FormulaFile, parseFormulaFile } from '../../formula/formulaFile.ts';

/** A statement of examples/: a file, one of its readings or one of its steps. */
export interface ExampleStatement {
  readonly file: string;
  readonly statement: FormulaFile;
}

/** All statement files of examples/, corrections among them; those of `names` alone, where some are named. */
export function exampleStatements(names?: readonly string[]): ExampleStatement[] {
  return ['field', 'formulas'].flatMap(folder => {
    const at = new URL(`../../../examples/${folder}/`, import.meta.url);
    const read = (name: string) => ({ name, text: readFileSync(new URL(name, at), 'utf8') });
    return readdirSync(at)
      .filter(name => /\.(claim|txt)$/.test(name) && names?.includes(name) !== false)
      .flatMap(name => {
        const file = read(name);
        const claim = parseClaimFile(file.text, name);
        const texts =
          claim.readings.length === 1
            ? [file.text]
            : claim.readings.map(reading => textOfReading(claim, reading, read).text);
        return texts
          .flatMap(text => derivationSteps(text, name)?.map(step => step.text) ?? [text])
          .map(text => ({ file: `${folder}/${name}`, statement: parseFormulaFile(text, name) }));
      });
  });
}
