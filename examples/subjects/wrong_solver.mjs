// Subjects that are wrong on purpose, to see what the harness makes of them: node wrong_solver.mjs KIND, or several KINDs, one for
// each question in turn.
// All but the first integrate the Riccati equation of QQᵀ, which needs λ, and then do one thing wrong.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

const times = (a, b) => a.map(row => b[0].map((_, j) => row.reduce((sum, entry, k) => sum + entry * b[k][j], 0)));
const plus = (a, b, factor = 1) => a.map((row, i) => row.map((entry, j) => entry + factor * b[i][j]));
const transpose = a => a[0].map((_, j) => a.map(row => row[j]));

/** τ d(QQᵀ)/dt = F QQᵀ + QQᵀF − (QQᵀ)², F = [[−λ/2 I, Σyxᵀ], [Σyx, λ/2 I]], by Runge and Kutta. */
function solve({ W1, W2, sigmaYX, lambda, tau }, ends) {
  const Ni = W1[0].length;
  const top = transpose(sigmaYX).map((row, i) => [...sigmaYX[0].map((_, j) => (i === j ? -lambda / 2 : 0)), ...row]);
  const bottom = sigmaYX.map((row, i) => [...row, ...sigmaYX.map((_, j) => (i === j ? lambda / 2 : 0))]);
  const F = [...top, ...bottom];
  const Q = [...transpose(W1), ...W2];
  const slope = X => plus(plus(times(F, X), times(X, F)), times(X, X), -1);
  let [X, reached] = [times(Q, transpose(Q)), 0];
  const rate = Math.hypot(...F.flat()) + Math.hypot(...X.flat());
  return ends.map(end => {
    const steps = Math.ceil(((end - reached) / tau) * rate * 50);
    const h = (end - reached) / tau / Math.max(1, steps);
    for (let step = 0; step < steps; step++) {
      const k1 = slope(X);
      const k2 = slope(plus(X, k1, h / 2));
      const k3 = slope(plus(X, k2, h / 2));
      const k4 = slope(plus(X, k3, h));
      X = plus(plus(plus(plus(X, k1, h / 6), k2, h / 3), k3, h / 3), k4, h / 6);
    }
    reached = end;
    return {
      qqt: X,
      loss: X.slice(Ni).flatMap((row, i) => row.slice(0, Ni).map((y, j) => (sigmaYX[i][j] - y) ** 2 / 2)),
    };
  });
}

const answer = ({ sequence, problem, times: ends }, change = {}) => ({
  type: 'values',
  sequence,
  values: solve({ ...problem, ...change }, ends).map(({ qqt, loss }) => ({ qqt, loss: loss.reduce((a, b) => a + b) })),
});
const write = message => process.stdout.write(`${JSON.stringify(message)}\n`);
const hang = () => setInterval(() => {}, 1000);
const deep = levels => '['.repeat(levels) + ']'.repeat(levels);
const withEntry = (run, text) => JSON.stringify(answer(run)).replace(/"qqt":\[\[[^,]*/, `"qqt":[[${text}`);

const HELLO = { type: 'hello', protocol: 1, capabilities: { quantities: ['qqt', 'loss'] } };

/** What is done with a question; `count` is its number, from 1. */
const KINDS = {
  right: run => write(answer(run)),
  'sign-error': run => write(answer(run, { lambda: -run.problem.lambda })),
  'drops-lambda': run => write(answer(run, { lambda: 0 })),
  nan: run => process.stdout.write(`${withEntry(run, 'NaN')}\n`),
  'null-for-nan': run => process.stdout.write(`${withEntry(run, 'null')}\n`),
  'beyond-float64': run => process.stdout.write(`${withEntry(run, '1e999')}\n`),
  'endless-number': run => process.stdout.write(`${withEntry(run, `"${'1'.repeat(1e6)}"`)}\n`),
  'beyond-float64-as-text': run => process.stdout.write(`${withEntry(run, '"1e4999"')}\n`),
  'endless-exponent': run => process.stdout.write(`${withEntry(run, '"1e-4999999"')}\n`),
  'deep-value': run => process.stdout.write(`${withEntry(run, deep(1e5))}\n`),
  'deep-message': ({ sequence }) =>
    process.stdout.write(`{"type":"errored","sequence":"${sequence}","message":${deep(1e5)}}\n`),
  slow: run => setTimeout(() => write(answer(run)), 300),
  'crashes-on-third': (run, count) => {
    if (count === 3) throw new Error('cannot do the third');
    write(answer(run));
  },
  'crashes-always': () => process.exit(3),
  'exits-early': () => process.exit(0),
  'exits-after-each-answer': run => process.stdout.write(`${JSON.stringify(answer(run))}\n`, () => process.exit(0)),
  garbage: () => process.stdout.write('\u0007\u001b[31m<script>alert(1)</script>\n'),
  banner: run => process.stdout.write(`solving …\n${JSON.stringify(answer(run))}\n`),
  'banner-once': (run, count) => {
    process.stdout.write(`${count === 1 ? 'loading …\n' : ''}${JSON.stringify(answer(run))}\n`);
  },
  'not-utf8': run => process.stdout.write(Buffer.from(`${withEntry(run, '"\xff"')}\n`, 'latin1')),
  'deep-json': () => process.stdout.write(`${deep(1e5)}\n`),
  'half-a-line': run => process.stdout.write(JSON.stringify(answer(run)).slice(0, 40), () => process.exit(0)),
  'wrong-sequence': run => write({ ...answer(run), sequence: 'another' }),
  'answers-twice': run => process.stdout.write(`${JSON.stringify(answer(run))}\n`.repeat(2)),
  'too-few-times': run => write({ ...answer(run), values: answer(run).values.slice(1) }),
  'wrong-shape': run =>
    write({ ...answer(run), values: answer(run).values.map(({ qqt, loss }) => ({ qqt: qqt.slice(1), loss })) }),
  'misses-a-quantity': run => write({ ...answer(run), values: answer(run).values.map(({ loss }) => ({ loss })) }),
  'unknown-message': ({ sequence }) => write({ type: 'value', sequence }),
  skips: ({ sequence }) => write({ type: 'skipped', sequence, reason: 'not today\u0000\n' }),
  'talks-too-much': ({ sequence }) => write({ type: 'errored', sequence, message: 'so '.repeat(1e5) }),
  'floods-stderr': run => process.stderr.write(`${'noise '.repeat(2e5)}the end\n`, () => write(answer(run))),
  'never-answers': () => {},
  'ignores-sigterm': () => process.on('SIGTERM', () => {}),
  'hangs-with-a-child': ({ sequence }, count) => {
    if (count > 1) return;
    const stubborn = 'process.on("SIGTERM", () => {}); setInterval(() => {}, 1000)';
    const { pid } = spawn(process.execPath, ['-e', stubborn], { stdio: 'inherit' });
    write({ type: 'errored', sequence, message: `${process.pid} ${pid}` });
  },
  'leaves-a-child': () => {
    const { pid } = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'inherit' });
    process.stderr.write(`child ${pid}\n`, () => process.exit(1));
  },
};

/** What is said in place of hello. */
const HELLOS = {
  'speaks-another-version': { ...HELLO, protocol: [2, 3] },
  'speaks-several-versions': { ...HELLO, protocol: [1, 2] },
  'knows-another-quantity': { ...HELLO, capabilities: { quantities: ['qqt', 'weight'] } },
};

const kinds = process.argv.slice(2);
const [kind] = kinds;
if (kind === 'never-says-hello') hang();
if (kind === 'reads-nothing') {
  write({ ...HELLO, name: kind });
  hang();
} else {
  let count = 0;
  createInterface({ input: process.stdin })
    .on('line', line => {
      const message = JSON.parse(line);
      if (message.type === 'hello') {
        if (kind !== 'never-says-hello') write({ name: kind, ...(HELLOS[kind] ?? HELLO) });
      } else if (message.type === 'run') {
        count += 1;
        (KINDS[kinds[(count - 1) % kinds.length]] ?? KINDS.right)(message, count);
      }
    })
    // Those that hang go on when nobody listens.
    .on('close', () => {
      if (/never|ignores|hangs/.test(kind)) hang();
    });
}
