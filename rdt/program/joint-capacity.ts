/** The capacity by Newton's method on the joint program: the second route, which does not use the recurrence. */
import { requireObject } from "../../src/arguments.js";
import { combinedStatus, type Quantity, quantity, type Status } from "../../src/result.js";
import { requireProgram } from "../layer/arguments.js";
import type { DualNorms } from "../layer/notion.js";
import { deeperStart } from "./deeper-start.js";
import { plainProgram } from "./plain-program.js";
import {
  type ProgramParameters,
  packParameters,
  programLayout,
  unpackParameters,
} from "./program-parameters.js";
import { type SaddleSignature, saddleSignature } from "./saddle.js";
import { stationaryPoint } from "./stationary-point.js";

/** The stationary point with φ_0 = 0. */
export interface JointCapacity {
  /** α_l; the error is the Newton step that is left at the point. */
  readonly capacity: Quantity;
  readonly parameters: ProgramParameters;
  /** Largest of |φ_0| and |x ∂φ_0/∂x| over the unknowns at the point, each relative to its row of the Jacobian. */
  readonly residual: number;
  readonly signature: SaddleSignature;
  readonly evaluations: number;
}

export interface JointOptions {
  /** c: 2 (weak) or 4 (strong). */
  readonly count: number;
  readonly dualNorms?: DualNorms;
  /**
   * A rough start of the same depth; by default the point is reached by growing depth and expansions. With
   * `unit` norms the dual norms of the start are kept as they are, which need not be 1: any fixed norms will do.
   */
  readonly start?: ProgramParameters;
}

/** First factor by which expansions are changed between two Newton solutions of the continuation. */
const CONTINUATION_FACTOR = 1.5;
const CONTINUATION_LIMIT = 400;
/** Shorter strides mean that the stationary point ceases to exist on the way. */
const LEAST_STRIDE = 1e-4;

/** A two-layer network near the published one, to two digits: where every continuation begins. */
const ORIGIN: ProgramParameters = {
  expansions: [6.7, 8.3],
  r: [1.8],
  gammaBar: [0.9, 0.96],
  nu: 0.56,
  gamma: [0.3],
};

/**
 * α_l with φ_0 = 0 and all other derivatives of φ_0 zero, given α_1 … α_{l−1}.
 *
 * Newton in logarithmic variables. Without a start, the published two-layer point is deepened by doubling the
 * last layer (its copy becomes hidden, with the parameters of the hidden layer below it) until there are l
 * layers, and then all expansions are moved to their values.
 *
 * @param hidden α_1 … α_{l−1}, each > 0; admissibility is not asked for
 * @param options the count c (2 weak, 4 strong), dual norms, and a start
 * @returns capacity, parameters and signature of the saddle
 * @throws InputError for expansions or a count that are not numbers greater than 0, and for other norms
 * @example
 * import { jointCapacity } from "relu-injectivity/rdt";
 * jointCapacity([6.7004], { count: 2 }).capacity.value; // 8.266729310837…
 */
export function jointCapacity(hidden: readonly number[], options: JointOptions): JointCapacity {
  requireProgram(hidden, options);
  const dualNorms = options.dualNorms ?? "unit";
  const solve = (start: ProgramParameters): JointCapacity => newton(start, options.count, dualNorms);
  if (options.start !== undefined) {
    requireObject(options.start, "the start", ["expansions", "r", "gammaBar", "nu", "gamma"]);
    const [last] = options.start.expansions.slice(-1);
    return solve({ ...options.start, expansions: [...hidden, last] });
  }
  if (hidden.length === 0) return solve({ expansions: [7.6], r: [], gammaBar: [0.5], nu: 0.3, gamma: [] });
  let current = solve(ORIGIN);
  while (current.parameters.expansions.length <= hidden.length)
    current = solve(deeperStart(current.parameters));
  return moveExpansions(current, hidden, solve);
}

/** Moves α_1 … α_{l−1} to `target` along a straight line in the logarithms, in steps that shrink on failure. */
function moveExpansions(
  start: JointCapacity,
  target: readonly number[],
  solve: (start: ProgramParameters) => JointCapacity,
): JointCapacity {
  const origin = start.parameters.expansions;
  const distance = Math.max(...target.map((x, i) => Math.abs(Math.log(x / origin[i]))));
  let current = start;
  let position = 0;
  let stride = Math.min(1, Math.log(CONTINUATION_FACTOR) / distance);
  for (let attempt = 0; attempt < CONTINUATION_LIMIT && position < 1 && stride > LEAST_STRIDE; attempt++) {
    const next = Math.min(1, position + stride);
    const moved = target.map((x, i) => (next === 1 ? x : origin[i] ** (1 - next) * x ** next));
    const [last] = current.parameters.expansions.slice(-1);
    const trial = solve({ ...current.parameters, expansions: [...moved, last] });
    if (trial.capacity.status === "converged") {
      current = trial;
      position = next;
      stride *= 1.5;
    } else {
      stride /= 2;
    }
  }
  if (position === 1) return current;
  return {
    ...current,
    capacity: { ...current.capacity, error: Number.POSITIVE_INFINITY, status: "iteration-limit" },
  };
}

function newton(start: ProgramParameters, count: number, dualNorms: DualNorms): JointCapacity {
  const depth = start.expansions.length;
  const layout = programLayout(depth);
  const free = [...layout.r, ...layout.gammaBar, ...layout.gamma, layout.nu];
  if (dualNorms === "optimal") free.push(...layout.dualNorms);
  const evaluate = (vector: Float64Array) => plainProgram(vector, depth, count);
  const point = stationaryPoint(evaluate, packParameters(start), layout.expansions[depth - 1], free);
  const signature = saddleSignature(point.program.hessian, point.vector, {
    innerMaximum: [...layout.gamma, layout.nu],
    minimum: [...layout.r, ...layout.gammaBar],
    outerMaximum: dualNorms === "optimal" ? layout.dualNorms : [],
  });
  const shape: Status = signature.correct ? "converged" : "domain-error";
  const { value, error, status } = point.capacity;
  return {
    capacity: quantity(value, error, combinedStatus(status, shape)),
    parameters: unpackParameters(point.vector, layout),
    residual: point.residual,
    signature,
    evaluations: point.evaluations,
  };
}
