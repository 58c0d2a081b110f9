// The weights by their Taylor series, in plain Node: npx dlo gate 'cmd:node examples/subjects/node_solver.mjs'
import { createInterface } from 'node:readline';

const ORDER = 16;
/** Of a step, in time constants: each term of the series is smaller than the one before. */
const STEP = 1 / 6;

const transpose = a => a[0].map((_, j) => a.map(row => row[j]));
const times = (a, b) => a.map(row => b[0].map((_, j) => row.reduce((sum, entry, k) => sum + entry * b[k][j], 0)));
const plus = (a, b, factor = 1) => a.map((row, i) => row.map((entry, j) => entry + factor * b[i][j]));
const scaled = (a, factor) => a.map(row => row.map(entry => entry * factor));
const size = a => a.flat().reduce((sum, entry) => sum + entry * entry, 0);

/** Coefficient k of the product of two series. */
const cauchy = (a, b, k) =>
  Array.from({ length: k + 1 }, (_, j) => times(a[j], b[k - j])).reduce((sum, term) => plus(sum, term));

/** The series in t/τ: W1' = W2ᵀE, W2' = E W1ᵀ with E = Σyx − W2W1. */
function series({ W1, W2 }, sigmaYX) {
  const [first, second, error] = [[W1], [W2], []];
  const [firstT, secondT] = [[transpose(W1)], [transpose(W2)]];
  for (let k = 0; k < ORDER; k++) {
    const product = cauchy(second, first, k);
    error.push(k === 0 ? plus(sigmaYX, product, -1) : scaled(product, -1));
    first.push(scaled(cauchy(secondT, error, k), 1 / (k + 1)));
    second.push(scaled(cauchy(error, firstT, k), 1 / (k + 1)));
    firstT.push(transpose(first[k + 1]));
    secondT.push(transpose(second[k + 1]));
  }
  return { first, second };
}

const at = (coefficients, h) => coefficients.reduceRight((sum, term) => plus(term, sum, h));

/** The weights after a span of t/τ, in steps short enough for the series. */
function advance(weights, sigmaYX, span) {
  const rate = Math.sqrt(size(sigmaYX)) + size(weights.W1) + size(weights.W2);
  const step = STEP / rate;
  const { first, second } = series(weights, sigmaYX);
  if (span <= step) return { W1: at(first, span), W2: at(second, span) };
  return advance({ W1: at(first, step), W2: at(second, step) }, sigmaYX, span - step);
}

function trajectory({ W1, W2, sigmaYX, tau }, times) {
  let [now, reached] = [{ W1, W2 }, 0];
  return times.map(time => {
    now = advance(now, sigmaYX, (time - reached) / tau);
    reached = time;
    return now;
  });
}

function answer(message) {
  if (message.type === 'hello') {
    const capabilities = { quantities: ['weights'], largestTime: 8 };
    return { type: 'hello', protocol: 1, name: 'Taylor series in Node', capabilities };
  }
  const { sequence, problem, times } = message;
  return { type: 'values', sequence, values: trajectory(problem, times) };
}

for await (const line of createInterface({ input: process.stdin })) {
  const message = JSON.parse(line);
  if (message.type === 'stop') break;
  process.stdout.write(`${JSON.stringify(answer(message))}\n`);
}
