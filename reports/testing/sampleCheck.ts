import type { ClaimRecord, FormulaCheckRecord, MapCell, RunRecord } from '../../src/judge/runRecord.ts';
import { sampleRecord } from './sampleRecord.ts';

const cell = (held: number, failed = 0, noValue = 0, undecided = 0): MapCell => ({
  held,
  failed,
  noValue,
  undecided,
  outside: false,
});
const outside: MapCell = { ...cell(0), outside: true };

const CHECK: FormulaCheckRecord = {
  file: 'some folder/<my> formula.txt',
  claims: 'equation (left == right: two expressions of one shape)',
  scope: 'white inputs, weights of any balance, Ni, Nh and No from 1 to 3',
  notes: ['the claim is made at the time tpeak'],
  misfits: Array.from({ length: 6 }, (_, i) => ({
    message: `line ${i + 1}, column 3: * needs as many columns on its left as rows on its right, got Nh×Ni and No×Nh, when Ni ≠ No`,
    picture: 'A = W1*W2 <b>\n      ^',
  })),
  maps: [
    {
      rowAxis: 'architecture',
      columnAxis: 'balance',
      columns: ['λ < 0', 'λ = 0', 'not balanced'],
      rows: [
        { value: 'square', cells: [cell(12), cell(3, 4, 5, 6), outside] },
        { value: 'inverted-funnel', cells: [cell(0), cell(0, 0, 1), cell(0, 0, 0, 2)] },
      ],
    },
  ],
  conditioning: {
    cases: 40,
    noValue: 3,
    formula: { worst: 12.3, median: 1.2 },
    solver: { worst: 2.5, median: 0.4 },
    regimes: [
      { axis: 'time', value: 'early', cases: 20, noValue: 0, formula: 1.5, solver: 0.5 },
      { axis: 'time', value: 'late', cases: 20, noValue: 3, formula: 12.3, solver: 2.5 },
      { axis: 'size of λ', value: 'large', cases: 5, noValue: 0, formula: 9, solver: 8.5 },
    ],
  },
  holdsUnder: {
    tried: 28,
    tooRare: false,
    notLookedAt: 0,
    found: [{ line: 'needs: positively-aligned', meaning: 'a <meaning>', held: 40, judged: 41 }],
  },
  repair: {
    proposals: [
      {
        edits: ["line 3: B' → B"],
        formula: 'A = <B>\nA',
        changes: [
          {
            line: 3,
            before: "A = B'*<C>",
            after: 'A = B*<C>',
            beforeTeX: String.raw`A &= \boxed{B^{\top}} \, C`,
            afterTeX: String.raw`A &= \boxed{B} \, C`,
            removed: [{ column: 6, length: 1 }],
            added: [],
          },
        ],
        held: 60,
        judged: 60,
        sameAs: [["line 4: C → C'", 'line 5: D → -D']],
      },
    ],
    partial: [],
    tried: 4321,
    stages: [
      { edits: 1, tried: 321, of: 321 },
      { edits: 2, tried: 4000, of: 51_360 },
    ],
    stoppedBecause: 'found',
  },
};

/** A made-up check of a formula file: every part of it, awkward text. No result of any run. */
export function sampleCheck(changes: Partial<FormulaCheckRecord> = {}): RunRecord {
  const record = sampleRecord();
  const base = record.claims.find(claim => claim.counterexample !== undefined && claim.readings[0]!.formula)!;
  const { ledgerVerdict: _, plot: __, ...rest } = base;
  const claim: ClaimRecord = {
    ...rest,
    id: 'my-formula',
    theorem: 'Formula files',
    title: 'A formula of <mine>',
    verdict: 'refuted',
    readings: [base.readings[0]!],
    mutants: [],
    counterexample: {
      ...base.counterexample!,
      quantity: 'left and right side',
      sides: ['left side', 'right side'],
      picture: 'B = inv(A) <i>\n    ^^^',
    },
    check: { ...CHECK, ...changes },
  };
  return { ...record, interrupted: false, requested: [claim.id], claims: [claim] };
}
