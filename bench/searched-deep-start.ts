/** A start of a deep network by random search: what the path from a linear layer is measured against. */

import {
  type DeepAnsatz,
  deepFromCoordinates,
  deepToCoordinates,
  freeCoordinates,
} from "../rsb/deep/deep-ansatz.js";
import type { DeepProblem } from "../rsb/deep/deep-functional.js";
import { frozenFunctional } from "../rsb/deep/deep-point.js";
import { COARSE } from "../rsb/deep/deep-settings.js";
import { behindLinearLayer } from "../rsb/deep/deep-start.js";
import { oneLayerAnsatz } from "../rsb/deep/one-layer-ansatz.js";
import { coarseStart } from "../src/optimise/coarse-start.js";

/** Half-width of the box around the linear layers, in the logarithmic coordinates. */
const HALF_WIDTH = 1;
const SAMPLES = 80;

/**
 * The random point of least |gradient| in a box around linear layers, for one step of breaking. The functional is stationary at a saddle,
 * so that there is no value to descend by.
 */
export function searchedDeepStart(
  problem: DeepProblem,
  seed = 1,
): { readonly ansatz: DeepAnsatz; readonly evaluations: number } {
  let centre: DeepAnsatz = { input: oneLayerAnsatz(1), hidden: [] };
  for (const expansion of problem.hidden.toReversed()) centre = behindLinearLayer(centre, expansion);
  const base = deepToCoordinates(centre);
  const free = freeCoordinates(centre);
  const ansatzAt = (point: Float64Array): DeepAnsatz => {
    const coordinates = base.slice();
    free.forEach((place, i) => {
      coordinates[place] = point[i];
    });
    return deepFromCoordinates(coordinates, 1);
  };
  const { point, evaluations } = coarseStart(
    (at) => {
      const found = frozenFunctional(problem, ansatzAt(at), COARSE)?.(at);
      const square = found?.gradient.reduce((sum, slope) => sum + slope * slope, 0) ?? Number.NaN;
      return {
        value: Number.isFinite(square) ? square : Number.POSITIVE_INFINITY,
        gradient: new Float64Array(at.length),
      };
    },
    {
      box: free.map((place) => [base[place] - HALF_WIDTH, base[place] + HALF_WIDTH]),
      samples: SAMPLES,
      evaluationLimit: 0,
      seed,
    },
  );
  return { ansatz: ansatzAt(point), evaluations };
}
