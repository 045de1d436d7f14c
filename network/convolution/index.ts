/** Injectivity of convolution layers. */
export type { ConvolutionLayer, UnrolledLayer } from "./convolution-layer.js";
export { type PatchSearch, type PatchTrial, searchPatch, unrolledOperator } from "./patch-criterion.js";
