/** Random layers of finite size: least counts, certificates, experiments. */
export {
  type ExperimentSize,
  gaussianMatrix,
  injectivityExperiment,
  type LeastAboveMargin,
  type LeastPositives,
  leastAboveMargin,
  leastPositives,
  type MarginMinimumOptions,
  type MinimumDistribution,
  type MinimumOptions,
  minimumExperiment,
  type SearchResult,
  searchCertificate,
} from "../finite-size/index.js";
export { type DenseMatrix, matrixFromRows } from "../src/matrix/dense-matrix.js";
