/** Decisions about given networks within a time limit: layer by layer, then the network as a whole. */

export { type CheckOptions, checkNetwork, type NetworkCheck } from "./check-network.js";
export type { LayerFindings } from "./layer-findings.js";
export type { NetworkFindings } from "./network-findings.js";
export { type NetworkRadius, networkRadius } from "./network-radius.js";
