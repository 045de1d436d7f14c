/** Making layers that are injective, each with its proof. */
export { antiparallelLayer, LARGEST_SPREAD } from "./antiparallel.js";
export { injectiveKernels } from "./kernels.js";
export { type Layer, mendLayer } from "./mend.js";
export { roundedProjection } from "./rounded-projection.js";
export { modelFile, modelFormat } from "./write-model.js";
