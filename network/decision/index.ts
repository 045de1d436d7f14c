/** Decisions about given networks within a time limit: layer by layer, then the network as a whole. */
export { findingsOf, type LayerFindings } from "./layer-findings.js";
export { type NetworkFindings, networkFindings } from "./network-findings.js";
