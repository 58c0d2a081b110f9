// The import arrows of the design: src ← oracles ← properties; reports know the run record only; cli alone sees all.
module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'src-imports-only-src',
      severity: 'error',
      from: { path: '^src/', pathNot: '[.]test[.]ts$' },
      to: { path: '^(oracles|properties|reports|fixtures|cli)/' },
    },
    {
      name: 'the-judge-never-knows-the-theorem',
      comment: 'an oracle may use types and number systems of src, never the solver or a formula it judges',
      severity: 'error',
      from: { path: '^oracles/', pathNot: '[.]test[.]ts$' },
      to: { path: '^(src/(dynamics|formula|cli)|properties|reports|fixtures)/' },
    },
    {
      name: 'properties-import-src-and-oracles',
      severity: 'error',
      from: { path: '^properties/', pathNot: '[.]test[.]ts$' },
      to: { path: '^(cli|reports)/' },
    },
    {
      name: 'no-verdict-asks-a-subject',
      comment: 'the solver and the descent of src/dynamics are judged; claims have gradient descent from oracles',
      severity: 'error',
      from: { path: '^properties/(claims/|[a-zA-Z]+[.]ts$)', pathNot: '[.]test[.]ts$' },
      to: { path: '^src/dynamics/' },
    },
    {
      name: 'reports-import-the-run-record-only',
      severity: 'error',
      from: { path: '^reports/', pathNot: '[.]test[.]ts$|^reports/bench/' },
      to: {
        path: '^(src|oracles|properties|fixtures)/',
        pathNot:
          '^properties/(runRecord|readingThatHolds|tellApart|gate/(gateRecord|gateFindings|recordParts|median)|figures/figureRecord)[.]ts$',
      },
    },
    { name: 'tests-are-leaves', severity: 'error', from: {}, to: { path: '[.]test[.]ts$' } },
    {
      name: 'one-door-to-decimal',
      comment: 'precision is an argument: a bare Decimal carries a global one',
      severity: 'error',
      from: { pathNot: '^src/numbers/decimal/decimalField[.]ts$|[.]test[.]ts$' },
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
