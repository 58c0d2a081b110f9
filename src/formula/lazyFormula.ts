import { type Formula, parseFormula } from './parseFormula.ts';

/** A formula that is parsed when it is first needed: a claim that is only listed costs nothing. */
export type LazyFormula = () => Formula;

export function lazyFormula(text: string, options: Parameters<typeof parseFormula>[1]): LazyFormula {
  let formula: Formula | undefined;
  return () => {
    formula ??= parseFormula(text, options);
    return formula;
  };
}
