import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as door from './index.ts';

describe('the public door', () => {
  it('exports these names', () => {
    expect(Object.keys(door).sort()).toMatchInlineSnapshot(`
      [
        "ARCHITECTURE_KINDS",
        "DloError",
        "FormulaError",
        "Matrix",
        "Rational",
        "alignedBalanced",
        "alignedMode",
        "architecture",
        "architectureKind",
        "architectureName",
        "architectureOf",
        "balance",
        "balanceDigits",
        "balanced",
        "balancedWeightsExist",
        "bindProblem",
        "blocksOf",
        "blocksOfQqt",
        "braun2022Eq13",
        "braun2022Eq13Symbols",
        "braun2022Eq5",
        "braun2022Thm31",
        "checkShapes",
        "closedForm",
        "diagonalValue",
        "domine2025Eq2",
        "domine2025Eq2Corrected",
        "domine2025ThmA3",
        "domine2025ThmA3Corrected",
        "evaluate",
        "evaluateAll",
        "extendBindings",
        "extendEnvironment",
        "float64Field",
        "float64System",
        "formulaText",
        "gaussian",
        "glorot",
        "gradientDescent",
        "he",
        "inputSimilarity",
        "inputSimilarityFromBlock",
        "jacobiSystem",
        "kernelDistance",
        "kernelDistanceFromBlocks",
        "lecun",
        "linearAlgebra",
        "loss",
        "lossFromData",
        "lossOfMap",
        "matrixValue",
        "nearMisses",
        "nearestLambda",
        "neuralTangentKernel",
        "neuralTangentKernelFromBlocks",
        "output",
        "outputSimilarity",
        "outputSimilarityFromBlock",
        "parseFormula",
        "problem",
        "problemIn",
        "qqtOf",
        "rank",
        "rationalField",
        "rationalOrthogonal",
        "rationalSingularValues",
        "scalarValue",
        "shallowFlow",
        "shapesFor",
        "standardEnvironment",
        "svd",
        "taskFromCorrelation",
        "taskFromData",
        "toMatrix",
        "toTeX",
        "weightsFromFactors",
        "whiten",
        "zeroBalanced",
      ]
    `);
  });

  it('solves a problem from exact fractions to the loss', () => {
    const one = (value: number): door.Matrix<door.Rational> => door.Matrix.fromRows([[door.Rational.of(value)]]);
    const given = door.problem({ sigmaYX: one(2), W1: one(1), W2: one(1) });
    const flow = door.closedForm(door.problemIn(door.float64Field, given));
    // One zero-balanced mode: da/dt = 2a(s − a) from a = 1 to s = 2, so a = 2/(1 + e^(−4t)).
    const a = 2 / (1 + Math.exp(-4));
    expect(flow.output(1).at(0, 0)).toBeCloseTo(a, 13);
    expect(flow.loss(1)).toBeCloseTo((2 - a) ** 2 / 2, 13);
  });
});

describe('the package', () => {
  it('opens this door', () => {
    const { exports } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
    const { compilerOptions, files } = JSON.parse(
      readFileSync(new URL('../tsconfig.build.json', import.meta.url), 'utf8'),
    );
    expect(files).toEqual(['src/index.ts']);
    expect(exports['.'].default).toBe(`./${compilerOptions.outDir}/index.js`);
    expect(exports['.'].types).toBe(`./${compilerOptions.outDir}/index.d.ts`);
  });
});
