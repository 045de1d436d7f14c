/** One random matrix or network of finite size: E_min, certificates of non-injectivity, seeded experiments. */
export { verifyWitnesses, type WitnessVerification } from "./active-units/verify-witnesses.js";
export {
  ACTIVE_UNITS_FORMAT,
  type UnitsWitness,
  type WitnessLayer,
  type WitnessNetwork,
  witnessFile,
} from "./active-units/witness-file.js";
export {
  ANGLE_LIMITS,
  type AngleRow,
  type AngleSettings,
  angleConvergence,
  CONFIDENCE,
  infiniteWidthCosine,
} from "./angles/angle-convergence.js";
export { MOST_STARTS, type WorstPairRow, worstPairConvergence } from "./angles/worst-pair-experiment.js";
export {
  type Certificate,
  MATRIX_CERTIFICATE_FORMAT,
  type MatrixOrigin,
  makeCertificate,
} from "./certificate/certificate-file.js";
export { certificateHistograms, type ProductHistogram } from "./certificate/product-histogram.js";
export { openSearch, type RestartMethod, type RestartResult, runRestart } from "./certificate/restart.js";
export {
  LARGEST_RESTARTS,
  MOST_SEARCH_WORKERS,
  SEARCH_METHODS,
  type SearchMethod,
  type SearchResult,
  searchCertificate,
  searchCertificateInThreads,
} from "./certificate/search.js";
export { type Verification, verifyCertificate } from "./certificate/verify.js";
export {
  type ExperimentSize,
  injectivityExperiment,
  LARGEST_SAMPLES,
  type MinimumDistribution,
  minimumExperiment,
  type OnSample,
  type SuccessExperiment,
  searchedMinimumExperiment,
  successExperiment,
} from "./experiments/matrix-experiments.js";
export {
  type CertificateTrials,
  LARGEST_TRIALS,
  type SumOfRowsTrials,
  sumOfRowsTrials,
} from "./experiments/sum-of-rows-trials.js";
export { gaussianMatrix, MATRIX_LIMITS } from "./gaussian-matrix.js";
export { type FoundDirection, searchDirection } from "./margin/great-circles.js";
export {
  type LeastAboveMargin,
  leastAboveMargin,
  type MarginMinimumOptions,
} from "./margin/least-above-margin.js";
export { cellCounts } from "./minimum/cell-counts.js";
export { exactMinimum, largestRows } from "./minimum/exact-minimum.js";
export { exactPositives } from "./minimum/exact-signs.js";
export {
  type LeastPositives,
  leastPositives,
  MINIMUM_METHODS,
  type MinimumOptions,
  MOST_NODES,
} from "./minimum/least-positives.js";
export { type LeastActive, leastActiveUnits } from "./random-network/least-active.js";
export { walkLine } from "./random-network/line-walk.js";
export { activeUnits, preactivations, randomNetwork } from "./random-network/random-network.js";
export {
  MOST_STABILITY_RESTARTS,
  type StabilityPoint,
  type StabilitySize,
  stabilityExperiment,
} from "./stability/stability-experiment.js";
export { isContinuous, parseWeightLaw, randomMatrix, type WeightLaw, weightLawText } from "./weight-law.js";
