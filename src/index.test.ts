import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as matchers from '../cli/vitest.ts';
import * as oracles from '../oracles/index.ts';
import * as arbitraries from '../properties/arbitraries/index.ts';
import * as door from './index.ts';
import * as subjects from './subjects/index.ts';

describe('the public door', () => {
  it('exports these names', () => {
    expect(Object.keys(door).sort()).toMatchInlineSnapshot(`
      [
        "ARCHITECTURE_KINDS",
        "DloError",
        "FormulaError",
        "MOST_LAYERS",
        "MOST_UNITS",
        "Matrix",
        "Polynomial",
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
        "balances",
        "bindProblem",
        "blocksOf",
        "blocksOfQqt",
        "braun2022Eq13",
        "braun2022Eq13Symbols",
        "braun2022Eq5",
        "braun2022Thm31",
        "checkShapes",
        "closedForm",
        "decoupledFlow",
        "diagonalValue",
        "domine2025Eq2",
        "domine2025Eq2Corrected",
        "domine2025ThmA3",
        "domine2025ThmA3Corrected",
        "evaluate",
        "evaluateAll",
        "exactFlow",
        "exactProblem",
        "extendBindings",
        "extendEnvironment",
        "float64Field",
        "float64System",
        "flow",
        "flowDescent",
        "flowIn",
        "flowLoss",
        "flowOf",
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
        "lossVariations",
        "mapOfLayers",
        "matrixValue",
        "moments",
        "nearMisses",
        "nearestLambda",
        "neuralTangentKernel",
        "neuralTangentKernelFromBlocks",
        "output",
        "outputSimilarity",
        "outputSimilarityFromBlock",
        "parseFormula",
        "polynomialField",
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
        "truncatedSeries",
        "weightsFromFactors",
        "whiten",
        "widthsName",
        "widthsOf",
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

it('the other doors export these names', () => {
  const names = (module: object) => Object.keys(module).sort();
  expect(names(arbitraries)).toMatchInlineSnapshot(`
    [
      "FLOW_STARTS",
      "anyWeightsCaseArbitrary",
      "architectureArbitrary",
      "balancedWeightsArbitrary",
      "caseArbitrary",
      "familyMember",
      "flowArbitrary",
      "lambdaArbitrary",
      "lambdaFamilyArbitrary",
      "problemArbitrary",
      "rateOf",
      "regimesOf",
      "taskArbitrary",
      "taskBasisCaseArbitrary",
      "timeArbitrary",
      "timeOfPhase",
    ]
  `);
  expect(names(oracles)).toMatchInlineSnapshot(`
    [
      "agreedDigits",
      "decimalField",
      "deepGradientFlow",
      "exactly",
      "flowDescent",
      "flowSeries",
      "gradientDescent",
      "gradientFlow",
      "observe",
      "riccatiFlow",
    ]
  `);
  expect(names(subjects)).toMatchInlineSnapshot(`
    [
      "QUANTITIES",
      "defineSubject",
    ]
  `);
  expect(names(matchers)).toMatchInlineSnapshot(`
    [
      "checkFormulaFile",
      "toBeLambdaBalanced",
      "toConvergeTo",
      "toHold",
      "toMatchGradientFlow",
      "toSolveRiccati",
    ]
  `);
});

describe('the package', () => {
  const read = (path: string) => JSON.parse(readFileSync(new URL(`../${path}`, import.meta.url), 'utf8'));

  // That the build makes them is seen on what is packed, see packedFiles.process.test.ts.
  it('has a door to each of its public modules', () => {
    const { './package.json': _, './schemas/*': schemas, ...doors } = read('package.json').exports;
    expect(schemas).toBe('./fixtures/schemas/*');
    const door = (path: string) => ({ types: `./dist/${path}.d.ts`, default: `./dist/${path}.js` });
    expect(doors).toEqual({
      '.': door('src/index'),
      './arbitraries': door('properties/arbitraries/index'),
      './oracles': door('oracles/index'),
      './subjects': door('src/subjects/index'),
      './vitest': door('cli/vitest'),
    });
  });
});
