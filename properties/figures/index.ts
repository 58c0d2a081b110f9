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
  { paper: 'wendin2025', draw: wendinFig1 },
  { paper: 'wendin2025', draw: wendinFig2 },
  { paper: 'wendin2025', draw: wendinFig3 },
  { paper: 'wendin2025', draw: wendinFig4 },
  { paper: 'wendin2025', draw: wendinFig5 },
  { paper: 'wendin2025', draw: wendinFig6 },
  { paper: 'wendin2025', draw: wendinFig7 },
];
