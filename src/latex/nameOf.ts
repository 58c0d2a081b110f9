import type { Expression } from './expression.ts';

/** What an expression is called that is one letter with scripts, a prime or a time: "\\tilde{\\Sigma}^{yx}", "W_1(t)", "U'"; undefined of anything else. */
export function nameOf(expression: Expression): string | undefined {
  switch (expression.kind) {
    case 'letter':
      return expression.key;
    case 'power': {
      const base = nameOf(expression.of);
      if (base === undefined) return undefined;
      return /^'+$/.test(expression.script) ? `${base}${expression.script}` : `${base}^{${expression.script}}`;
    }
    case 'time': {
      const base = nameOf(expression.of);
      return base && `${base}(${expression.at})`;
    }
    default:
      return undefined;
  }
}
