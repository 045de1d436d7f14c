/** The least number of active units of every layer over all inputs, with an input for each: exact, by all activation regions. */
import { SPACE } from "../injectivity/domain.js";
import type { RationalVector } from "../injectivity/rational-vector.js";
import type { NetworkModel } from "../model.js";
import { activationRegions } from "./activation-regions.js";
import { interiorPoint } from "./cone.js";
import { coneSetting } from "./cone-problem.js";
import { MOST_CONE_INPUTS, MOST_REGIONS } from "./decide-cones.js";
import { inputOf } from "./image-pairs.js";

/** A layer whose activation has a kink. */
export interface ExactLeastActive {
  /** From 1. */
  readonly layer: number;
  readonly units: number;
  /** Units with a positive preactivation at the witness: no input of the interior of a region has fewer. */
  readonly active: number;
  /** A point of the interior of a region with that many. */
  readonly witness: RationalVector;
}

export type LeastActiveAnswer =
  | { readonly kind: "exact"; readonly regions: number; readonly layers: readonly ExactLeastActive[] }
  | { readonly kind: "undecided"; readonly reason: string };

/**
 * The least active units of a network of up to four inputs, with or without biases, over all of R^n. A unit on its
 * kink counts as active, so that inputs between regions have no fewer. Layers behind the last that is not one to one
 * by itself are left out, as are linear ones.
 * @param stop asked at every region of every layer
 */
export function leastActiveByCones(
  model: NetworkModel,
  mostRegions = MOST_REGIONS,
  stop: () => boolean = () => false,
): LeastActiveAnswer {
  const undecided = (reason: string): LeastActiveAnswer => ({ kind: "undecided", reason });
  const { columns } = model.layers[0].weights;
  if (columns > MOST_CONE_INPUTS) return undecided(`more than ${MOST_CONE_INPUTS} inputs`);
  const setting = coneSetting(model, SPACE);
  if (setting.kind === "not-covered") return undecided(setting.reason);
  if (setting.kind === "constant-direction")
    return undecided("a direction along which no unit changes: the first layer does not have full rank");
  const regions = activationRegions(setting.problem, mostRegions, stop);
  if (regions === undefined)
    return undecided(
      stop() ? "the time limit ended the cutting of regions" : `more than ${mostRegions} activation regions`,
    );
  const layers = setting.problem.layers.flatMap(({ slopes, weights }, layer): ExactLeastActive[] => {
    if (slopes[0] === slopes[1]) return [];
    const best = regions.reduce((least, region) =>
      region.active[layer] < least.active[layer] ? region : least,
    );
    const witness = inputOf(interiorPoint(best.cone), columns);
    return [{ layer: layer + 1, units: weights.length, active: best.active[layer], witness }];
  });
  return { kind: "exact", regions: regions.length, layers };
}
