/** Injectivity of convolution layers. */
export {
  type ConvolutionCheck,
  type ConvolutionOptions,
  checkConvolution,
  LARGEST_OPERATOR,
} from "./check-convolution.js";
export type { ConvolutionLayer, UnrolledLayer } from "./convolution-layer.js";
export { type PatchSearch, type PatchTrial, searchPatch, unrolledOperator } from "./patch-criterion.js";
