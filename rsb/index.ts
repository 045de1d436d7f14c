/** k-step and full replica symmetry breaking at zero temperature. */
export { type Ansatz, ansatzFrom, overlapsOf, stepsOf } from "./ansatz.js";
export { errorCount, type PerceptronCost, type SmoothedTerminal } from "./cost.js";
export { directTransport } from "./direct-transport.js";
export { entropicTerm } from "./entropic-term.js";
export { fftTransport } from "./fft-transport.js";
export { extrapolateFullRsb, type FullRsbEstimate } from "./full-rsb.js";
export { evaluateFunctional, type FunctionalValue, type Problem } from "./functional.js";
export { DEFAULT_FULL_RSB_LEVELS, solveFullRsb, solveKrsb, solveKrsbChain } from "./krsb.js";
export { DEFAULT_RESOLUTION, type Resolution } from "./level-grids.js";
export { energeticTerm } from "./recursion.js";
export { type SaddlePointCheck, saddlePointCheck } from "./saddle-point.js";
export {
  DEFAULT_TOLERANCE,
  type ErrorBudget,
  type KrsbOptions,
  type KrsbSolution,
  MAX_STEPS,
  SMALLEST_TOLERANCE,
  solveFrom,
} from "./solve.js";
export type { LevelTransport } from "./transport.js";
