/** Inputs from outputs. */
export type { InversionMethod } from "./invert-layer.js";
export { type InvertedLayer, invertNetwork, type NetworkInverse } from "./invert-network.js";
