/** What the page of figures has beyond the report's style: small panels in rows, and one look per source. */
export const FIGURE_STYLE = `
.figures { max-width: 80rem; }
.figures .lead { max-width: 46rem; margin-top: .75rem; color: var(--soft); }
.figures nav ul { display: flex; flex-wrap: wrap; gap: .3rem 1.5rem; margin-top: 1.25rem; }
.sources { display: flex; flex-wrap: wrap; gap: .5rem 1.75rem; margin: 1.5rem 0 0; font-size: .9063rem; }
.sources li { display: flex; gap: .5rem; align-items: center; }
.sources .chart { flex: none; margin: 0; }
.drawn { margin-top: 4rem; padding-top: 1.25rem; border-top: 1px solid var(--rule); }
.drawn h3 { margin-bottom: 1.25rem; }
.drawn h4 { margin: 1.5rem 0 .5rem; color: var(--soft); font-weight: 500; font-size: .9375rem; }
.panels { display: flex; flex-wrap: wrap; gap: .5rem .75rem; }
.panels .chart { margin: 0; }
.panels .key { font-size: 12.5px; }
.words { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 26rem), 1fr)); gap: 1rem 2.5rem; margin: 1.5rem 0 0; max-width: 72rem; }
.words dt { font-weight: 600; font-size: .875rem; color: var(--soft); }
.words dd { margin: .2rem 0 0; }
.settings { border-collapse: collapse; font-size: .875rem; line-height: 1.4; margin-top: .5rem; max-width: 64rem; }
.settings th, .settings td { text-align: left; vertical-align: top; font-weight: 400; padding: .25rem 1.25rem .25rem 0; border-top: 1px solid var(--rule); overflow-wrap: anywhere; }
.settings thead th { border-top: 0; color: var(--soft); font-size: .8125rem; }
.settings td:nth-child(2) { font-variant-numeric: tabular-nums; }
.figures .chart .gradient-descent, .sources .gradient-descent { stroke-width: 4.5; }
.figures .chart .random-draw, .sources .random-draw { stroke: var(--ink); stroke-width: 1; }
.figures .chart .random-draw.second { stroke: var(--oracle); }
.figures .chart .formula, .sources .formula { stroke-width: 2; stroke-dasharray: .01 3.7; }
.figures .chart .formula.second { stroke-width: 1.5; stroke-dasharray: 5 3; stroke-linecap: butt; }
.figures .chart .mark { fill: var(--paper); stroke-width: 1.6; }
.figures .chart .mark.second { fill: currentColor; fill: var(--oracle); }
.figures .chart .e-printed { stroke-width: 1.8; stroke-dasharray: none; }
.figures .crowded .gradient-descent { stroke-width: 1.2; opacity: .8; }
@media (max-width: 36rem) {
  .panels .chart { width: 100%; max-width: 21rem; }
}
`;
