/** One random deep network decided exactly: injective, weak, strong; and counts of many. */
import { randomNetwork, type WeightLaw } from "../../finite-size/index.js";
import { decideByCones, type NetworkModel, reluNetwork } from "../../network/index.js";

/** Samples `from` … `to` − 1 of networks n, m_1, …, m_L; sample i is drawn from stream i of the seed. */
export interface DeepTask {
  readonly widths: readonly number[];
  readonly seed: number;
  /** Law of the weights, Gaussian by default. */
  readonly law?: WeightLaw;
  readonly from: number;
  readonly to: number;
}

/** How many of the samples have each property, and the sums of their regions and of the pairs compared. */
export interface DeepCounts {
  readonly injective: number;
  /** At least n active units in every layer, for all inputs: necessary. */
  readonly weak: number;
  /** The first layer injective, and at least 2n active units in every later one: sufficient. */
  readonly strong: number;
  readonly regions: number;
  readonly pairs: number;
}

/** The network of a stream of the seed, without biases. */
function sampledNetwork(
  { widths, seed, law }: Pick<DeepTask, "widths" | "seed" | "law">,
  stream: number,
): NetworkModel {
  return reluNetwork(
    randomNetwork(widths, seed, stream, law).map(({ units, inputs, weights }) => ({
      rows: units,
      columns: inputs,
      values: weights,
    })),
  );
}

/** Decides the samples of a task. @throws Error for more regions than an exact decision takes */
export function countDeep(task: DeepTask): DeepCounts {
  const { widths, from, to } = task;
  const [n] = widths;
  const counts = { injective: 0, weak: 0, strong: 0, regions: 0, pairs: 0 };
  for (let sample = from; sample < to; sample++) {
    const answer = decideByCones(sampledNetwork(task, sample), { kind: "space" });
    if (answer.verdict === "undecided") throw new Error(`sample ${sample}: ${answer.reason}`);
    if (answer.verdict === "injective") counts.injective++;
    // A first layer of fewer than n rows has a kernel, and its regions are not needed.
    const { regions, pairs, least } = answer.counts ?? { regions: 0, pairs: 0, least: [0] };
    counts.regions += regions;
    counts.pairs += pairs;
    if (least.every((active) => active >= n)) counts.weak++;
    if (least.every((active, layer) => active >= (layer === 0 ? n : 2 * n))) counts.strong++;
  }
  return counts;
}
