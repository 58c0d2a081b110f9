import { fig31 as anguitaFig31 } from './anguita2024/fig31.ts';
import { fig32 as anguitaFig32 } from './anguita2024/fig32.ts';
import { fig33 as anguitaFig33 } from './anguita2024/fig33.ts';
import { fig34 as anguitaFig34, fig35 as anguitaFig35, fig36 as anguitaFig36 } from './anguita2024/fig34to36.ts';
import { fig42 as anguitaFig42 } from './anguita2024/fig42.ts';
import { fig43 as anguitaFig43 } from './anguita2024/fig43.ts';
import { fig44 as anguitaFig44 } from './anguita2024/fig44.ts';
import { fig45 as anguitaFig45 } from './anguita2024/fig45.ts';
import { fig46 as anguitaFig46 } from './anguita2024/fig46.ts';
import { fig47 as anguitaFig47 } from './anguita2024/fig47.ts';
import { fig48 as anguitaFig48 } from './anguita2024/fig48.ts';
import { fig2ab } from './braun2022/fig2ab.ts';
import { fig2cd } from './braun2022/fig2cd.ts';
import { fig4def } from './braun2022/fig4def.ts';
import { fig5a } from './braun2022/fig5a.ts';
import { fig6ab } from './braun2022/fig6ab.ts';
import { fig1 } from './domine2025/fig1.ts';
import { fig2bc } from './domine2025/fig2bc.ts';
import type { FigureRecord } from './panels/figureRecord.ts';
import { fig1 as wendinFig1 } from './wendin2025/fig1.ts';
import { fig2 as wendinFig2 } from './wendin2025/fig2.ts';
import { fig3 as wendinFig3 } from './wendin2025/fig3.ts';
import { fig4 as wendinFig4 } from './wendin2025/fig4.ts';
import { fig5 as wendinFig5 } from './wendin2025/fig5.ts';
import { fig6 as wendinFig6 } from './wendin2025/fig6.ts';
import { fig7 as wendinFig7 } from './wendin2025/fig7.ts';

/** A figure of a paper that can be drawn again. */
export interface Figure {
  readonly paper: string;
  readonly draw: () => FigureRecord;
}

/** All figures, in the order of their papers. */
export const FIGURES: readonly Figure[] = [
  { paper: 'domine2025', draw: fig1 },
  { paper: 'domine2025', draw: fig2bc },
  { paper: 'braun2022', draw: fig2ab },
  { paper: 'braun2022', draw: fig2cd },
  { paper: 'braun2022', draw: fig4def },
  { paper: 'braun2022', draw: fig5a },
  { paper: 'braun2022', draw: fig6ab },
  { paper: 'anguita2024', draw: anguitaFig31 },
  { paper: 'anguita2024', draw: anguitaFig32 },
  { paper: 'anguita2024', draw: anguitaFig33 },
  { paper: 'anguita2024', draw: anguitaFig34 },
  { paper: 'anguita2024', draw: anguitaFig35 },
  { paper: 'anguita2024', draw: anguitaFig36 },
  { paper: 'anguita2024', draw: anguitaFig42 },
  { paper: 'anguita2024', draw: anguitaFig43 },
  { paper: 'anguita2024', draw: anguitaFig44 },
  { paper: 'anguita2024', draw: anguitaFig45 },
  { paper: 'anguita2024', draw: anguitaFig46 },
  { paper: 'anguita2024', draw: anguitaFig47 },
  { paper: 'anguita2024', draw: anguitaFig48 },
  { paper: 'wendin2025', draw: wendinFig1 },
  { paper: 'wendin2025', draw: wendinFig2 },
  { paper: 'wendin2025', draw: wendinFig3 },
  { paper: 'wendin2025', draw: wendinFig4 },
  { paper: 'wendin2025', draw: wendinFig5 },
  { paper: 'wendin2025', draw: wendinFig6 },
  { paper: 'wendin2025', draw: wendinFig7 },
];
