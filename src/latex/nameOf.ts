import type { Expression } from './expression.ts';

/** What an expression is called that is one letter with scripts, a prime, a time or arguments: "\\tilde{\\Sigma}^{yx}", "W_1(t)", "U'", "f(x,y)"; undefined of anything else. */
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
    case 'product': {
      const [letter, group, ...rest] = expression.factors;
      if (letter === undefined || group?.kind !== 'group' || rest.length > 0 || expression.joins[0] === true)
        return undefined;
      return calledName(letter, group);
    }
    default:
      return undefined;
  }
}

/** The name of a letter with the letters in the brackets behind it, f(x,y). */
export function calledName(letter: Expression, group: Extract<Expression, { kind: 'group' }>): string | undefined {
  if (letter.kind !== 'letter' || group.open !== '(') return undefined;
  const args = group.parts.map(part => (part.kind === 'dots' ? '…' : nameOf(part)));
  return args.every(arg => arg !== undefined) ? `${letter.key}(${args.join(',')})` : undefined;
}
