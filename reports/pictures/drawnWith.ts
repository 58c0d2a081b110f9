import type { FigureRecord } from '../../properties/figures/panels/figureRecord.ts';
import { caseVariables } from '../../src/gate/caseVariables.ts';
import { sampleGate } from '../../src/gate/testing/sampleGate.ts';
import { renderGateHtml } from '../gate/gateHtml.ts';
import { GATE_STYLE } from '../gate/gateStyle.ts';
import { summariseGate } from '../gate/gateSummary.ts';
import { counterexampleHtml } from '../html/counterexample.ts';
import { FIGURE_STYLE } from '../html/figureStyle.ts';
import { renderFigures } from '../html/figures.ts';
import { plotsHtml } from '../html/plots.ts';
import { PAGE_STYLE } from '../html/style.ts';
import { sampleRecord } from '../testing/sampleRecord.ts';

interface Sample {
  readonly html: string;
  readonly style: string;
}

/** What a picture shows a part of, made of a sample by the code as it is now. */
export function sampleOf(shows: 'counterexample' | 'figure' | 'gate'): Sample {
  if (shows === 'figure')
    return {
      html: between(renderFigures([FIGURE]), '<article', '<dl class="words">'),
      style: PAGE_STYLE + FIGURE_STYLE,
    };
  if (shows === 'gate') {
    const page = renderGateHtml(summariseGate(sampleGate({ cases: 12 }), undefined, caseVariables));
    const shown = between(page, '<header class="top">', '<noscript').replace(/<script>[\s\S]*?<\/script>/, '');
    return { html: shown, style: PAGE_STYLE + GATE_STYLE };
  }
  const { counterexample, plot } = sampleRecord().claims.find(claim => claim.plot && claim.counterexample)!;
  return { html: counterexampleHtml(counterexample!, 's') + plotsHtml(plot!, 's'), style: PAGE_STYLE };
}

/** The rules of a style sheet that speak of no class that the markup does not have. */
export function rulesFor(html: string, style: string): string[] {
  const classes = new Set([...html.matchAll(/class="([^"]*)"/g)].flatMap(([, names]) => names!.split(/\s+/)));
  const concerns = (selector: string): boolean =>
    [...selector.matchAll(/\.([A-Za-z][\w-]*)/g)].every(([, name]) => classes.has(name!));
  return [...style.matchAll(/([^{}]+)\{([^{}]*)\}/g)]
    .filter(([, selectors]) => selectors!.split(',').some(concerns))
    .map(([rule]) => rule.trim());
}

function between(page: string, from: string, to: string): string {
  const start = page.indexOf(from);
  const end = page.indexOf(to, start);
  if (start < 0 || end < 0) throw new Error(`a page has no ${start < 0 ? from : to}`);
  return page.slice(start, end);
}

const TIMES = [0, 1, 2, 3];
const FIGURE: FigureRecord = {
  id: 'sample/fig-1',
  paper: 'sample',
  name: 'figure 1',
  title: 'A sample',
  settings: [{ name: 'λ', value: '1', origin: 'printed', because: 'caption' }],
  rows: [
    {
      label: '2-2-2',
      panels: (['linear', 'log10'] as const).map(yScale => ({
        title: 'loss',
        x: { label: 't / τ', scale: 'linear' },
        yScale,
        curves: (
          ['closed form', 'oracle', 'gradient descent', 'random draw', 'as printed', 'as corrected'] as const
        ).map((source, k) => ({ source, x: TIMES, y: TIMES.map(t => Math.exp(-t) + k / 10) })),
      })),
    },
  ],
  shows: '',
  cannotShow: '',
  agreement: { markers: 4, digits: 20 },
};
