/** Inputs from outputs. */
export {
  type InversionGuarantee,
  inputErrorBound,
  inversionGuarantee,
  type LayerGuarantee,
} from "./guarantee.js";
export type { InversionMethod } from "./invert-layer.js";
export { type InvertedLayer, invertNetwork, type NetworkInverse } from "./invert-network.js";
