// Adds toBeLambdaBalanced, toSolveRiccati, toMatchGradientFlow and toConvergeTo to every test, with their types.
import 'deep-linear-oracle/vitest';
