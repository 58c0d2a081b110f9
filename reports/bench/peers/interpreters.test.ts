import { expect, test } from 'vitest';
import { findInterpreters, forGmpy2, forMpmath, type Interpreter, peersLine, withNumpy } from './interpreters.ts';

const bare: Interpreter = { command: 'a', executable: '/a', python: '3.11.7', numpy: null, mpmath: null, gmpy2: null };
const slow: Interpreter = { ...bare, executable: '/b', mpmath: { version: '1.3.0', backend: 'python' } };
const full: Interpreter = {
  ...bare,
  executable: '/c',
  python: '3.11.2',
  numpy: { version: '1.24.2', blas: 'reference BLAS', threads: 1 },
  mpmath: { version: '1.2.1', backend: 'gmpy' },
  gmpy2: { version: '2.1.2' },
};

test('DLO_PYTHON alone is asked, and one that does not exist has no peers', () => {
  const found = findInterpreters({ ...process.env, DLO_PYTHON: '/nonexistent/python3' });
  expect(found).toEqual([]);
  expect(peersLine(found)).toBe(
    'Peers: no Python found. Not installed: numpy, mpmath, gmpy2; DLO_PYTHON names another interpreter.',
  );
  expect([withNumpy(found), forMpmath(found), forGmpy2(found)]).toEqual([[], undefined, undefined]);
});

test('a program that is no Python has no peers', () => {
  expect(findInterpreters({ ...process.env, DLO_PYTHON: process.execPath })).toEqual([]);
});

test('the mpmath with GMP integers is taken before another one, and another one before none', () => {
  expect(forMpmath([bare, slow, full])).toBe(full);
  expect(forMpmath([bare, slow])).toBe(slow);
  expect(forGmpy2([bare, slow, full])).toBe(full);
  expect(withNumpy([bare, full, slow])).toEqual([full]);
});

test('the line names versions, BLAS, threads, and what is missing', () => {
  expect(peersLine([bare, full])).toBe(
    'Peers: Python 3.11.7 (none of the peers), Python 3.11.2 (NumPy 1.24.2, reference BLAS, 1 thread; mpmath 1.2.1 on gmpy integers; gmpy2 2.1.2).',
  );
  expect(peersLine([slow])).toContain('Not installed: numpy, gmpy2;');
});
