import { ANGUITA2024 } from './anguita2024/index.ts';
import { BRAUN2022 } from './braun2022.ts';
import { DOMINE2025 } from './domine2025.ts';
import type { Statement } from './statement.ts';
import { WENDIN2025 } from './wendin2025/index.ts';

/** What each paper asserts, statement by statement, and which claims judge it. */
export const STATEMENTS: Readonly<
  Record<'domine2025' | 'braun2022' | 'anguita2024' | 'wendin2025', readonly Statement[]>
> = {
  domine2025: DOMINE2025,
  braun2022: BRAUN2022,
  anguita2024: ANGUITA2024,
  wendin2025: WENDIN2025,
};
