import { fileURLToPath } from 'node:url';
import { parseClaimFile, textOfReading } from '../../src/formula/claimFile.ts';
import { filesBeside } from './claimsIn.ts';

/** Definitions of a claim in TypeScript below those letters of its paper, "eigenbasis, spectrum", that they need. */
export function withLetters(paper: string, letters: string, definitions: string): string {
  const beside = filesBeside(fileURLToPath(new URL(`./${paper}/ITEM`, import.meta.url)));
  const file = parseClaimFile(`letters: ${letters}\n---\n${definitions.trim()}\n`, paper);
  return textOfReading(file, file.readings[0], beside).body;
}
