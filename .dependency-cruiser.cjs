// The import arrows of the design: src ← oracles ← properties; reports know the run record only; cli alone sees all.

/** Tests, and what they share, may import whatever they test with. */
const TESTS = '[.]test[.]ts$|/testing/';

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'src-imports-only-src',
      severity: 'error',
      from: { path: '^src/', pathNot: TESTS },
      to: { path: '^(oracles|properties|reports|fixtures|cli)/' },
    },
    {
      name: 'the-judge-never-knows-the-theorem',
      comment: 'an oracle may use types and number systems of src, never the solver or a formula it judges',
      severity: 'error',
      from: { path: '^oracles/', pathNot: TESTS },
      to: { path: '^(src/(?!(numbers|network)/)[^/]+|properties|reports|fixtures|cli)/' },
    },
    {
      name: 'properties-import-src-and-oracles',
      severity: 'error',
      from: { path: '^properties/', pathNot: TESTS },
      to: { path: '^(cli|reports)/' },
    },
    {
      name: 'no-verdict-asks-a-subject',
      comment: 'the solver and the descent of src/dynamics are judged; claims have gradient descent from oracles',
      severity: 'error',
      from: { path: '^(properties/claims|src/judge)/', pathNot: TESTS },
      to: { path: '^src/dynamics/' },
    },
    {
      name: 'reports-import-the-run-record-only',
      severity: 'error',
      from: { path: '^reports/', pathNot: `${TESTS}|^reports/(bench|pictures)/` },
      to: {
        path: '^(src|oracles|properties|fixtures)/',
        pathNot:
          '^(src/judge/(runRecord|readingThatHolds|tellApart)|src/latex/surveyedFormula|src/gate/(gateRecord|gateFindings|recordParts|median)|properties/figures/panels/figureRecord)[.]ts$',
      },
    },
    // The script for circles of folders counts a folder's own folders as part of it: these look one way, too.
    {
      name: 'the-integrator-knows-no-oracle',
      severity: 'error',
      from: { path: '^oracles/(taylor|riccati)/', pathNot: TESTS },
      to: { path: '^oracles/[^/]+[.]ts$' },
    },
    {
      name: 'words-of-reports-know-no-page',
      severity: 'error',
      from: { path: '^reports/[^/]+[.]ts$', pathNot: TESTS },
      to: { path: '^reports/[^/]+/' },
    },
    {
      name: 'panels-know-no-figure',
      severity: 'error',
      from: { path: '^properties/figures/panels/', pathNot: TESTS },
      to: { path: '^properties/figures/(?!panels/)' },
    },
    { name: 'tests-are-leaves', severity: 'error', from: {}, to: { path: '[.]test[.]ts$' } },
    {
      name: 'testing-is-for-tests',
      comment: 'folders named testing hold what tests share; no package ships them',
      severity: 'error',
      from: { pathNot: `${TESTS}|^reports/(bench|pictures)/` },
      to: { path: '/testing/' },
    },
    {
      name: 'one-door-to-decimal',
      comment: 'precision is an argument: a bare Decimal carries a global one',
      severity: 'error',
      from: { pathNot: `^src/numbers/decimal/decimalField[.]ts$|${TESTS}` },
      to: { path: 'node_modules/decimal[.]js' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default'] },
  },
};
