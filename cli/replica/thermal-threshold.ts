/** `--beta` with `--count` and no `--alpha`: the expansion at which the mean count of active units has that value. */
import { replicaSymmetricExpansion } from "../../rs/index.js";
import { expansionAtEnergy, MAX_THERMAL_STEPS } from "../../rsb/index.js";
import { InputError, quantity } from "../../src/result.js";
import { column, columns } from "../definition/columns.js";
import type { Outcome } from "../definition/command.js";
import type { MarginRequest } from "./margin-options.js";

type Fields = Parameters<typeof columns>[0];

/** Relative accuracy in α where no tolerance is asked for, and the smallest. */
const ACCURACY = 1e-8;
const SMALLEST_ACCURACY = 1e-9;

/** α with e_k(α, β) = t at every β, each point of the line from the one before. */
export function thermalThresholds(
  fields: Fields,
  asked: { readonly k: number; readonly beta: readonly number[]; readonly tolerance?: number | undefined },
  request: MarginRequest,
): Outcome {
  const { k, beta, tolerance: accuracy = ACCURACY } = asked;
  const { margin, count, parameters, title, notes } = request;
  if (k > MAX_THERMAL_STEPS)
    throw new InputError(`--k ${k} with --beta: expected at most ${MAX_THERMAL_STEPS}`);
  if (accuracy < SMALLEST_ACCURACY)
    throw new InputError(
      `--tolerance ${accuracy} with --count: expected at least ${SMALLEST_ACCURACY}, of alpha`,
    );
  let neighbour: ReturnType<typeof expansionAtEnergy>["ansatz"];
  const energy = quantity(count, 0);
  const results = beta.map((at) => {
    if (k === 0) {
      const alpha = replicaSymmetricExpansion(at, { margin, count });
      return { k, alpha, beta: at, energy, steps: 0 };
    }
    const point = expansionAtEnergy({ energy: count, beta: at, k, neighbour, margin, accuracy });
    neighbour = point.ansatz;
    return { k, alpha: point.alpha, beta: at, energy, steps: point.k };
  });
  return {
    parameters: { k, beta, ...parameters, ...(k === 0 ? {} : { tolerance: accuracy }) },
    results,
    judged: results.map(({ alpha }) => alpha),
    tables: () => [
      {
        title: `Expansion at which ${k === 0 ? "the replica-symmetric" : `the ${k}-RSB`} mean count is ${count} n${title}`,
        columns: [column(fields, "beta", { digits: 12 }), ...columns(fields, "alpha", "steps")],
        rows: results,
      },
    ],
    notes: () => [
      "The mean count rises with alpha and falls with beta; at beta -> infinity this is the threshold.",
      ...notes,
    ],
  };
}
