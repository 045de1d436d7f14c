/** Decisions about given networks within a time limit: layer by layer, then the network as a whole. */
export { type LayerFindings, layerFindings } from "./layer-findings.js";
export { type NetworkFindings, networkFindings } from "./network-findings.js";
