/** All activation regions of a network as cones, layer by layer, each with its exact linear map. */
import { preActivations } from "../end-to-end/region-map.js";
import { approximated, type Cone, mixedSigns, productSign, splitCone } from "./cone.js";
import type { ConeProblem } from "./cone-problem.js";

/** A region on whose interior no unit changes sign. */
export interface ActivationRegion {
  readonly cone: Cone;
  /** Outputs as rows on the cone's coordinates, over one positive factor common to all regions; with biases t is the last. */
  readonly map: readonly (readonly bigint[])[];
  /** Layer by layer, 1 for a unit that is positive inside or of a linear layer, 0 for one negative or identically 0. */
  readonly pattern: readonly string[];
  /** Number of positive units in each layer. */
  readonly active: readonly number[];
}

/**
 * The regions of a network.
 * @param stop asked at every region of every layer
 * @returns undefined where there are more than `most`, or where `stop` says so
 */
export function activationRegions(
  { columns, dimension, layers, start }: ConeProblem,
  most: number,
  stop: () => boolean = () => false,
): ActivationRegion[] | undefined {
  const inputs = Array.from({ length: dimension }, (_, i) =>
    Array.from({ length: dimension }, (_, k) => (i === k ? 1n : 0n)),
  );
  const height = inputs.slice(columns);
  let regions: ActivationRegion[] = start.map((cone) => ({
    cone,
    map: inputs.slice(0, columns),
    pattern: [],
    active: [],
  }));
  let unit = 1n;
  for (const layer of layers) {
    const kinked = layer.slopes[0] !== layer.slopes[1];
    const next: ActivationRegion[] = [];
    for (const { cone, map, pattern, active } of regions) {
      if (stop()) return undefined;
      const before = preActivations(layer, map, unit).map(approximated);
      let parts: readonly Cone[] = [cone];
      if (kinked) {
        for (const row of before) {
          parts = parts.flatMap((part) => {
            const signs = mixedSigns(row, part);
            return signs === undefined ? [part] : splitCone(part, row, signs);
          });
        }
      }
      if (next.length + parts.length > most) return undefined;
      for (const part of parts) {
        const on = before.map((row) => !kinked || part.rays.some((ray) => productSign(row, ray) > 0));
        next.push({
          cone: part,
          map: before.map(({ entries }, i) => entries.map((entry) => entry * layer.slopes[on[i] ? 1 : 0])),
          pattern: [...pattern, on.map(Number).join("")],
          active: [...active, on.filter(Boolean).length],
        });
      }
    }
    regions = next;
    unit *= layer.weightScale * layer.slopeScale;
  }
  const scaled = height.map((row) => row.map((entry) => entry * unit));
  // A network without kinks is one region, whatever cones it was laid out on.
  if (layers.every(({ slopes }) => slopes[0] === slopes[1])) regions = regions.slice(0, 1);
  return regions.map((region) => ({ ...region, map: [...region.map, ...scaled] }));
}

/** The least number of active units of each layer over all regions. */
export function leastActive(regions: readonly ActivationRegion[]): number[] {
  return regions[0].active.map((_, layer) =>
    regions.reduce((least, { active }) => Math.min(least, active[layer]), Number.POSITIVE_INFINITY),
  );
}
