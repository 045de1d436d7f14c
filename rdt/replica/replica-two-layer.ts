/** Two layers by the replica-symmetric energy: a third route to the capacity with optimal dual norms. */
import { type Quantity, quantity, requirePositive, roundingError } from "../../src/result.js";
import { type SystemEvaluation, solveSystem } from "../../src/roots/newton-system.js";
import { normalTail } from "../../src/special/normal.js";
import { hiddenLayerByQuadrature } from "../layer/hidden-layer-quadrature.js";
import { truncatedSecondMoment } from "../layer/last-layer.js";

/** The saddle of the zero-temperature energy of a two-layer network at the capacity. */
export interface ReplicaTwoLayer {
  /** α_2 at which the least number of active units per input dimension is c/2. */
  readonly capacity: Quantity;
  /** Response χ of the first layer and χ_2 of the second. */
  readonly chi: number;
  readonly chi2: number;
  /** Norm square R of the first layer's output and its conjugate γ̂. */
  readonly normSquare: number;
  readonly gammaHat: number;
  /** Conjugate field ĥ, whose stationarity is the optimisation over the dual norm. */
  readonly hHat: number;
  readonly residual: number;
}

const UNKNOWNS = 6;

/**
 * α_2 with e = c/2, where e is the stationary value, over χ, γ̂, ĥ, R and χ_2, of
 *   −1/(2χ) + α_1 E min_z [(z−g)²/(2χ) + γ̂u² − ĥhu] − γ̂R + ½ĥ²χ_2 + α_2 E[min(1, Rξ²/(2χ_2)); ξ > 0],  u = max(z,0):
 * the replica-symmetric energy of the two-layer problem at zero temperature. It shares with random duality only
 * the inner minimum, which is integrated here by quadrature instead of in closed form.
 * @param firstExpansion α_1 > 2
 * @param count c: 2 (weak) or 4 (strong)
 */
export function replicaTwoLayerCapacity(firstExpansion: number, count: number): ReplicaTwoLayer {
  requirePositive(firstExpansion, "the expansion of layer 1");
  const residuals = (logs: Float64Array): Float64Array => saddleResiduals(logs, firstExpansion, count);
  // χ = 1, a quantile √(2χ_2/R) near 1, and the share of the norm that unit weights give.
  const norm = 0.36 * firstExpansion;
  const start = [0, Math.log(0.2), Math.log(0.65), Math.log(norm), Math.log(norm / 2), Math.log(4 * count)];
  const solution = solveSystem((logs) => withDifferences(residuals, logs), start, {
    tolerance: 1e-11,
    iterationLimit: 100,
  });
  const [chi, gammaHat, hHat, normSquare, chi2, capacity] = solution.point.map(Math.exp);
  const error = capacity * solution.lastStep + roundingError(capacity, 64);
  return {
    capacity: quantity(capacity, error, solution.status),
    chi,
    chi2,
    normSquare,
    gammaHat,
    hHat,
    residual: solution.residual,
  };
}

/** x ∂e/∂x for the five order parameters, and e − c/2. */
function saddleResiduals(logs: Float64Array, alpha1: number, count: number): Float64Array {
  const [chi, gammaHat, hHat, normSquare, chi2, alpha2] = logs.map(Math.exp);
  const f = hiddenLayerByQuadrature(chi / 2, gammaHat, hHat);
  const a = Math.sqrt((2 * chi2) / normSquare);
  const moment = truncatedSecondMoment(a);
  const energy =
    -1 / (2 * chi) +
    alpha1 * f.value.value -
    gammaHat * normSquare +
    (hHat * hHat * chi2) / 2 +
    alpha2 * (moment / (a * a) + normalTail(a));
  return Float64Array.of(
    1 / (2 * chi) + (alpha1 * f.byGammaBar.value * chi) / 2,
    gammaHat * (alpha1 * f.byGamma.value - normSquare),
    hHat * (alpha1 * f.byKappa.value + hHat * chi2),
    normSquare * ((alpha2 * moment) / (2 * chi2) - gammaHat),
    chi2 * (hHat * hHat - (alpha2 * normSquare * moment) / (chi2 * chi2)) * 0.5,
    energy - count / 2,
  );
}

/** The Jacobian by central differences: only the speed of Newton's method depends on its accuracy. */
function withDifferences(residuals: (x: Float64Array) => Float64Array, x: Float64Array): SystemEvaluation {
  const step = 1e-5;
  const columns = Array.from({ length: UNKNOWNS }, (_, j) => {
    const [up, down] = [1, -1].map((sign) =>
      residuals(x.map((value, i) => (i === j ? value + sign * step : value))),
    );
    return up.map((value, i) => (value - down[i]) / (2 * step));
  });
  const jacobian = Array.from({ length: UNKNOWNS }, (_, i) =>
    Float64Array.from(columns, (column) => column[i]),
  );
  return { residual: residuals(x), jacobian };
}
