/** On which of its cases a file says that its statement holds, with the meaning of each. */
export const QUANTIFIERS = {
  'for all': 'it holds on every case; what is meant where nothing is said',
  'for some': 'there is a case on which it holds: a witness shows it, and none that is found leaves it undecided',
  'not for all':
    'there is a case on which it fails, with a value: a witness shows it, and none that is found leaves it undecided',
  'not for some': 'it fails, with a value, on every case',
} as const;

export type Quantifier = keyof typeof QUANTIFIERS;

/** Whether one case shows what a file says, and no number of cases refutes it. */
export function isShownByWitness(quantifier: Quantifier): boolean {
  return quantifier === 'for some' || quantifier === 'not for all';
}

/** Whether a case on which the statement holds decides what a file says. */
export function asksWhereItHolds(quantifier: Quantifier): boolean {
  return quantifier === 'for some' || quantifier === 'not for some';
}
