import type {
  ClaimRecord,
  CounterexampleRecord,
  PlotRecord,
  ReadingRecord,
  RunRecord,
} from '../../src/judge/runRecord.ts';

/** A made-up record for the tests of the reports: every verdict, awkward text, empty fields. No result of any run. */
export function sampleRecord(): RunRecord {
  return {
    schema: 'deep-linear-oracle/run/1',
    version: '0.0.0-sample',
    seed: 20250217,
    runs: 240,
    digits: 50,
    interrupted: true,
    requested: [...CLAIMS.map(claim => claim.id), 'sample/thm-9', 'sample/fig-7"<b>'],
    claims: CLAIMS,
    timing: {
      started: '2001-02-03T04:05:06.000Z',
      node: 'v0.0.0',
      seconds: 83.4,
      secondsByClaim: Object.fromEntries(CLAIMS.map((claim, i) => [claim.id, 3.1 + i])),
    },
  };
}

/** The same run without a claim, a time or a request. */
export function emptyRecord(): RunRecord {
  const record = sampleRecord();
  return {
    ...record,
    interrupted: false,
    requested: [],
    claims: [],
    timing: { ...record.timing, started: '', node: '', seconds: 0, secondsByClaim: {} },
  };
}

const REGIMES: ReadingRecord['regimes'] = [
  { axis: 'architecture', value: 'funnel', held: 62, failed: 0, undecided: 0 },
  { axis: 'architecture', value: 'inverted funnel', held: 58, failed: 0, undecided: 1 },
  { axis: 'architecture', value: 'square', held: 71, failed: 0, undecided: 0 },
  { axis: 'architecture', value: 'bottleneck', held: 48, failed: 0, undecided: 0 },
  { axis: 'sign of λ', value: 'λ < 0', held: 66, failed: 0, undecided: 0 },
  { axis: 'sign of λ', value: 'λ = 0', held: 104, failed: 0, undecided: 1 },
  { axis: 'sign of λ', value: 'λ > 0', held: 69, failed: 0, undecided: 0 },
  { axis: 'rank of the task', value: 'full', held: 160, failed: 0, undecided: 0 },
  { axis: 'rank of the task', value: 'deficient', held: 79, failed: 0, undecided: 1 },
  { axis: 'time', value: 'early', held: 81, failed: 0, undecided: 0 },
  { axis: 'time', value: 'middle', held: 80, failed: 0, undecided: 0 },
  { axis: 'time', value: 'late', held: 78, failed: 0, undecided: 1 },
];

/** The counts of REGIMES with failures where λ is not zero. */
const BROKEN_REGIMES: ReadingRecord['regimes'] = REGIMES.map((regime, i) =>
  regime.value === 'λ = 0'
    ? regime
    : { ...regime, failed: Math.floor((regime.held * (3 + (i % 4))) / 8), held: regime.held % 37 },
);

const HELD: ReadingRecord = {
  reading: 'as printed',
  statement: String.raw`\frac{\mathrm{d}}{\mathrm{d}t}\left(W_2^\top W_2 - W_1 W_1^\top\right) = 0`,
  hypotheses: [],
  outcome: 'held',
  evidence: 'exact',
  cases: { judged: 239, held: 239, failed: 0, undecided: 0, discarded: 11 },
  regimes: REGIMES,
  digits: { worst: 50, median: 50 },
  worstResidual: '0',
};

const LONG_STATEMENT = String.raw`QQ^\top(t) = \left[\begin{matrix}\tfrac12\tilde V\bigl(\tilde G-\tilde H^\top\tilde G\bigr)e^{\tilde S_\lambda\frac t\tau}B^\top-\tfrac12\tilde V\bigl(\tilde G+\tilde H\tilde G\bigr)e^{-\tilde S_\lambda\frac t\tau}C^\top+\tilde V_\perp e^{\lambda_\perp\frac t\tau}\tilde V_\perp^\top W_1(0)^\top\\ \tfrac12\tilde U\bigl(\tilde G+\tilde H\tilde G\bigr)e^{\tilde S_\lambda\frac t\tau}B^\top+\tfrac12\tilde U\bigl(\tilde G-\tilde H\tilde G\bigr)e^{-\tilde S_\lambda\frac t\tau}C^\top+\tilde U_\perp e^{-\lambda_\perp\frac t\tau}\tilde U_\perp^\top W_2(0)\end{matrix}\right]A^{-1}(t)\left[\;\cdots\;\right]^\top`;

const FORMULA = `Sl = sqrt(S^2 + lambda^2/4 * I(m))
Z1 = 1/2*V*(G - H*G)*expm(Sl*t/tau)*B' - 1/2*V*(G + H*G)*expm(-Sl*t/tau)*C' + Vp*expm(lambdap*t/tau)*Vp'*W1'
QQ = [Z1; Z2] * inv(A) * [Z1; Z2]'`;

const WHITENED = { name: 'whitened', meaning: 'the inputs have covariance Σxx = I' };
const BALANCED = { name: 'λ-balanced', meaning: 'W2ᵀW2 − W1W1ᵀ = λ I at time 0' };

const CORRECTED: ClaimRecord = {
  id: 'sample/eq-2:sign-of-lambda-perp',
  theorem: 'Exact dynamics from a λ-balanced start',
  title: 'The sign of λ in the left-over subspace of an unequal-input-output network',
  source: { paper: 'sample2001', section: '4', place: 'Theorem 4.2, eq. (2), p. 6' },
  note: 'The text extraction loses a tilde over H; read as the transpose of the printed symbol, which leaves the value alone.',
  verdict: 'refuted as printed, holds as corrected',
  grade: 'wrong constant or sign',
  ledgerVerdict: 'refuted as printed, holds as corrected',
  readings: [
    {
      reading: 'as printed',
      statement: LONG_STATEMENT,
      formula: FORMULA,
      hypotheses: [
        WHITENED,
        BALANCED,
        { name: 'B non-singular', meaning: 'the matrix B built from the initial weights can be inverted' },
      ],
      outcome: 'refuted',
      evidence: 'high-precision',
      cases: { judged: 239, held: 137, failed: 101, undecided: 1, discarded: 17 },
      regimes: BROKEN_REGIMES,
      worstResidual: '7.4e-1',
      measured: 'The residual grows like |λ|^1.00 as λ → 0 and is exactly zero at λ = 0.',
    },
    {
      reading: 'as corrected',
      statement: LONG_STATEMENT.replace('e^{\\lambda_\\perp', 'e^{-\\lambda_\\perp'),
      formula: FORMULA.replace('expm(lambdap', 'expm(-lambdap'),
      hypotheses: [WHITENED, BALANCED],
      outcome: 'held',
      evidence: 'high-precision',
      cases: { judged: 239, held: 238, failed: 0, undecided: 1, discarded: 17 },
      regimes: REGIMES,
      digits: { worst: 41, median: 49 },
      worstResidual: '3.2e-41',
    },
  ],
  mutants: [
    { name: 'plus for minus in front of C', killed: true },
    { name: 'B not transposed', killed: true },
    { name: 'λ/2 in place of λ²/4', killed: true },
    { name: 'factor 2 left out of the rate', killed: false },
  ],
  counterexample: {
    reading: 'as printed',
    architecture: 'funnel (Ni, Nh, No) = (3, 2, 2)',
    given: [
      {
        name: 'W1',
        rows: [
          ['1', '-1/2', '0'],
          ['0', '1', '3/2'],
        ],
      },
      {
        name: 'W2',
        rows: [
          ['2', '0'],
          ['0', '1'],
        ],
      },
      {
        name: 'Sigma_yx',
        rows: [
          ['1', '0', '-2/3'],
          ['0', '1', '0'],
        ],
      },
    ],
    scalars: [
      { name: 'lambda', value: '-3/4' },
      { name: 't', value: '1/2' },
      { name: 'tau', value: '1' },
    ],
    quantity: 'W2(t) W1(t)',
    stated: [
      ['1.2840254166877414840734205680624364583362808652814630892175072968', '-0.25', '0.75'],
      ['0', '1', '17/12'],
    ],
    truth: [
      ['0.7788007830714048682451702669783206472967722904261634665437021411', '-0.25', '0.75'],
      ['0', '1', '19/12'],
    ],
    residual: '7.4e-1',
    confirmedAtDigits: 100,
    file: 'fixtures/counterexamples/sample/eq-2/0f3a.json',
    replay: 'dlo replay fixtures/counterexamples/sample/eq-2/0f3a.json',
  },
  plot: samplePlot(),
};

const WITNESS: CounterexampleRecord = {
  reading: 'as printed',
  architecture: '1-1-1',
  given: [{ name: 'W1', rows: [['5/7']] }],
  scalars: [],
  quantity: 'W2W1',
  stated: [],
  truth: [],
  reason: 'no such number',
  residual: 'no value',
  confirmedAtDigits: 30,
  replay: 'npx dlo hypotheses sample/eq-1 --runs 20',
};

const CLAIMS: readonly ClaimRecord[] = [
  {
    id: 'sample/eq-1',
    theorem: 'Balance conservation',
    title: 'W2ᵀW2 − W1W1ᵀ is constant along the flow',
    source: { paper: 'sample2001', section: '3.10', place: 'eq. (1), p. 3' },
    verdict: 'holds',
    ledgerVerdict: 'holds',
    readings: [HELD],
    hypothesesDropped: {
      reading: 'as printed',
      skipped: false,
      hypotheses: [
        {
          ...WHITENED,
          finding: 'not necessary on the cases tried',
          cases: { judged: 20, held: 20, failed: 0, unanswered: 0 },
        },
        {
          name: 'a <b> | c',
          meaning: 'made up',
          finding: 'necessary',
          cases: { judged: 4, held: 2, failed: 1, unanswered: 1 },
          witness: WITNESS,
        },
      ],
    },
    mutants: [
      { name: 'plus for minus', killed: true },
      { name: 'transposes swapped', killed: true },
    ],
  },
  {
    id: 'sample/lemma-a.1',
    theorem: 'Balance conservation',
    title: 'Loss never increases',
    source: { paper: 'sample2001', section: 'A.1', place: 'Lemma A.1' },
    verdict: 'holds with an extra hypothesis',
    grade: 'missing hypothesis',
    restsOn: ['sample/eq-2:sign-of-lambda-perp', 'sample/not-judged'],
    ledgerVerdict: 'refuted',
    readings: [
      {
        ...HELD,
        statement: String.raw`\dot L(t) < 0 \quad \text{for all } t \ge 0`,
        outcome: 'refuted',
        cases: { judged: 212, held: 205, failed: 7, undecided: 0, discarded: 3 },
        regimes: [{ axis: 'start', value: 'at a saddle', held: 0, failed: 7, undecided: 0 }],
        worstResidual: 'shapes',
      },
      {
        ...HELD,
        reading: 'with an extra hypothesis',
        statement: String.raw`\dot L(t) < 0`,
        hypotheses: [{ name: 'not critical', meaning: 'the gradient at time 0 is not zero' }],
        evidence: 'enclosed',
        cases: { judged: 205, held: 205, failed: 0, undecided: 0, discarded: 10 },
        regimes: [],
      },
    ],
    mutants: [],
  },
  CORRECTED,
  {
    id: 'sample/prop-9',
    theorem: 'Exact dynamics from a λ-balanced start',
    title: 'A title with <script>alert("1")</script> | pipes, `ticks`, *stars*, _lines_ & “quotes” — 学习 δ',
    source: { paper: 'sample\'s "2001"', section: '5', place: '<b>§5</b> | p. 12' },
    note: 'First line.\nSecond line with $x$, a | pipe and <img src=x onerror=alert(1)>.',
    verdict: 'refuted',
    restsOn: ['sample/lemma-a.1', 'sample/prop-9'],
    ledgerVerdict: 'refuted',
    readings: [
      {
        reading: 'as printed',
        statement: String.raw`\text{</math><script>alert(1)</script>} \notacommand{x`,
        formula: 'QQ = [Z1; Z2]\' * "<script>" | B',
        hypotheses: [{ name: 'a | b', meaning: '<i>x</i>' }],
        outcome: 'refuted',
        evidence: 'simulated',
        cases: { judged: 33, held: 1, failed: 32, undecided: 0, discarded: 0 },
        regimes: [{ axis: '<axis>', value: 'a "value" | b', held: 1, failed: 32, undecided: 0 }],
        worstResidual: 'shapes',
        measured: 'Shapes (5×5) and (3×3) do not fit.',
      },
    ],
    mutants: [{ name: '<m> | `n`', killed: false }],
    counterexample: {
      reading: 'as printed',
      architecture: 'wide (2, 4, 1)',
      given: [
        {
          name: 'W_long',
          rows: Array.from({ length: 4 }, (_, i) =>
            Array.from({ length: 12 }, (_, j) => ((i + j) % 3 === 0 ? `-${i + 1}/${j + 2}` : `${i * 7 - j}`)),
          ),
        },
        { name: 'empty', rows: [] },
      ],
      scalars: [],
      quantity: 'the block <A>⁻¹',
      stated: [],
      truth: [['1/3']],
      reason: 'a division by zero: det B = 0 <here>',
      residual: 'shapes',
      confirmedAtDigits: 64,
      file: 'fixtures/counterexamples/sample/prop-9/"x".json',
      replay: 'dlo replay "fixtures/counterexamples/sample/prop-9/x.json" --digits 64 && echo "<done>"',
    },
  },
  {
    id: 'sample/fig-2b',
    theorem: 'Rate of convergence',
    title: 'Small initial weights slow learning down',
    source: { paper: 'sample2001', section: '3.2', place: 'Figure 2b' },
    verdict: 'undecided',
    readings: [
      {
        ...HELD,
        statement: String.raw`t_{1/2} \sim \tau\,\frac{\log(1/\sigma)}{s}`,
        outcome: 'undecided',
        evidence: 'statistical',
        cases: { judged: 19, held: 9, failed: 0, undecided: 10, discarded: 402 },
        regimes: [
          { axis: 'size of σ', value: 'tiny', held: 0, failed: 0, undecided: 10 },
          { axis: 'size of σ', value: 'small', held: 9, failed: 0, undecided: 0 },
        ],
        digits: { worst: 2, median: 3.5 },
        worstResidual: '4e-2',
      },
    ],
    mutants: Array.from({ length: 30 }, (_, i) => ({ name: `near-miss ${i + 1}`, killed: i !== 17 })),
  },
  {
    id: 'sample/thm-24.1',
    theorem: 'Rate of convergence',
    title: '',
    source: { paper: '', section: '', place: '' },
    verdict: 'vacuous',
    readings: [
      {
        reading: 'as printed',
        statement: '',
        hypotheses: [],
        outcome: 'vacuous',
        evidence: 'exact',
        cases: { judged: 0, held: 0, failed: 0, undecided: 0, discarded: 240 },
        regimes: [],
      },
    ],
    mutants: [],
    plot: { caption: '', quantity: '', times: [], series: [], errors: [] },
  },
];

function samplePlot(): PlotRecord {
  const times = Array.from({ length: 81 }, (_, i) => i / 10);
  const sigmoid = (t: number): number => 3 / (1 + Math.exp(-2 * (t - 2.5)));
  const oracle = times.map(sigmoid);
  const printed = times.map((t, i) => (i === 40 ? null : sigmoid(t) * (1 + 0.22 * (1 - Math.exp(-t / 2)))));
  return {
    caption: 'The counterexample above, run on to t = 8 τ.',
    quantity: '‖W2(t) W1(t)‖',
    times,
    series: [
      { label: 'formula as printed', kind: 'formula', values: printed },
      { label: 'oracle, 50 digits', kind: 'oracle', values: oracle },
      { label: 'gradient descent', kind: 'gradient-descent', values: times.map(t => sigmoid(t - 0.02) * 0.995) },
    ],
    errors: [
      { label: 'as printed', values: times.map((t, i) => (i === 40 ? null : 0.22 * (1 - Math.exp(-t / 2)))) },
      { label: 'as corrected', values: times.map((t, i) => (i === 0 ? 0 : 1e-49 * (1 + Math.sin(t)) * 10 ** (t / 2))) },
    ],
  };
}
