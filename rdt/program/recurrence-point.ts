/** The saddle of the plain program as the recurrence in depth finds it. */
import { combinedStatus, type Quantity, quantity } from "../../src/result.js";
import { lastLayerCapacity } from "../layer/last-layer.js";
import type { LayerStep } from "../layer/layer-step.js";
import type { DualNorms } from "../layer/notion.js";
import { optimalNormLayer } from "../layer/optimal-norm-layer.js";
import { unitNormLayer } from "../layer/unit-norm-layer.js";
import { hiddenParameters, lastParameters, type OutputNorm } from "./layer-parameters.js";
import type { ProgramParameters } from "./program-parameters.js";

export interface RecurrencePoint {
  /** α_l; NaN with status `domain-error` where the layers before hand over no finite value. */
  readonly capacity: Quantity;
  readonly point: ProgramParameters;
  /** Absolute errors of the entries of `point`, the expansions' included. */
  readonly errors: ProgramParameters;
  readonly steps: readonly LayerStep[];
  /** dS_c/dα at the capacity. */
  readonly slope: number;
}

/** Recurrence through α_1 … α_{l−1}, and the capacity of the layer that follows, as a point of the program. */
export function recurrencePoint(
  hidden: readonly number[],
  count: number,
  dualNorms: DualNorms,
): RecurrencePoint {
  const layer = dualNorms === "unit" ? unitNormLayer : optimalNormLayer;
  let incoming: Quantity = { value: 1, error: 0, status: "converged" };
  const steps: LayerStep[] = [];
  const [r, norms]: number[][] = [[], []];
  const [rErrors, gammaBarErrors, gammaErrors, normErrors]: number[][] = [[], [], [], []];
  let norm: OutputNorm = { value: 1, relativeError: 0 };
  let inNorms = 0;
  for (const expansion of hidden) {
    const step = layer({ expansion, incoming: incoming.value, incomingError: incoming.error });
    incoming = step.outgoing;
    steps.push(step);
    const found = hiddenParameters(step, norm, "optimal");
    rErrors.push(found.r?.error ?? Number.NaN);
    gammaBarErrors.push(found.gammaBar.error);
    gammaErrors.push(found.gamma?.error ?? Number.NaN);
    norm = {
      value: norm.value * step.rho,
      relativeError: norm.relativeError + step.relativeErrors.rho,
    };
    inNorms += step.relativeErrors.kappa;
    r.push(step.rho * (r[r.length - 1] ?? 1));
    norms.push(step.kappa * (norms[norms.length - 1] ?? 1));
    normErrors.push(norms[norms.length - 1] * inNorms);
  }
  const gamma = steps.map((step) => step.gamma);
  const gammaBar = steps.map((step) => step.gammaBar);
  if (!(incoming.value > 0)) {
    const nothing = Number.NaN;
    const nowhere = {
      expansions: [...hidden, nothing],
      r,
      gammaBar: [...gammaBar, nothing],
      gamma,
      nu: nothing,
    };
    return {
      capacity: quantity(nothing, nothing),
      point: { ...nowhere, dualNorms: norms },
      errors: { ...nowhere, dualNorms: norms },
      steps,
      slope: nothing,
    };
  }
  const { capacity, quantile, value, slope } = lastLayerCapacity(incoming.value, count, incoming.error);
  const size = r[r.length - 1] ?? 1;
  const point = {
    expansions: [...hidden, capacity.value],
    r,
    gammaBar: [...gammaBar, (size * value) / 2],
    nu: (quantile * quantile * size) / (4 * value),
    gamma,
    dualNorms: norms,
  };
  const status = combinedStatus(incoming.status, capacity.status);
  const last = lastParameters(capacity, count, norm);
  const errors = {
    expansions: [...hidden.map(() => 0), capacity.error],
    r: rErrors,
    gammaBar: [...gammaBarErrors, last.gammaBar.error],
    nu: last.nu?.error ?? Number.NaN,
    gamma: gammaErrors,
    dualNorms: normErrors,
  };
  return { capacity: quantity(capacity.value, capacity.error, status), point, errors, steps, slope };
}
