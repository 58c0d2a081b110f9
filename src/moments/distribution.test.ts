import { describe, expect, it } from 'vitest';
import { Polynomial } from '../numbers/polynomial.ts';
import { Rational } from '../numbers/rational.ts';
import { byMoments, cauchy, type Distribution, gaussian, laplace, signs, student, uniform } from './distribution.ts';

const v = Polynomial.letter('v');
const moments = (of: Distribution, ...orders: number[]) => orders.map(order => of.moment(order).toString());
const cumulants = (of: Distribution, ...orders: number[]) => orders.map(order => of.cumulant(order).toString());

describe('distributions', () => {
  it('have the moments of the tables', () => {
    expect(moments(gaussian(v), 0, 1, 2, 3, 4, 6, 8)).toEqual(['1', '0', 'v', '0', '3 v^2', '15 v^3', '105 v^4']);
    expect(moments(gaussian(v, Polynomial.letter('m')), 3, 4)).toEqual(['m^3 + 3 m v', 'm^4 + 6 m^2 v + 3 v^2']);
    expect(moments(uniform(1), 1, 2, 4, 6)).toEqual(['0', '1/3', '1/5', '1/7']);
    expect(moments(signs(2), 1, 2, 4)).toEqual(['0', '4', '16']);
    expect(moments(laplace(1), 1, 2, 4)).toEqual(['0', '2', '24']);
    expect(moments(student(5), 1, 2, 3, 4)).toEqual(['0', '5/3', '0', '25']);
    expect(moments(byMoments('two', [1, Rational.of(5, 2)]), 1, 2)).toEqual(['1', '5/2']);
  });

  it('have the cumulants of the tables', () => {
    expect(cumulants(gaussian(v, 3), 1, 2, 3, 4, 5, 6)).toEqual(['3', 'v', '0', '0', '0', '0']);
    expect(cumulants(laplace(1), 2, 4, 6)).toEqual(['2', '12', '240']);
    expect(cumulants(uniform(1), 2, 4, 6)).toEqual(['1/3', '-2/15', '16/63']);
    expect(cumulants(signs(1), 2, 4, 6)).toEqual(['1', '-2', '16']);
  });

  it('have no moments that do not exist', () => {
    const refused = expect.objectContaining({ code: 'RANGE', argument: 'order' });
    expect(() => cauchy().moment(1)).toThrow(refused);
    expect(() => cauchy().moment(1)).toThrow(/Cauchy/);
    expect(() => student(4).moment(4)).toThrow(refused);
    expect(() => student(4).cumulant(4)).toThrow(refused);
    expect(() => byMoments('two', [0, 1]).moment(3)).toThrow(/at most 2/);
    expect(() => gaussian(1).moment(-1)).toThrow(refused);
    expect(() => gaussian(1).moment(1.5)).toThrow(refused);
    expect(() => gaussian(1).cumulant(0)).toThrow(refused);
    expect(() => gaussian(-1)).toThrow(expect.objectContaining({ code: 'RANGE', argument: 'variance' }));
    expect(() => student(0)).toThrow(expect.objectContaining({ code: 'RANGE', argument: 'degrees of freedom' }));
  });
});
