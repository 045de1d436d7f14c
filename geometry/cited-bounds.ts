/** Bounds that are quoted from a paper and not computed here. */
import type { OneLayerBound } from "./bound.js";

/** Gordon's escape through a mesh as first applied: 23.54, to the digits printed. */
export function gordonCitedBound(): OneLayerBound {
  return {
    bound: "Gordon, as first applied",
    value: { value: 23.54, error: 0.005, status: "cited" },
    side: "upper",
    kind: "cited",
    valid: true,
    source: "Maillard et al. 2023 (arXiv:2302.14112), as quoted by Stojnic 2024",
    note: "with the exact Gaussian width the same theorem gives the replica-symmetric 7.6477",
  };
}
