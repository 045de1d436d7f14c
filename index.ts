/** The public index of relu-injectivity: the methods, and the numerical ground. Nothing in the package imports it. */
export * from "./compare/index.js";
export * from "./finite-size/index.js";
export * from "./geometry/index.js";
export * from "./rdt/index.js";
export * from "./rs/index.js";
export * from "./rsb/index.js";
export { GaussianFftConvolver } from "./src/convolution/gaussian-fft.js";
export {
  convolveNested,
  type NestedGaussianSum,
  type NestedGrid,
  nestedGaussianSum,
  padded,
} from "./src/convolution/nested-gaussian-sum.js";
export { gridPoints, type SincGrid, sinc, sincGrid, sincInterpolate } from "./src/convolution/sinc-grid.js";
export {
  type Dyadic,
  dyadicQuantity,
  dyadicText,
  dyadicToNumber,
  log2Dyadic,
} from "./src/exact/dyadic.js";
export { powerTailLimit, type SequenceTerm, type TailLimit } from "./src/extrapolation/power-tail.js";
export type { KernelName } from "./src/kernel/kernel.js";
export { convolutionKernelName } from "./src/kernel/select.js";
export { type SquareMatrix, solveLinear, symmetricEigen } from "./src/linear-algebra/symmetric.js";
export { type CoarseStart, type CoarseStartOptions, coarseStart } from "./src/optimise/coarse-start.js";
export { type Evaluation, type MinimiseOptions, type Minimum, minimise } from "./src/optimise/minimise.js";
export { gaussLegendre, type QuadratureRule } from "./src/quadrature/gauss-legendre.js";
export { halfLineGaussian } from "./src/quadrature/half-line-gaussian.js";
export {
  combinedStatus,
  InputError,
  type Quantity,
  quantity,
  roundingError,
  type Status,
} from "./src/result.js";
export { brentRoot, type RootResult } from "./src/roots/brent.js";
export {
  type NewtonSystemOptions,
  type SystemEvaluation,
  type SystemSolution,
  solveSystem,
} from "./src/roots/newton-system.js";
export { binaryEntropy } from "./src/special/binary-entropy.js";
export {
  logNormalTail,
  millsRatio,
  normalCdf,
  normalDensity,
  normalInterval,
  normalTail,
} from "./src/special/normal.js";
