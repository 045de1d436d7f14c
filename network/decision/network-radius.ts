/** The largest ball about the origin on which a network is injective: exact where its first layer decides, else bracketed. */
import { requireCallback, requireObject } from "../../src/arguments.js";
import { deadlineIn } from "../../src/deadline.js";
import { InputError, requirePositive } from "../../src/result.js";
import { checkCase, layerCases } from "../end-to-end/index.js";
import { boundsOf, type Domain, type LargestRadius, largestRadius, SPACE } from "../injectivity/index.js";
import type { NetworkModel } from "../model.js";
import { requireNetwork } from "../require-network.js";
import { checkNetwork } from "./check-network.js";

/** `first` is the largest radius of the first layer, an upper bound of that of the network. */
export interface NetworkRadius {
  readonly first: LargestRadius;
  readonly network: LargestRadius;
  /** Whether every later layer is injective on all that it may receive, so that the first layer decides. */
  readonly decidedByFirst: boolean;
}

/** Balls that are tried while the bracket is narrowed, in equal shares of the time that is left. */
const TRIED_BALLS = 12;
/** Where nothing bounds the radius from above, balls are doubled up to this often. */
const MOST_DOUBLINGS = 6;

/**
 * The largest R such that a network with a ReLU in its first layer is injective on |x| ≤ R, within the bounds of a domain.
 *
 * Where every later layer is injective on all the inputs that it may receive, it is the radius of the first layer. Otherwise
 * networks on balls are decided, and the bracket is narrowed from both sides: what is injective on a ball is so on
 * smaller ones, a collision in a ball lies in larger ones.
 *
 * @param options `domain`: its bounds hold, a ball of it is not looked at; `timeLimit` seconds in total
 * @returns the radius of the first layer, and that of the network
 * @throws InputError for a first layer other than ReLU
 * @example
 * import { matrixFromRows, networkRadius, RELU } from "relu-injectivity/network";
 * const layer = { weights: matrixFromRows([[1]]), bias: Float64Array.of(2), activation: RELU };
 * const { network } = await networkRadius({ layers: [layer], weightType: "float64", notes: [] });
 * network.radius.value; // 2
 */
export async function networkRadius(
  model: NetworkModel,
  options: {
    readonly domain?: Domain;
    readonly timeLimit?: number;
    readonly onProgress?: (tried: number) => void;
  } = {},
): Promise<NetworkRadius> {
  requireNetwork(model);
  requireObject(options, "the options");
  const { domain = SPACE, timeLimit = 60, onProgress } = options;
  requirePositive(timeLimit, "time limit");
  requireCallback(onProgress, "onProgress");
  const deadline = deadlineIn(timeLimit);
  const [head, ...later] = layerCases(model, domain);
  if (head.kind !== "relu")
    throw new InputError(`layer ${head.layer}: expected a ReLU layer, as others do not depend on the radius`);
  const half = deadlineIn(timeLimit / (later.length === 0 ? 1 : 2));
  const first = largestRadius(head.question, half.isOver);
  const decidedByFirst = later.every((layer) => checkCase(layer, half.isOver).verdict === "injective");
  if (decidedByFirst) return { first, network: first, decidedByFirst };
  const { lower: low, upper: high } = boundsOf(domain, head.question.weights.columns);
  const nearest = Math.hypot(...low.map((entry, k) => Math.max(entry, -high[k], 0)));
  const top = first.kind === "exact" ? first.radius.value : first.upper;
  let bracket = { lower: 0, upper: top };
  const tried = new Set<number>();
  for (let ball = 0; ball < TRIED_BALLS && !deadline.isOver(); ball++) {
    const radius = nextRadius(bracket, nearest, tried);
    if (radius === undefined) break;
    tried.add(radius);
    const inBall: Domain = { kind: "region", lower: [...low], upper: [...high], ball: radius };
    const seconds = Math.max(0.01, deadline.secondsLeft() / (TRIED_BALLS - ball));
    const { verdict } = await checkNetwork(model, { domain: inBall, timeLimit: seconds });
    if (verdict === "injective") bracket = { ...bracket, lower: radius };
    if (verdict === "not-injective") bracket = { ...bracket, upper: radius };
    onProgress?.(ball + 1);
  }
  const { lower, upper } = bracket;
  const value = Number.isFinite(upper) ? (lower + upper) / 2 : lower;
  const radius = { value, error: upper - value, status: "iteration-limit" as const };
  return { first, network: { kind: "bracketed", lower, upper, radius }, decidedByFirst };
}

/** The middle of the widest gap that no ball has been tried in; doublings while there is no upper end. */
function nextRadius(
  { lower, upper }: { readonly lower: number; readonly upper: number },
  nearest: number,
  tried: ReadonlySet<number>,
): number | undefined {
  const start = Math.max(lower, nearest);
  if (!Number.isFinite(upper)) {
    const last = Math.max(...tried, nearest, 0);
    return tried.size >= MOST_DOUBLINGS
      ? middleOfWidest([start, ...within(tried, start, upper), last])
      : 2 * last || 1;
  }
  if (!(upper > start)) return undefined;
  return middleOfWidest([start, ...within(tried, start, upper), upper]);
}

function within(tried: ReadonlySet<number>, low: number, high: number): number[] {
  return [...tried].filter((radius) => radius > low && radius < high).sort((a, b) => a - b);
}

function middleOfWidest(ends: readonly number[]): number | undefined {
  let [best, widest] = [undefined as number | undefined, 1e-6 * Math.abs(ends[ends.length - 1])];
  for (let i = 1; i < ends.length; i++) {
    if (!(ends[i] - ends[i - 1] > widest)) continue;
    [best, widest] = [(ends[i] + ends[i - 1]) / 2, ends[i] - ends[i - 1]];
  }
  return best;
}
