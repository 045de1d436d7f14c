/**
 * The public index of relu-injectivity: the numerical ground of this folder, and the methods.
 *
 * This is the only file of `src` that looks outwards; nothing in the package imports it.
 */
export * from "../compare/index.js";
export * from "../geometry/index.js";
export * from "../rdt/index.js";
export * from "../rs/index.js";
export * from "../rsb/index.js";
export { GaussianFftConvolver } from "./convolution/gaussian-fft.js";
export {
  convolveNested,
  type NestedGaussianSum,
  type NestedGrid,
  nestedGaussianSum,
  padded,
} from "./convolution/nested-gaussian-sum.js";
export { gridPoints, type SincGrid, sinc, sincGrid, sincInterpolate } from "./convolution/sinc-grid.js";
export {
  type Dyadic,
  dyadicQuantity,
  dyadicText,
  dyadicToNumber,
  log2Dyadic,
} from "./exact/dyadic.js";
export { powerTailLimit, type SequenceTerm, type TailLimit } from "./extrapolation/power-tail.js";
export type { KernelName } from "./kernel/kernel.js";
export { convolutionKernelName } from "./kernel/select.js";
export { type SquareMatrix, solveLinear, symmetricEigen } from "./linear-algebra/symmetric.js";
export { type CoarseStart, type CoarseStartOptions, coarseStart } from "./optimise/coarse-start.js";
export { type Evaluation, type MinimiseOptions, type Minimum, minimise } from "./optimise/minimise.js";
export { gaussLegendre, type QuadratureRule } from "./quadrature/gauss-legendre.js";
export { halfLineGaussian } from "./quadrature/half-line-gaussian.js";
export { combinedStatus, InputError, type Quantity, quantity, roundingError, type Status } from "./result.js";
export { brentRoot, type RootResult } from "./roots/brent.js";
export {
  type NewtonSystemOptions,
  type SystemEvaluation,
  type SystemSolution,
  solveSystem,
} from "./roots/newton-system.js";
export { binaryEntropy } from "./special/binary-entropy.js";
export {
  logNormalTail,
  millsRatio,
  normalCdf,
  normalDensity,
  normalInterval,
  normalTail,
} from "./special/normal.js";
