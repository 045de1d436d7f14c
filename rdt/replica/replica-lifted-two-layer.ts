/** Two layers by the one-step energy with vanishing lower overlaps: a second route to the lifted capacity. */
import { Jet } from "../../src/differentiation/jet.js";
import { type Quantity, requirePositive } from "../../src/result.js";
import { liftedHiddenLayer, normalTailJet } from "../layer/lifted-layers.js";
import { liftedCapacity } from "../program/lifted-capacity.js";
import { assemble, type ProgramEvaluation } from "../program/plain-program.js";
import { stationaryPoint } from "../program/stationary-point.js";

/** The saddle of the one-step energy at the capacity. */
export interface ReplicaLiftedTwoLayer {
  readonly capacity: Quantity;
  /** Breaking parameter y, the counterpart of c₃. */
  readonly breaking: number;
  readonly chi: number;
  readonly chi2: number;
  readonly normSquare: number;
  readonly gammaHat: number;
  readonly hHat: number;
  readonly residual: number;
}

/**
 * α_2 with e = c/2, where e is the stationary value, over χ, γ̂, ĥ, R, χ_2 and y, of
 *   −ln(1 + y/χ)/(2y) − (α_1/y) ln E exp(−y min_z[(z−g)²/(2χ) + γ̂u² − ĥhu]) − γ̂R + ½ĥ²(χ_2 + yR)
 *   − (α_2/y) ln E exp(−y min(1, Rξ²/(2χ_2)) [ξ > 0]),  u = max(z, 0):
 * one step of replica symmetry breaking at zero temperature, the overlaps between states set to zero in both
 * layers. For y → 0 it is the energy of {@link replicaTwoLayerCapacity}.
 *
 * The start is the lifted saddle rounded to two digits; the program solved is another one, in other variables.
 * @param firstExpansion α_1 > 2
 * @param count c: 2 (weak) or 4 (strong)
 */
export function replicaLiftedTwoLayerCapacity(firstExpansion: number, count: number): ReplicaLiftedTwoLayer {
  requirePositive(firstExpansion, "the expansion of layer 1");
  const {
    parameters,
    c3,
    capacity: rough,
  } = liftedCapacity([firstExpansion], { count, dualNorms: "optimal" });
  const norm = parameters.dualNorms?.[0] ?? 1;
  // One unit of energy is the cost 2K_2ν of an active unit in the program.
  const unit = 2 * norm * parameters.nu;
  const start = [
    rough.value,
    2 * parameters.gammaBar[0] * unit,
    parameters.gamma[0] / unit,
    norm / unit,
    parameters.r[0] ** 2,
    4 * parameters.nu * parameters.gammaBar[1],
    c3.value * unit,
  ].map((value) => Number(value.toPrecision(2)));
  const evaluate = (vector: Float64Array): ProgramEvaluation => energy(vector, firstExpansion, count);
  const solved = stationaryPoint(evaluate, Float64Array.from(start), 0, [1, 2, 3, 4, 5, 6]);
  const [, chi, gammaHat, hHat, normSquare, chi2, breaking] = solved.vector;
  const { capacity, residual } = solved;
  return { capacity, breaking, chi, chi2, normSquare, gammaHat, hHat, residual };
}

/** e − c/2 in the variables (α_2, χ, γ̂, ĥ, R, χ_2, y). */
function energy(vector: Float64Array, alpha1: number, count: number): ProgramEvaluation {
  const [alpha2, chi, gammaHat, hHat, normSquare, chi2, y] = Jet.variables(vector);
  const sphere = y.over(chi).plus(1).log().over(y).times(0.5);
  const inner = [y, chi.times(0.5), gammaHat, hHat];
  const [c, gammaBar, gamma, kappa] = inner.map((jet) => jet.value);
  const moment = Jet.chain(inner, liftedHiddenLayer(c, gammaBar, gamma, kappa).log());
  const first = moment.over(y).times(alpha1);
  const field = hHat
    .times(hHat)
    .times(chi2.plus(y.times(normSquare)))
    .times(0.5);
  const a = chi2.times(2).over(normSquare).sqrt();
  const tilt = y.times(normSquare).over(chi2).plus(1).sqrt();
  const middle = normalTailJet(a.times(tilt)).times(-1).plus(0.5).over(tilt);
  const active = normalTailJet(a).times(y.times(-1).exp());
  const second = middle.plus(active).plus(0.5).log().over(y).times(alpha2);
  const jet = field.minus(sphere).minus(first).minus(gammaHat.times(normSquare)).minus(second);
  return assemble([{ jet, places: [0, 1, 2, 3, 4, 5, 6] }], 7, -count / 2);
}
