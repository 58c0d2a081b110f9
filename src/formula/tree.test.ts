import { describe, expect, it } from 'vitest';
import { parseFormula } from './parseFormula.ts';
import { children, type FormulaNode, withChildren } from './tree.ts';

const nodeOf = (text: string): FormulaNode => parseFormula(text).definitions[0]!.node;

describe('functions of the language', () => {
  it.each([
    ...['diag', 'sqrt', 'exp', 'expm', 'log', 'inv', 'pinv', 'trace', 'norm', 'sgn', 'abs', 'phi', 'phi2'],
    ...['det', 'nuc', 'opnorm', 'rank', 'mineig', 'maxeig', 'ddt'],
  ])('%s takes one argument, neither none nor two', name => {
    expect(nodeOf(`${name}(S)`)).toMatchObject({ kind: 'call', name });
    expect(() => nodeOf(`${name}()`)).toThrow();
    expect(() => nodeOf(`${name}(S, S)`)).toThrow(/argument/);
  });

  it('I takes one or two', () => {
    expect(nodeOf('I(Ni)')).toMatchObject({ kind: 'call', name: 'I' });
    expect(nodeOf('I(Ni, Nh)')).toMatchObject({ kind: 'call', name: 'I' });
    expect(() => nodeOf('I()')).toThrow(/argument/);
    expect(() => nodeOf('I(Ni, Nh, No)')).toThrow(/argument/);
  });

  it.each(['zeros', 'kron'])('%s takes two', name => {
    expect(nodeOf(`${name}(Ni, Ni)`)).toMatchObject({ kind: 'call', name });
    expect(() => nodeOf(`${name}(Ni)`)).toThrow(/argument/);
    expect(() => nodeOf(`${name}(Ni, Ni, Ni)`)).toThrow(/argument/);
  });
});

describe('withChildren', () => {
  it.each(['S', '2', 'kron(S, V)', '-S', "V'", 'S(1,2)', 'S - V', '[S, V; U, S0]'])(
    'puts the children of %s back into their places, and others too',
    text => {
      const node = nodeOf(text);
      expect(withChildren(node, children(node))).toEqual(node);
      const others = children(node).map((_child, at) => nodeOf(`${at + 7}`));
      expect(children(withChildren(node, others))).toEqual(others);
    },
  );
});
