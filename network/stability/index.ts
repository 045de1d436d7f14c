/** Cells, singular values and Lipschitz constants of layers and networks. */
export { type CellSummary, cellBound, enumerateCells } from "./cells.js";
export {
  LARGEST_CELL_BOUND,
  type LayerStability,
  layerStability,
  type StabilityOptions,
} from "./layer-stability.js";
export {
  affordableSamples,
  type LayerFactor,
  type NetworkStability,
  networkStability,
} from "./network-stability.js";
