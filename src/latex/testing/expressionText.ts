import type { Clause, Expression } from '../expression.ts';

/** A clause or expression in brief, for tests. */
export function expressionText(said: Clause | Expression): string {
  if (!('kind' in said)) {
    const links = said.links.map(({ relation, side }) => `${relation} ${expressionText(side)}`);
    return [...(said.first === undefined ? [] : [expressionText(said.first)]), ...links].join(' ');
  }
  const all = (parts: readonly (Expression | undefined)[]): string =>
    parts.map(part => (part === undefined ? '' : expressionText(part))).join(', ');
  switch (said.kind) {
    case 'letter':
      return said.key;
    case 'power':
      return `(${expressionText(said.of)})^<${said.script}>`;
    case 'time':
      return `${expressionText(said.of)}@${said.at}`;
    case 'transpose':
      return `${expressionText(said.of)}'`;
    case 'negate':
      return `-(${expressionText(said.of)})`;
    case 'inverse':
    case 'pseudoinverse':
    case 'rate':
    case 'start': {
      const { of } = said;
      return `${said.kind}(${said.kind === 'start' && of.kind === 'group' ? all(of.parts) : expressionText(of)})`;
    }
    case 'binary':
      return `(${expressionText(said.left)} ${said.op === '\\otimes' ? '⊗' : said.op} ${expressionText(said.right)})`;
    case 'product':
      return said.factors.map(expressionText).join(' ');
    case 'group':
      return `[${all(said.parts)}]`;
    case 'call':
      return `${said.name}(${all(said.args)})`;
    case 'norm':
      return `norm<${said.which}>(${expressionText(said.of)})`;
    case 'ranged':
      return `${said.op}[${(said.below ?? []).map(expressionText).join(` ${said.relation} `)}..${said.above === undefined ? '' : expressionText(said.above)}](${expressionText(said.term)})`;
    case 'integral':
      return `integral[${expressionText(said.from)}..${expressionText(said.to)}](${expressionText(said.of)})`;
    case 'derivative':
      return `d/d${expressionText(said.by)}<${said.order}>(${expressionText(said.of)})`;
    case 'blocks':
      return `blocks(${said.rows.map(all).join('; ')})`;
    case 'cases':
      return `cases(${said.rows.map(row => row.map(expressionText).join(' if ')).join('; ')})`;
    case 'entry':
      return `entry<${said.script}>(${expressionText(said.of)})`;
    case 'number':
    case 'dots':
    case 'words':
      return said.text;
  }
}
