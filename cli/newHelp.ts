import { STARTERS } from './starters.ts';

const width = Math.max(...Object.keys(STARTERS).map(kind => kind.length));

/** The kinds of claims that `dlo new` begins. */
export const NEW_HELP: string = `
Kinds:
${Object.entries(STARTERS)
  .map(([kind, { says }]) => `  ${kind.padEnd(width)}  ${says}`)
  .join('\n')}
`;
