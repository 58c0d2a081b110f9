const DARK: string = `
  --paper: #16181b; --panel: #1e2125; --ink: #e6e4df; --soft: #a2a6ac; --rule: #34383d; --link: #8bbcf0;
  --holds: #4cc3a5; --conditional: #7ab2ee; --corrected: #d990c6; --refuted: #f58a4f; --undecided: #dcb445; --vacuous: #a2a6ac;
  --oracle: #7ab2ee; --descent: #a8772a; --ce: #f58a4f; --ce-panel: #241e1a; --mark: #5a3a1c; --on: #16181b;
`;

/** The page's style: light, dark, narrow and print. Colours are from a colour-blind-safe set, never the only sign. */
export const PAGE_STYLE: string = `
/* DejaVu Serif Bold, the serif of many Linuxes, draws a superscript T as S. */
@font-face { font-family: "superscript T"; src: local("DejaVu Sans Bold"), local("DejaVuSans-Bold"); unicode-range: U+1D40; }
:root {
  color-scheme: light dark;
  --paper: #fdfdfb; --panel: #f5f4ef; --ink: #1c1e21; --soft: #5a5f66; --rule: #dcdbd4; --link: #1d5794;
  --holds: #00705a; --conditional: #1f62a8; --corrected: #8a3a78; --refuted: #b33c00; --undecided: #7a5c00; --vacuous: #5f646b;
  --oracle: #1f62a8; --descent: #eab354; --ce: #b33c00; --ce-panel: #fbf4ee; --mark: #ffe7c9; --on: #fff;
  --serif: "superscript T", Charter, "Bitstream Charter", "Iowan Old Style", "Palatino Linotype", Palatino, Georgia, "Liberation Serif", serif;
  --sans: system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Liberation Sans", Arial, sans-serif;
  --mono: ui-monospace, "SF Mono", Menlo, Consolas, "Liberation Mono", "DejaVu Sans Mono", monospace;
}
@media (prefers-color-scheme: dark) { :root:not([data-theme="light"]) { ${DARK} } }
:root[data-theme="dark"] { color-scheme: dark; ${DARK} }
:root[data-theme="light"] { color-scheme: light; }
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; scroll-padding-top: 1rem; }
body { margin: 0 auto; padding: 3.5rem 2rem 4rem; max-width: 68rem; background: var(--paper); color: var(--ink); font: 1rem/1.55 var(--sans); overflow-wrap: break-word; }
h1, h2, h3 { font-family: var(--serif); font-weight: 600; line-height: 1.2; margin: 0; text-wrap: balance; }
h1 { font-size: 2.1rem; letter-spacing: -.01em; }
h2 { font-size: 1.5rem; margin: 3rem 0 1rem; }
h3 { font-size: 1.5rem; }
h4 { font-size: 1.05rem; font-weight: 600; margin: 0 0 .75rem; display: flex; flex-wrap: wrap; gap: .25rem .9rem; align-items: baseline; }
h5, h6 { font-size: .8125rem; font-weight: 600; color: var(--soft); margin: 1.25rem 0 .4rem; }
p { margin: 0; }
a { color: var(--link); text-decoration-thickness: 1px; text-underline-offset: .18em; }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; border-radius: 2px; }
code, pre { font-family: var(--mono); font-size: .8125rem; }
pre { margin: 0; padding: .75rem 1rem; background: var(--panel); border-radius: 4px; line-height: 1.5; }
ul { margin: 0; padding: 0; list-style: none; }
sup { font-size: .75em; line-height: 0; }
.scroll { overflow-x: auto; overflow-y: hidden; max-width: 100%; }
.skip { position: absolute; left: -99rem; }
.unseen { position: absolute; width: 1px; height: 1px; margin: 0; overflow: hidden; clip-path: inset(50%); }
.skip:focus { left: 1rem; top: 1rem; background: var(--paper); padding: .5rem; }
.nil, .soft, .hint { color: var(--soft); }
.hint { font-size: .8125rem; }
.scroll + .hint { margin: .35rem 0 1rem; }
.soft { font-weight: 400; }
.eyebrow { font-size: .8125rem; color: var(--soft); margin-bottom: .5rem; display: flex; flex-wrap: wrap; gap: .1rem 1rem; }
.eyebrow a { font-family: var(--mono); overflow-wrap: anywhere; }

.run { display: flex; flex-wrap: wrap; gap: 1rem 2.75rem; margin: 1.75rem 0 0; }
.run dt { font-size: .8125rem; color: var(--soft); }
.run dd { margin: 0; font-size: 1.125rem; font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
.alarm { margin-top: 1.5rem; padding: .9rem 1.1rem; border: 2px solid var(--refuted); border-radius: 4px; overflow-wrap: anywhere; }
.alarm strong { color: var(--refuted); }

.icon { flex: none; width: 1em; height: 1em; position: relative; top: .12em; }
.shapes { position: absolute; }
/* In a copy that <use> makes, what holds the symbol is not there. */
symbol .f { fill: currentColor; }
symbol .s { fill: none; stroke: var(--paper); stroke-width: 1.9; stroke-linecap: round; stroke-linejoin: round; }
symbol .r, symbol .o { fill: none; stroke: currentColor; stroke-width: 1.7; stroke-linecap: round; }
.badge { display: inline-flex; gap: .45em; align-items: baseline; font-weight: 600; font-size: .9375rem; line-height: 1.35; }
.badge .icon { top: .13em; }
.v-holds { color: var(--holds); } .v-conditional { color: var(--conditional); } .v-corrected { color: var(--corrected); }
.v-refuted { color: var(--refuted); } .v-undecided { color: var(--undecided); } .v-vacuous { color: var(--vacuous); }

.chips { display: flex; flex-wrap: wrap; gap: .5rem; margin-bottom: .35rem; }
.chip { font: inherit; font-size: .875rem; line-height: 1.3; display: inline-flex; gap: .45em; align-items: baseline; text-align: left; padding: .4rem .8rem; border: 1px solid var(--rule); border-radius: 1.2rem; background: none; cursor: pointer; opacity: 1; }
.chip span { color: var(--ink); }
.chip b { font-variant-numeric: tabular-nums; }
.chip:disabled { cursor: default; }
.chip[data-count="0"] span, .chip[data-count="0"] { color: var(--soft); }
.chip:not(:disabled):hover { border-color: currentColor; }
.chip[aria-pressed="true"] { border-color: currentColor; box-shadow: inset 0 0 0 1px currentColor; background: var(--panel); }
#filter-status { min-height: 1.4em; }

/* A grid a claim, and not a table: of hundreds only those in view are laid out. */
.summary { --columns: 12.5rem minmax(0, 1fr) 9.5rem 6rem 3rem 3rem 6.2rem; display: block; font-size: .9063rem; line-height: 1.4; margin-top: .5rem; }
.summary :where(thead, tbody, .paper tr, .section tr, .paper th, .section th) { display: block; }
.summary thead tr, .entry { display: grid; grid-template-columns: var(--columns); column-gap: .75rem; }
.entry { content-visibility: auto; contain-intrinsic-size: auto 4.5rem; border-top: 1px solid var(--rule); }
.entry tr { display: contents; }
.summary thead tr { align-items: end; border-bottom: 1px solid var(--ink); }
.summary thead th { text-align: left; font-size: .8125rem; font-weight: 500; color: var(--soft); padding: .4rem 0; }
.summary thead th:nth-child(n+5), .c-number { text-align: right; white-space: nowrap; }
.paper th { text-align: left; font-family: var(--serif); font-size: 1.0625rem; font-weight: 600; padding: 1.6rem 0 .5rem; }
.summary .section th { text-align: left; font-weight: 600; padding: .9rem 0 .4rem; }
.summary th .soft { font-size: .875rem; font-weight: 400; }
.entry td, .entry th { padding: .6rem 0; text-align: left; font-weight: 400; }
.entry tr + tr > * { padding-top: 0; }
.entry :is(.c-verdict, .c-claim, .c-source) { grid-row: span var(--readings, 1); }
.entry .c-reading { grid-column: 4; }
.entry .c-reading[colspan] { grid-column: 4 / -1; }
.entry:hover { background: var(--panel); }
.entry .c-number { text-align: right; font-variant-numeric: tabular-nums; }
.c-claim a { display: block; color: var(--ink); text-decoration-color: var(--rule); font-weight: 500; overflow-wrap: anywhere; }
.c-claim a:hover { text-decoration-color: currentColor; }
.c-claim code { color: var(--soft); font-size: .75rem; overflow-wrap: anywhere; }
.c-source, .c-reading { color: var(--soft); overflow-wrap: anywhere; }
.differs-from { color: var(--refuted); font-size: .8125rem; }
.c-verdict .differs-from { display: block; margin-top: .2rem; }

.claim { margin-top: 5rem; padding-top: 1.75rem; border-top: 2px solid var(--ink); }
.claim:target { border-top-color: var(--link); }
.claim h3 { overflow-wrap: anywhere; }
.verdict-line { margin-top: .75rem; display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; align-items: baseline; }
.verdict-line .badge { font-size: 1.0625rem; }
.ledger { font-size: .875rem; color: var(--soft); }
.ledger.differs-from { color: var(--refuted); }
.source { color: var(--soft); margin-top: .6rem; }
.note { max-width: 44rem; margin-top: .6rem; white-space: pre-line; }
.reading, .part { margin-top: 2.5rem; }
.statement { padding: 1.1rem 0; font-size: 1.2rem; }
.version + .version { border-top: 1px solid var(--rule); margin-top: .9rem; padding-top: .9rem; }
.version .statement { padding: .6rem 0 .2rem; }
.version .tag { display: flex; flex-wrap: wrap; gap: .25rem .9rem; align-items: baseline; }
.version .more { font-size: .9375rem; margin-top: .35rem; max-width: 46rem; }
.version .more b { background: var(--mark); font-weight: 600; }
.changed { background: var(--mark); border-bottom: 2px solid var(--ce); }
math { font-family: "Cambria Math", "STIX Two Math", "STIXTwoMath-Regular", "Latin Modern Math", "Libertinus Math", "DejaVu Math TeX Gyre", "NotoSansMath-Regular", math; }
.statement math { display: block math; width: max-content; margin: 0; }
.statement math > * { text-align: left; }
.hypotheses { margin: .25rem 0 1rem; max-width: 46rem; }
.hypotheses h5 { margin-top: 0; }
.hypotheses.none { color: var(--soft); font-size: .9375rem; }
.hypotheses li { padding-left: 1rem; position: relative; }
.hypotheses li::before { content: "–"; position: absolute; left: 0; color: var(--soft); }
.hypotheses li span { color: var(--soft); }
.hypotheses li span::before { content: "· "; }
.facts { display: grid; grid-template-columns: 8.5rem minmax(0, 1fr); gap: .35rem 1rem; margin: 1rem 0; max-width: 52rem; }
.facts > div { display: contents; }
.facts dt { color: var(--soft); font-size: .875rem; padding-top: .1rem; }
.facts dd { margin: 0; font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
.facts strong { font-weight: 600; }

.alike { font-size: .875rem; margin: 1rem 0; }
.alike li { padding: .1rem 0; font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
.alike b { font-weight: 500; color: var(--soft); padding-right: .4rem; }
.regimes { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 26rem), 1fr)); gap: 1.5rem 3rem; margin: 1.5rem 0; }
.regime { border-collapse: collapse; width: 100%; font-size: .8438rem; line-height: 1.3; align-self: start; }
.regime caption { text-align: left; font-weight: 600; color: var(--soft); font-size: .8125rem; padding-bottom: .15rem; }
.regime th, .regime td { padding: .16rem 0 .16rem .7rem; font-weight: 400; text-align: right; font-variant-numeric: tabular-nums; }
.regime thead th { color: var(--soft); font-size: .75rem; }
.regime tbody th { text-align: left; padding-left: 0; min-width: 7rem; max-width: 10rem; overflow-wrap: break-word; }
.regime .bar { min-width: 3.5rem; width: 45%; }
.regime .bad { color: var(--refuted); font-weight: 600; }
.track { display: flex; height: .7rem; gap: 1px; }
.track i { display: block; min-width: 2px; border-radius: 1px; }
.track .held { background: var(--holds); opacity: .75; }
.track .failed { background: repeating-linear-gradient(45deg, var(--refuted) 0 3px, var(--paper) 3px 4.5px); outline: 1px solid var(--refuted); outline-offset: -1px; }
.track .open { border: 1px dashed var(--undecided); }

.maps { display: flex; flex-wrap: wrap; gap: 1.5rem 3rem; margin: .5rem 0 .75rem; }
.map { border-collapse: collapse; font-size: .875rem; line-height: 1.3; align-self: start; }
.map caption { text-align: left; font-weight: 600; color: var(--soft); font-size: .8125rem; padding-bottom: .3rem; }
.map th, .map td { padding: .3rem .8rem; font-weight: 400; text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.map thead th { color: var(--soft); font-size: .8125rem; }
.map tbody th { text-align: left; padding-left: 0; }
.map tbody td { border: 1px solid var(--rule); }
.map .good { color: var(--holds); } .map .open { color: var(--undecided); }
.map .bad { color: var(--refuted); font-weight: 600; background: var(--ce-panel); }
.map .outside { color: var(--soft); font-size: .8125rem; background: repeating-linear-gradient(45deg, var(--panel) 0 4px, transparent 4px 8px); }
.proposal { margin: .75rem 0 1.25rem; }
.diff del, .diff ins { text-decoration: none; display: inline-block; min-width: 100%; }
.diff del { color: var(--refuted); } .diff ins { color: var(--holds); }
.typeset > div { display: flex; gap: .6rem; align-items: center; min-width: 0; }
.typeset .tag { flex: none; width: 6.5rem; font-size: .8125rem; }
.typeset .statement { flex: 1; min-width: 0; }
.typeset .del .tag, .typeset .del [style*="border"] { color: var(--refuted); }
.typeset .ins .tag, .typeset .ins [style*="border"] { color: var(--holds); }
.diff b { background: var(--mark); font-weight: 700; }
.misfits p { margin: .75rem 0 .25rem; font-size: .9063rem; }
details { margin: .75rem 0; }
summary { cursor: pointer; color: var(--soft); font-size: .875rem; width: fit-content; }
summary:hover { color: var(--ink); }
details[open] > summary { margin-bottom: .5rem; }
details h6 { margin: .75rem 0 .3rem; }
pre.tex { white-space: pre-wrap; overflow-wrap: anywhere; }

.counterexample { margin-top: 2.5rem; padding: 1.5rem 1.75rem 1.75rem; background: var(--ce-panel); border: 1px solid var(--ce); border-radius: 6px; }
.counterexample h4 { margin-bottom: .25rem; }
.counterexample pre { background: var(--paper); }
.values { display: flex; flex-wrap: wrap; gap: .9rem 2.25rem; align-items: center; }
.values > *, .versus .scroll { max-width: 100%; padding: .15rem .1rem; }
.value { font-size: 1.1rem; }
.matrix { border-left: 1.5px solid; border-right: 1.5px solid; padding: 0 .15em; margin: 0 .1em;
  background: linear-gradient(currentColor, currentColor) 0 0 / .35em 1.5px no-repeat, linear-gradient(currentColor, currentColor) 100% 0 / .35em 1.5px no-repeat,
    linear-gradient(currentColor, currentColor) 0 100% / .35em 1.5px no-repeat, linear-gradient(currentColor, currentColor) 100% 100% / .35em 1.5px no-repeat;
  -webkit-print-color-adjust: exact; print-color-adjust: exact; }
.matrix mtd { padding: .5ex .5em; }
.differs { background: var(--mark); border: 1.5px solid var(--ce); border-radius: 2px; padding: .15em .3em; }
.first-different { border-bottom: 2px solid var(--ce); }
.versus { display: flex; flex-wrap: wrap; gap: 1.25rem 3rem; align-items: flex-start; margin-bottom: .5rem; }
.versus figure { margin: 0; max-width: 100%; min-width: 0; }
figcaption { color: var(--soft); font-size: .875rem; margin-bottom: .3rem; }
.quantity { font-family: var(--serif); font-size: 1.0625rem; color: var(--ink); }
.reason { color: var(--ce); font-weight: 500; }
.copy { display: flex; gap: .6rem; align-items: center; }
.copy pre { flex: 1; min-width: 0; user-select: all; }
.copy button { font: inherit; font-size: .8125rem; padding: .2rem .7rem; border: 1px solid var(--rule); border-radius: 4px; background: var(--paper); color: var(--ink); cursor: pointer; }
.copy button:hover { border-color: var(--soft); }

.mutants { columns: 18rem; column-gap: 2.5rem; font-size: .9063rem; }
.mutants li { break-inside: avoid; overflow-wrap: anywhere; }
.survived h5 { color: var(--refuted); margin-top: .75rem; }
.back { margin-top: 2.25rem; font-size: .875rem; color: var(--soft); display: flex; justify-content: space-between; gap: 1rem; }
footer { margin-top: 5rem; padding-top: 1rem; border-top: 1px solid var(--rule); color: var(--soft); font-size: .8125rem; }

.plots { margin: 0; }
.plots figcaption { max-width: 44rem; margin-bottom: 1rem; }
.chart { display: block; max-width: 100%; height: auto; margin-bottom: 1.25rem; overflow: visible; }
.chart text { font: 13px var(--sans); fill: var(--ink); }
.chart .tick { fill: var(--soft); font-size: 12px; font-variant-numeric: tabular-nums; }
.chart .name, .chart .none { fill: var(--soft); }
.chart path { fill: none; stroke: none; }
.chart .grid { stroke: var(--rule); stroke-width: 1; }
.chart .axis { stroke: var(--soft); stroke-width: 1; }
.chart .place { stroke: var(--refuted); stroke-width: 1; stroke-dasharray: 3 3; }
.chart .leader { stroke: var(--rule); stroke-width: 1; }
.chart .line { stroke-linejoin: round; stroke-linecap: round; }
.chart .formula { stroke: var(--ink); stroke-width: 2.6; stroke-dasharray: .01 5.5; }
.chart .oracle { stroke: var(--oracle); stroke-width: 2; }
.chart .gradient-descent { stroke: var(--descent); stroke-width: 7; opacity: .75; }
.chart .formula.n2 { stroke: var(--holds); stroke-dasharray: .01 9; }
.chart .oracle.n2 { stroke: var(--corrected); stroke-dasharray: 9 5; }
.chart .oracle.n3 { stroke: var(--holds); stroke-dasharray: 3 4; }
.chart circle.mark { fill: var(--paper); stroke: var(--ink); stroke-width: 1.6; stroke-dasharray: none; }
.chart circle.mark.oracle { stroke: var(--oracle); }
.chart .e-printed { stroke: var(--refuted); stroke-width: 2; }
.chart .e-corrected { stroke: var(--holds); stroke-width: 2; stroke-dasharray: 7 5; }
.chart .e-extra { stroke: var(--conditional); stroke-width: 2; stroke-dasharray: 2 5; }
.chart .dot { stroke: none; fill: var(--ink); }
.at-narrow { display: none; }

[hidden] { display: none !important; }

.theme { position: absolute; top: 1rem; right: 1rem; }
.theme, .walk button { font: inherit; font-size: .8125rem; padding: .2rem .7rem; border: 1px solid var(--rule); border-radius: 4px; background: var(--paper); color: var(--ink); cursor: pointer; }
.search { display: flex; flex-wrap: wrap; gap: .6rem 1rem; align-items: end; margin: 0 0 1rem; }
.search label { display: grid; gap: .15rem; font-size: .8125rem; color: var(--soft); max-width: 100%; }
.search .query { flex: 1 1 18rem; }
.search input, .search select { font: inherit; font-size: .9375rem; padding: .35rem .5rem; color: var(--ink); background: var(--paper); border: 1px solid var(--rule); border-radius: 4px; width: 100%; max-width: 100%; }
.findings { margin: .75rem 0 0; padding: 0; list-style: none; }
.findings li, .relations li { padding: .3rem 0; overflow-wrap: anywhere; }
.findings .badge, .relations .badge { font-size: .875rem; }
.resting summary { color: var(--ink); font-size: 1rem; }
.parts { display: flex; flex-wrap: wrap; gap: 1.25rem 2.5rem; align-items: flex-start; margin: .75rem 0; }
.part-of-graph { display: block; flex: none; overflow: visible; }
.part-of-graph text { font: 12px var(--mono); fill: var(--ink); }
.part-of-graph rect { fill: var(--paper); stroke: var(--rule); }
.part-of-graph .falls rect { stroke: var(--refuted); stroke-dasharray: 4 2; }
.part-of-graph .edge { fill: none; stroke: var(--soft); opacity: .55; }
.part-of-graph .edge.wrong { stroke: var(--refuted); stroke-width: 1.75; opacity: .9; }
.part-of-graph a:hover rect, .part-of-graph a:focus-visible rect { stroke: var(--link); stroke-width: 2; }
.resting-list { columns: 26rem; column-gap: 2.5rem; font-size: .9063rem; }
.resting-list li { break-inside: avoid; padding: .15rem 0; overflow-wrap: anywhere; }
.walk { display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: center; margin-bottom: 1.5rem; font-size: .875rem; }
.walk pre { flex: 1 0 100%; white-space: pre-wrap; overflow-wrap: anywhere; }
[data-view] article.claim:not([data-open]) { display: none; }
[data-view="claim"] #claims, [data-view="claim"] .top, [data-view="claim"] section.claim { display: none; }
[data-view="claim"] .claim { margin-top: 1rem; border-top: 0; }

@media (max-width: 52rem) {
  .summary thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .summary .entry, .summary td, .summary th { display: block; }
  .summary .entry { padding: .8rem 0; contain-intrinsic-size: auto 8rem; }
  .summary .entry tr > * { padding: 0; text-align: left; }
  .summary .entry tr { display: flex; flex-wrap: wrap; gap: .1rem 1rem; }
  .summary .c-verdict, .summary .c-claim, .summary .c-source { flex: 0 0 100%; }
  .summary .c-claim { margin: .2rem 0; }
  .summary .c-reading { flex: 1 0 100%; margin-top: .3rem; }
  .summary .c-number::before { content: attr(data-label) " "; color: var(--soft); }
}
@media (max-width: 44rem) {
  .at-wide { display: none; } .at-narrow { display: block; }
}
@media (max-width: 36rem) {
  body { padding: 1.75rem 1.1rem 3rem; }
  h1 { font-size: 1.65rem; } h3 { font-size: 1.3rem; }
  .run { gap: .75rem 1.75rem; }
  .claim { margin-top: 3.5rem; }
  .facts { grid-template-columns: minmax(0, 1fr); gap: 0; }
  .facts dd { margin-bottom: .6rem; }
  .counterexample { padding: 1.1rem 1rem 1.2rem; margin-inline: -.3rem; }
  .statement { font-size: 1.1rem; }
  .map th, .map td { padding: .3rem .45rem; }
}
@media print {
  :root {
    --paper: #fff; --panel: #f6f6f4; --ink: #000; --soft: #444; --rule: #bbb; --link: #000;
    --holds: #00705a; --conditional: #1f62a8; --corrected: #8a3a78; --refuted: #b33c00; --undecided: #7a5c00; --vacuous: #5f646b;
    --oracle: #1f62a8; --descent: #eab354; --ce: #b33c00; --ce-panel: #fff; --mark: #ffe7c9;
  }
  body { padding: 0; max-width: none; font-size: 10pt; }
  .skip, .theme, .search, .walk, .copy button, .back a, #filter-status:empty { display: none; }
  .scroll { overflow: visible; }
  .statement { font-size: .85rem; }
  pre { white-space: pre-wrap; overflow-wrap: anywhere; border: 1px solid var(--rule); }
  [data-view="index"] article.claim[data-chosen] { display: block; }
  details::details-content { content-visibility: visible; display: block; }
  .entry { content-visibility: visible; }
  .claim { margin-top: 2.5rem; }
  h3, h4, h5, .eyebrow, .verdict-line, caption, figcaption { break-after: avoid; }
  .counterexample, .chart, .regime, .map, .entry, .statement, .facts > div { break-inside: avoid; }
  .track i, .differs, .chart { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
}
`;
