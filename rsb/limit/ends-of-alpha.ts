/**
 * Full-RSB energies at both ends of α, carried on from where chain and family can be solved: towards 2 the gain over
 * the replica-symmetric energy relative to that of 2-RSB, for large α the distance from the leading asymptotics
 *
 *   e = α/2 − √α E_∞ + O(1),   E_∞ = (2π)^{−1/2} + ∫_{q_0}^1 √ξ'' dq,   ξ = asin(q)/2π,   q_0 = 1/√2,
 *
 * the ground state of the Gaussian process that the number of errors becomes (λ(q) = ξ''^{−1/2}, q_0 ξ''(q_0) = ξ'(q_0)).
 */
import { kept } from "../../src/kept.js";
import { gaussLegendre } from "../../src/quadrature/gauss-legendre.js";
import { combinedStatus, quantity, roundingError } from "../../src/result.js";
import { solveKrsbChain } from "../chain/krsb.js";
import type { KrsbSolution } from "../chain/krsb-solution.js";
import { type Continued, continuePolynomial, relativeGain } from "../chain/near-two.js";
import type { FullRsbSolution } from "./full-rsb.js";

type Energy = { readonly kind: "energy"; readonly alpha: number };
type Solve = (problem: Energy, tolerance: number) => FullRsbSolution;

/** Below 2 + this the chain has too few levels before e^{−y} underflows. */
export const NEAREST_TWO = 0.02;
const NEAR_NODES = [1, 2, 4, 8, 16].map((factor) => 2 + factor * NEAREST_TWO);
/** Above this the tail in k falls too slowly for the levels at hand. */
export const FARTHEST_ALPHA = 1e5;
const FAR_NODES = [3000, 1000, 300, 100, 30];

/** Both estimates carried on; α ≤ 2 + {@link NEAREST_TWO} or ≥ {@link FARTHEST_ALPHA}. */
export function fullRsbAtEnd(problem: Energy, tolerance: number, solve: Solve): FullRsbSolution {
  const near = problem.alpha < 3;
  const nodes = (near ? NEAR_NODES : FAR_NODES).map((alpha) =>
    solve({ kind: "energy", alpha }, nodeTolerance(problem.alpha)),
  );
  const levels = [...solveKrsbChain(problem, 2)];
  const carry = near ? carriedTowardsTwo(levels) : carriedToLargeAlpha(problem);
  const chain = carry(nodes.map(({ value }) => value));
  const family = carry(nodes.map((node) => node.family.value));
  const status = combinedStatus(...nodes.map(({ value }) => value.status));
  const familyStatus = combinedStatus(...nodes.map((node) => node.family.value.status));
  return {
    problem,
    value: quantity(chain.value, chain.error, status),
    levels: [2],
    coefficients: [],
    truncation: chain.error,
    noise: 0,
    family: {
      value: quantity(family.value, family.error, familyStatus),
      coefficients: [],
      levels: [],
      truncation: family.error,
      evaluations: 0,
    },
    spread: Math.abs(chain.value - family.value),
    chain: levels,
    evaluations: nodes.reduce((sum, { evaluations }) => sum + evaluations, 0),
    tolerance,
  };
}

/** What the nodes leave open is multiplied by (α − 2)² or divided by α: far out they need not be exact. */
function nodeTolerance(alpha: number): number {
  return alpha < 2.0001 || alpha > 1e9 ? 1e-8 : 1e-10;
}

type Carry = (values: readonly Continued[]) => Continued;

function carriedTowardsTwo(levels: readonly KrsbSolution[]): Carry {
  const [symmetric, , second] = levels;
  const unit = second.value.value - symmetric.value.value;
  const atNodes = nearNodes();
  const place = (level: KrsbSolution): number => Math.log(2 * level.chi.value);
  return (values) => {
    const ratio = continuePolynomial(
      values.map((value, m) => ({
        x: place(atNodes[m][0]),
        ...relativeGain(NEAR_NODES[m], atNodes[m][0], value, atNodes[m][2]),
      })),
      place(symmetric),
    );
    const value = symmetric.value.value + ratio.value * unit;
    const errors = symmetric.value.error + ratio.value * (symmetric.value.error + second.value.error);
    return { value, error: ratio.error * unit + errors + roundingError(value) };
  };
}

const nearNodes = kept(() => NEAR_NODES.map((alpha) => [...solveKrsbChain({ kind: "energy", alpha }, 2)]));

function carriedToLargeAlpha({ alpha }: Energy): Carry {
  const leading = (at: number): number => 0.5 * at - Math.sqrt(at) * GROUND_STATE;
  return (values) => {
    const rest = continuePolynomial(
      values.map(({ value, error }, m) => ({
        x: 1 / Math.sqrt(FAR_NODES[m]),
        value: value - leading(FAR_NODES[m]),
        error,
      })),
      1 / Math.sqrt(alpha),
    );
    const value = leading(alpha) + rest.value;
    return { value, error: rest.error + roundingError(value) };
  };
}

/** E_∞ with q = cos u²: ∫ √(q/2π) (1−q²)^{−3/4} dq = ∫ 2u √(cot(u²)/2π) du over (0, √π/2). */
const GROUND_STATE = ((): number => {
  const { nodes, weights } = gaussLegendre(40);
  const half = Math.sqrt(Math.PI) / 4;
  let sum = 0;
  for (let n = 0; n < nodes.length; n++) {
    const u = half * (1 + nodes[n]);
    sum += half * weights[n] * 2 * u * Math.sqrt(1 / Math.tan(u * u));
  }
  return (1 + sum) / Math.sqrt(2 * Math.PI);
})();
