import { BRAUN2022 } from './braun2022.ts';
import { DOMINE2025 } from './domine2025.ts';
import type { Statement } from './statement.ts';

/** What each paper asserts, statement by statement, and which claims judge it. Papers that are covered in part only are not here. */
export const STATEMENTS: Readonly<Record<'domine2025' | 'braun2022', readonly Statement[]>> = {
  domine2025: DOMINE2025,
  braun2022: BRAUN2022,
};
