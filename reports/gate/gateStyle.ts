/** What pages about gates add to the style of every page. */
export const GATE_STYLE = `
.subject-line { margin-top: .6rem; overflow-wrap: anywhere; color: var(--soft); }
.subject-line code { color: var(--ink); font-size: .9375rem; }
.outcome { display: flex; gap: 1rem; align-items: center; margin-top: 1.75rem; padding: 1.1rem 1.4rem; border-left: 6px solid currentColor; background: var(--panel); border-radius: 4px; }
.outcome .icon { width: 2rem; height: 2rem; top: 0; }
.outcome p { font-family: var(--serif); font-size: 1.4rem; font-weight: 600; line-height: 1.25; color: var(--ink); }
.outcome p small { display: block; font-family: var(--sans); font-size: .9063rem; font-weight: 400; color: var(--soft); margin-top: .2rem; }

.gate-claims { --columns: 7.5rem minmax(0, 1fr) 12.5rem 3rem 3.5rem 13rem; }
.gate-claims thead th:nth-child(n+3) { text-align: left; }
.gate-claims thead th.c-number { text-align: right; }
.gate-claims .badge { white-space: nowrap; }
.gate-claims .c-strip { padding-top: .45rem; }
.c-cases { font-size: .8438rem; color: var(--soft); }
.c-cases .track { margin: .4rem 0 .25rem; height: .55rem; }
.c-cases b { color: var(--refuted); }
.strip { display: block; width: 12.5rem; height: auto; overflow: visible; }
.strip .h, .histogram .h { fill: var(--holds); opacity: .8; }
.strip .f, .histogram .f { fill: var(--refuted); }
.strip path, .histogram path { stroke: var(--rule); stroke-width: 1; fill: none; }
.strip .beyond { fill: var(--ink); stroke: none; }
.strip .m, .histogram .m { stroke: var(--ink); stroke-width: 1.5; }
.strip-axis { font-weight: 400; font-variant-numeric: tabular-nums; display: flex; justify-content: space-between; width: 12.5rem; }

.evidence { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: 1.5rem 3rem; margin-top: 1.25rem; align-items: start; }
.evidence h4 { margin-bottom: .5rem; }
.histogram { display: block; width: 100%; max-width: 30rem; height: auto; overflow: visible; }
.histogram text { font: 12px var(--sans); fill: var(--soft); font-variant-numeric: tabular-nums; }
.histogram .value { fill: var(--ink); }

.grid { border-collapse: separate; border-spacing: 3px; font-size: .875rem; line-height: 1.25; margin-left: -3px; }
.grid th { font-weight: 400; color: var(--soft); padding: .2rem .6rem .2rem 0; text-align: left; font-size: .8125rem; }
.grid thead th { text-align: center; padding: .2rem .3rem; }
.grid td { text-align: center; padding: .4rem .55rem; min-width: 4.6rem; border-radius: 3px; font-variant-numeric: tabular-nums; background: color-mix(in srgb, var(--holds) var(--share, 0%), var(--panel)); }
.grid thead td { background: none; }
.grid td b { font-weight: 600; font-size: 1rem; }
.grid td small { display: block; color: var(--ink); font-size: .75rem; }
.grid td.bad { background: var(--ce-panel); box-shadow: inset 0 0 0 1.5px var(--refuted); }
.grid td.bad b, .grid td.bad small { color: var(--refuted); }
.grid td.none { background: repeating-linear-gradient(45deg, var(--panel) 0 4px, transparent 4px 8px); color: var(--soft); }
.other-axes { display: flex; flex-wrap: wrap; gap: 1rem 2.5rem; margin-top: 1.25rem; }
.other-axes .regime { flex: 0 1 auto; }
.other-axes .regime tbody th { min-width: 5.5rem; }

.cases { width: 100%; border-collapse: collapse; font-size: .875rem; line-height: 1.4; }
.cases th, .cases td { text-align: left; vertical-align: top; padding: .45rem 1rem .45rem 0; border-bottom: 1px solid var(--rule); font-weight: 400; }
.cases thead th { color: var(--soft); font-size: .8125rem; white-space: nowrap; }
.cases .n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.cases td:last-child { padding-right: 0; }
.cases .regimes-of { color: var(--soft); min-width: 11rem; }
.cases .bad { color: var(--refuted); font-weight: 600; }
.words { white-space: pre-wrap; overflow-wrap: anywhere; margin-top: .3rem; padding: .45rem .7rem; max-height: 9rem; overflow-y: auto; font-size: .7813rem; }
.cases .says td { padding-top: 0; }
.cases .before-says > * { border-bottom: 0; padding-bottom: .1rem; }
.not-judged { columns: 22rem; column-gap: 2.5rem; font-size: .9063rem; }
.not-judged li { break-inside: avoid; margin-bottom: .5rem; }
.not-judged span { color: var(--soft); display: block; }

.error-plots { display: flex; flex-wrap: wrap; gap: .75rem 1rem; }
.error-plot { flex: none; max-width: 100%; overflow: visible; }
.error-plot text { font: 11px var(--sans); fill: var(--soft); font-variant-numeric: tabular-nums; }
.error-plot .grid { stroke: var(--rule); fill: none; }
.error-plot .tick { stroke: var(--soft); fill: none; }
.error-plot circle { fill: var(--holds); fill-opacity: .45; stroke: var(--holds); cursor: pointer; }
.error-plot rect { fill: var(--refuted); stroke: var(--paper); cursor: pointer; }
.error-plot .beyond { fill: var(--holds); stroke: var(--paper); cursor: pointer; }
.error-plot .beyond.f { fill: var(--refuted); }
.error-plot .value { fill: var(--ink); }
.error-plot :is(circle, rect, .beyond):hover { stroke: var(--ink); stroke-width: 2; }

.versus-table { border-collapse: collapse; font-size: .9063rem; line-height: 1.35; }
.versus-table th, .versus-table td { text-align: left; vertical-align: top; padding: .55rem 1.1rem .55rem 0; border-bottom: 1px solid var(--rule); font-weight: 400; }
.versus-table thead th { font-weight: 600; border-bottom-color: var(--ink); overflow-wrap: anywhere; min-width: 7rem; }
.versus-table td { font-variant-numeric: tabular-nums; }
.versus-table td small { display: block; color: var(--soft); }
.versus-table .bad b { color: var(--refuted); }
.versus-table code { color: var(--soft); font-size: .75rem; display: block; overflow-wrap: anywhere; }

.history { width: 100%; border-collapse: collapse; font-size: .9063rem; }
.history th, .history td { text-align: left; vertical-align: middle; font-weight: 400; padding: .5rem 1rem .5rem 0; border-bottom: 1px solid var(--rule); overflow-wrap: anywhere; }
.history td:last-child { padding-right: 0; white-space: nowrap; font-variant-numeric: tabular-nums; }
.history .chart-cell { width: 30rem; }
.history .bad { color: var(--refuted); font-weight: 600; }
.over-records { display: block; width: 100%; max-width: 30rem; height: auto; overflow: visible; }
.over-records text { font: 11px var(--sans); fill: var(--soft); font-variant-numeric: tabular-nums; }
.over-records .grid { stroke: var(--rule); fill: none; }
.over-records .line { stroke: var(--soft); stroke-width: 1.5; fill: none; }
.over-records .held { fill: var(--holds); stroke: var(--paper); }
.over-records .failed { fill: var(--refuted); stroke: var(--paper); }
.over-records .none { stroke: var(--refuted); stroke-width: 1.5; fill: none; }

@media (max-width: 52rem) {
  .history, .history tbody, .history tr, .history th, .history td { display: block; }
  .history thead { display: none; }
  .history th, .history td { border: 0; padding: .2rem 0; } .history tr { border-bottom: 1px solid var(--rule); padding: .5rem 0; }
  .history .chart-cell { width: auto; }
  .evidence { grid-template-columns: minmax(0, 1fr); }
  .gate-claims .entry :is(.c-strip, .c-cases) { flex: 0 0 100%; padding-top: .3rem; }
  .gate-claims .entry .c-strip { padding-left: 8px; }
  .gate-claims .c-number { flex: 0 0 auto; }
}
@media (max-width: 36rem) {
  .grid td { min-width: 0; padding: .35rem .3rem; }
  .grid th { padding-right: .3rem; }
  .outcome p { font-size: 1.2rem; }
}
@media print { .words { max-height: none; } .evidence, .cases tr { break-inside: avoid; } .grid td, .strip, .histogram { -webkit-print-color-adjust: exact; print-color-adjust: exact; } }
`;
