/** The largest ball about the origin on which a layer is injective, and the smallest uniform bias for a given ball. */
import { requireCallback, requireObject } from "../../src/arguments.js";
import { type Fraction, fractionToNumber } from "../../src/exact/fraction.js";
import { requireMatrix } from "../../src/matrix/dense-matrix.js";
import { InputError, type Quantity, quantity } from "../../src/result.js";
import { requireBias } from "../require-network.js";
import { compareSquares } from "./ball.js";
import { branchForRadius } from "./branching.js";
import { boundsOf, type Domain, isBoundedBall, requireDomain, SPACE } from "./domain.js";
import { type HalfspaceSystem, halfspaceSystem, type LayerQuestion } from "./halfspaces.js";
import { MOST_BRANCHING_INPUTS, restrictTo } from "./layer-check.js";
import { independentRows, rowSpace } from "./spans.js";
import { blocksOf, spanningStructure } from "./structure.js";

/**
 * Injective on |x| ≤ R if and only if R is at most the radius. `exact`: the radius is √`square`, infinite where `square` is
 * null. `bracketed`: the search ended before; the radius lies between `lower` and `upper`.
 */
export type LargestRadius =
  | { readonly kind: "exact"; readonly square: Fraction | null; readonly radius: Quantity }
  | { readonly kind: "bracketed"; readonly lower: number; readonly upper: number; readonly radius: Quantity };

/**
 * The largest radius R such that a ReLU layer is injective on |x| ≤ R: the least distance, over all hyperplanes spanned by rows,
 * of a point at which all other rows are inactive. Its square is a rational number.
 *
 * @param question weights and bias; with a domain, |x| ≤ R is asked for within its bounds, and a ball of it is not looked at
 * @param stop asked at every node; true ends the search with a bracket
 * @returns the radius, exactly where branching ends
 * @throws InputError for numbers that are not finite
 * @example
 * import { largestRadius, matrixFromRows } from "relu-injectivity/network";
 * const weights = matrixFromRows([[1, 0], [0, 1]]);
 * largestRadius({ weights, bias: Float64Array.of(2, 3) }).radius.value; // 2
 */
export function largestRadius(
  question: Pick<LayerQuestion, "weights" | "bias"> & { readonly domain?: Domain },
  stop: () => boolean = () => false,
): LargestRadius {
  requireObject(question, "the question", ["weights"]);
  requireCallback(stop, "stop");
  const { domain = SPACE } = question;
  requireDomain(domain);
  const inBall: LayerQuestion = { ...question, domain: inUnitBall(question.weights, domain) };
  const system = halfspaceSystem(inBall);
  const space = rowSpace(system);
  const all = Array.from({ length: system.layerRows }, (_, row) => row);
  if (independentRows(space, all).length < system.columns) return exact({ numerator: 0n, denominator: 1n });
  const blocks = blocksOf(system);
  if (blocks.length > 1 && !isBoundedBall(inBall.domain))
    return blocks.map((block) => largestRadius(restrictTo(inBall, block), stop)).reduce(smaller);
  if (hasSpanWithoutBall(inBall)) return exact(null);
  if (system.columns > MOST_BRANCHING_INPUTS) return bracketed(system, null);
  const outcome = branchForRadius(system, stop);
  return outcome.status === "exact" ? exact(outcome.square) : bracketed(system, outcome.square);
}

/**
 * The smallest β such that the layer with the bias β in every unit is injective on |x| ≤ 1; on |x| ≤ R it is βR.
 *
 * @param question weights; there must be no bias
 * @param stop asked at every node; true ends the search with a bracket
 * @returns the bias, and the largest radius with all biases 1, its inverse
 * @throws InputError for a layer with a bias
 * @example
 * import { matrixFromRows, smallestUniformBias } from "relu-injectivity/network";
 * smallestUniformBias({ weights: matrixFromRows([[2]]), bias: null }).bias.value; // 2
 */
export function smallestUniformBias(
  question: Pick<LayerQuestion, "weights" | "bias">,
  stop: () => boolean = () => false,
): { readonly bias: Quantity; readonly radius: LargestRadius } {
  requireObject(question, "the question", ["weights"]);
  const { weights, bias } = question;
  requireMatrix(weights, "the weights");
  requireBias(bias, "the layer");
  if (bias?.some((entry) => entry !== 0) === true)
    throw new InputError("a uniform bias for a layer with a bias: expected a layer without one");
  const radius = largestRadius({ weights, bias: new Float64Array(weights.rows).fill(1) }, stop);
  const { value, error, status } = radius.radius;
  const inverse = value === 0 ? Number.POSITIVE_INFINITY : 1 / value;
  return {
    bias: quantity(inverse, value === 0 ? 0 : (error / value) * inverse + Number.EPSILON * inverse, status),
    radius,
  };
}

/** The bounds of a domain, with a ball large enough to reach inside them; its radius is not looked at. */
function inUnitBall(weights: LayerQuestion["weights"], domain: Domain): Domain {
  requireMatrix(weights, "the weights");
  const { lower, upper } = boundsOf(domain, weights.columns);
  const nearest = Math.hypot(...lower.map((entry, k) => Math.max(entry, -upper[k], 0)));
  return { kind: "region", lower: [...lower], upper: [...upper], ball: 2 * nearest + 1 };
}

/** Antiparallel pairs and rows that are always active may prove a layer injective on all that is within the bounds. */
function hasSpanWithoutBall(question: LayerQuestion): boolean {
  const { domain } = question;
  const system = halfspaceSystem({
    ...question,
    domain: domain.kind === "region" ? { ...domain, ball: null } : domain,
  });
  return spanningStructure(system, rowSpace(system)) !== undefined;
}

function exact(square: Fraction | null): LargestRadius {
  const value = square === null ? Number.POSITIVE_INFINITY : Math.sqrt(fractionToNumber(square));
  return {
    kind: "exact",
    square,
    radius: quantity(value, square === null ? 0 : 2 * Number.EPSILON * value),
  };
}

/** Below, rows that are active on the whole ball span R^n; above, the last radius at which the search found a collision. */
function bracketed(system: HalfspaceSystem, square: Fraction | null): LargestRadius {
  const lower = spannedRadius(system) * (1 - 8 * Number.EPSILON);
  const upper =
    square === null
      ? Number.POSITIVE_INFINITY
      : Math.sqrt(fractionToNumber(square)) * (1 + 4 * Number.EPSILON);
  return bracket(lower, upper);
}

function bracket(lower: number, upper: number): LargestRadius {
  const value = Number.isFinite(upper) ? (lower + upper) / 2 : lower;
  return {
    kind: "bracketed",
    lower,
    upper,
    radius: { value, error: upper - value, status: "iteration-limit" },
  };
}

/** The largest R for which the rows with b ≥ R|w| span R^n. */
function spannedRadius(system: HalfspaceSystem): number {
  const { layerRows, dimension, columns, units } = system;
  const ratios = Array.from({ length: layerRows }, (_, row) => {
    const unit = units.subarray(row * dimension, (row + 1) * dimension);
    return unit[columns] / Math.hypot(...unit.subarray(0, columns));
  });
  const rows = ratios
    .flatMap((ratio, row) => (ratio >= 0 ? [row] : []))
    .sort((a, b) => ratios[b] - ratios[a]);
  const basis = independentRows(rowSpace(system), rows);
  return basis.length < columns ? 0 : Math.min(...basis.map((row) => ratios[row]));
}

function smaller(a: LargestRadius, b: LargestRadius): LargestRadius {
  if (a.kind === "exact" && b.kind === "exact") {
    if (a.square === null) return b;
    return b.square === null || compareSquares(a.square, b.square) <= 0 ? a : b;
  }
  const ends = (of: LargestRadius): [number, number] =>
    of.kind === "exact" ? [of.radius.value, of.radius.value] : [of.lower, of.upper];
  const [[lowA, highA], [lowB, highB]] = [ends(a), ends(b)];
  return bracket(Math.min(lowA, lowB), Math.min(highA, highB));
}
