/** How a capacity moves with the expansions before it: implicit differentiation, by two routes. */

import { InputError, type Quantity, quantity, roundingError } from "../../src/result.js";
import { requireProgram } from "../layer/arguments.js";
import type { DualNorms } from "../layer/notion.js";
import type { LiftedCapacity } from "./lifted-capacity.js";
import { liftedProgram } from "./lifted-program.js";
import { plainProgram } from "./plain-program.js";
import { packParameters, programLayout } from "./program-parameters.js";
import { recurrencePoint } from "./recurrence-point.js";

export interface SensitivityOptions {
  /** c: 2 (weak) or 4 (strong). */
  readonly count: number;
  readonly dualNorms?: DualNorms;
}

/**
 * ∂α_l/∂α_i for i < l, α_l the capacity after α_1 … α_{l−1}.
 *
 * Along the recurrence, ∂T_{l−1}/∂α_i is a product of the layers' derivatives, and ∂α_l = ∂T_{l−1}/S_c′(α_l). By
 * the envelope theorem on the joint program the same number is −(∂φ_0/∂α_i)/(∂φ_0/∂α_l); the difference of the
 * two is the error.
 *
 * @throws InputError when no layer precedes the last one, for expansions or a count that are not numbers greater than 0,
 * and for other norms
 * @param hidden α_1 … α_{l−1}
 * @param options the count c (2 weak, 4 strong) and dual norms
 * @returns one derivative per earlier layer
 * @example
 * import { capacitySensitivities } from "relu-injectivity/rdt";
 * capacitySensitivities([6.7004], { count: 2 }).length; // 1
 */
export function capacitySensitivities(hidden: readonly number[], options: SensitivityOptions): Quantity[] {
  requireProgram(hidden, options);
  const { count, dualNorms = "unit" } = options;
  if (hidden.length === 0)
    throw new InputError("the list of expansions is empty: expected at least that of layer 1");
  const { capacity, point, steps, slope } = recurrencePoint(hidden, count, dualNorms);
  if (Number.isNaN(capacity.value)) return hidden.map(() => quantity(Number.NaN, Number.NaN));
  const depth = hidden.length + 1;
  const { expansions } = programLayout(depth);
  const { gradient } = plainProgram(packParameters(point), depth, count);
  let downstream = 1 / slope;
  const result: Quantity[] = [];
  for (let i = hidden.length - 1; i >= 0; i--) {
    const value = steps[i].byExpansion * downstream;
    const envelope = -gradient[expansions[i]] / gradient[expansions[depth - 1]];
    result.unshift(quantity(value, Math.abs(value - envelope) + roundingError(value, 16), capacity.status));
    downstream *= steps[i].byIncoming;
  }
  return result;
}

/**
 * The same for a capacity by the lifted program: −(∂φ̄_0/∂α_i)/(∂φ̄_0/∂α_l) at its saddle, c₃ included among what
 * is stationary. Where lifting brings nothing these are the plain sensitivities. The error is the value times
 * the largest relative error of a parameter.
 * @param solved the lifted capacity after `hidden`, which may be empty (no sensitivities then)
 */
export function liftedSensitivities(
  solved: LiftedCapacity,
  hidden: readonly number[],
  options: SensitivityOptions,
): Quantity[] {
  if (hidden.length === 0) return [];
  if (solved.lifting === "none") return capacitySensitivities(hidden, options);
  const depth = hidden.length + 1;
  const { expansions } = programLayout(depth);
  const point = packParameters(solved.parameters);
  const { gradient } = liftedProgram([...point, solved.c3.value], depth, options.count);
  const { r, gammaBar, gamma, nu } = solved.parameters;
  const { errors } = solved;
  const relative = [
    solved.c3.error / solved.c3.value,
    errors.nu / nu,
    ...r.map((x, i) => errors.r[i] / x),
    ...gammaBar.map((x, i) => errors.gammaBar[i] / x),
    ...gamma.map((x, i) => errors.gamma[i] / x),
  ];
  const accuracy = Math.max(...relative);
  return hidden.map((_, i) => {
    const value = -gradient[expansions[i]] / gradient[expansions[depth - 1]];
    return quantity(
      value,
      Math.abs(value) * accuracy * depth + roundingError(value, 64),
      solved.capacity.status,
    );
  });
}
