/** Whole networks of few inputs, exactly, by the cones of their activation regions. */
export { type ActivationRegion, activationRegions, leastActive } from "./activation-regions.js";
export { coneSetting } from "./cone-problem.js";
export {
  type ConeAnswer,
  type ConeCounts,
  type ConeOptions,
  decideByCones,
  MOST_CONE_INPUTS,
  type Separation,
} from "./decide-cones.js";
export { type ExactLeastActive, type LeastActiveAnswer, leastActiveByCones } from "./least-active.js";
