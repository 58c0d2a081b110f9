import type {
  AnsweredBy,
  AskedOracle,
  Confirmation,
  OracleArithmetic,
  OracleName,
  SecondRoute,
  ShownExample,
} from '../src/judge/runRecord.ts';
import { counted, plainNumber } from './summary.ts';

// Who was asked, in words that say no more than was done.

const ORACLES: Readonly<Record<OracleName, string>> = {
  'gradient flow': 'raw gradient flow of the weights',
  'Riccati flow': 'Riccati flow of QQᵀ',
  'gradient descent': 'gradient descent',
  evaluation: 'the statement, evaluated',
};

const ARITHMETICS: Readonly<Record<OracleArithmetic, string>> = {
  bigint: 'whole numbers with bounds',
  decimal: 'decimal.js alone',
  float64: 'float64',
};

/** How an oracle came to its answers. */
const ROUTES: Readonly<Record<AnsweredBy['route'], string>> = {
  start: 'the exact start, which the flow has not left',
  taylor: 'plain Taylor series',
  'slow-manifold': 'series on the slow manifold',
  'linear-flow': 'the linear flow in closed form',
  rest: 'how little is left to move',
};

/** ", by plain Taylor series (98 cases), by series on the slow manifold (2 cases)", without the number where it is that of all; '' where there is nothing to say. */
function byRoutes({ cases, answeredBy = [] }: AskedOracle): string {
  return answeredBy
    .map(one => `, by ${ROUTES[one.route]}${one.cases === cases ? '' : ` (${counted(one.cases, 'case')})`}`)
    .join('');
}

/** One oracle: "raw gradient flow of the weights (whole numbers with bounds): 100 cases, by plain Taylor series, 40.1 digits at worst". */
export function askedInWords(asked: AskedOracle): string {
  const { oracle, arithmetic, cases, digits, restsOn } = asked;
  const certain = digits === undefined ? '' : `, ${plainNumber(digits)} digits at worst`;
  const chain = restsOn === undefined ? '' : `; rests on ${restsOn.join(', ')}, which hold against the raw flow`;
  return `${ORACLES[oracle]} (${ARITHMETICS[arithmetic]}): ${counted(cases, 'case')}${byRoutes(asked)}${certain}${chain}`;
}

/** "gradient descent, extrapolated (float64), against the Riccati flow of QQᵀ: 2 cases up to t/τ = 0.5, 5.1 digits agree at worst". */
export function routeInWords({ oracle, arithmetic, against, cases, digits, latest }: SecondRoute): string {
  const name = oracle === 'gradient descent' ? 'gradient descent, extrapolated' : ORACLES[oracle];
  return `${name} (${ARITHMETICS[arithmetic]}), against the ${ORACLES[against]}: ${counted(cases, 'case')} up to t/τ = ${plainNumber(Number(latest.toPrecision(3)))}, ${plainNumber(digits)} digits agree at worst`;
}

/** "residual 1.8e-2, confirmed at 60 digits by decimal.js alone (raw gradient flow of the weights: 66.2 digits)"; '' where there is nothing to say. */
export function residualInWords({ residual, confirmedAtDigits, confirmation }: ShownExample): string {
  const parts = [
    residual === undefined ? '' : `residual ${residual}`,
    confirmation !== undefined
      ? confirmationInWords(confirmation)
      : confirmedAtDigits === undefined
        ? ''
        : `confirmed at ${counted(confirmedAtDigits, 'digit')}`,
  ];
  return parts.filter(part => part !== '').join(', ');
}

/** The same as a sentence of its own, with a space after it. */
export function residualSentence(example: ShownExample): string {
  const text = residualInWords(example);
  return text === '' ? '' : `${text.charAt(0).toUpperCase()}${text.slice(1)}. `;
}

/** How a refutation was looked at again. */
export function confirmationInWords({ by, digits, asked, instead }: Confirmation): string {
  if (by === 'exact') return 'exact: decided in rational arithmetic';
  if (by === 'case') return 'decided by the case itself, no oracle asked';
  const who = asked
    .map(
      one =>
        `${ORACLES[one.oracle]}${byRoutes(one)}${one.digits === undefined ? '' : `: ${plainNumber(one.digits)} digits`}`,
    )
    .join('; ');
  // A simulation in float64 has no digits to double: it is run again, by its own rule for a second look.
  if (asked.some(({ arithmetic }) => arithmetic === 'float64'))
    return `found again by a second simulation (${who}, float64)`;
  const least = Math.min(digits, ...asked.map(one => Math.floor(one.digits ?? Number.POSITIVE_INFINITY)));
  const how = by === 'decimal' ? 'by decimal.js alone' : 'by the same arithmetic, from nothing';
  const why = instead === undefined ? '' : `; decimal.js alone is too slow here: ${instead}`;
  return `confirmed at ${counted(least, 'digit')} ${how}${who === '' ? '' : ` (${who})`}${why}`;
}
