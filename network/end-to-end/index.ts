/** Whole networks: layer by layer, and exactly where they are small. */
export { decideOnBox, type NetworkAnswer, type NetworkCollision, regionCollision } from "./exact-network.js";
export { type ActivationKind, activationKind, checkCase, type LayerCase, layerCases } from "./layerwise.js";
