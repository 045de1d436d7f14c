/** Figure 5.1 for all inputs in place of random points: the worst pair of random networks, half layer by half layer. */
import { randomSource } from "../../src/random/normal.js";
import { requireInteger } from "../../src/result.js";
import { layerFrom, type Network, normalise } from "../random-network/random-network.js";
import { type AngleRow, type AngleSettings, requireSettings, summarise } from "./angle-convergence.js";
import { type WorstPair, worstPairs } from "./worst-pair.js";

/** The least cosine over all pairs of inputs at one stage. */
export interface WorstPairRow extends Omit<AngleRow, "infiniteWidth"> {
  /** `exact` for two inputs; `upper` otherwise: the least that was found, so that true cosines may be lower. */
  readonly kind: WorstPair["kind"];
  /** Share of the descents that ended within 1e-3 of the least of their network. */
  readonly hits: number;
}

/** Most descents per stage. */
export const MOST_STARTS = 10_000;
/** Streams of the searches; those of the networks lie below. */
const SEARCH_STREAMS = 1_048_576;

/**
 * The worst pairs of the very networks of {@link angleConvergence}: same seed, same streams, so that both belong to one
 * figure. Its random points are among the pairs where descents begin.
 *
 * @param starts descents per stage, at least 4
 * @param onStage told after every half layer of every network
 * @returns 2L + 1 rows
 * @throws InputError for settings out of range
 */
export function worstPairConvergence(
  settings: AngleSettings,
  starts: number,
  onStage?: (network: number, stage: number) => void,
): WorstPairRow[] {
  requireSettings(settings);
  requireInteger(starts, "starts", 4, MOST_STARTS);
  const { networks, seed, depth } = settings;
  const found = Array.from({ length: networks }, (_, index) => {
    const { network, points } = drawn(settings, index);
    return worstPairs(network, points, {
      starts,
      random: randomSource(seed, SEARCH_STREAMS + index),
      onStage: (stage) => onStage?.(index, stage),
    });
  });
  return Array.from({ length: 2 * depth + 1 }, (_, stage) => {
    const worst = found.map((stages) => stages[stage]);
    const starts = worst.reduce((sum, each) => sum + each.starts, 0);
    return {
      index: stage / 2,
      ...summarise(worst.map(({ pair }) => pair.cosine)),
      kind: worst[0].kind,
      hits: worst.reduce((sum, { hits }) => sum + hits, 0) / starts,
    };
  });
}

/** Points and weights in the order in which the stream gives them; the scale of the weights changes no angle. */
function drawn(
  { columns, width, depth, points, seed }: AngleSettings,
  index: number,
): { network: Network; points: Float64Array[] } {
  const { normal } = randomSource(seed, index);
  const normals = (length: number, scale: number): Float64Array =>
    Float64Array.from({ length }, () => scale * normal());
  const inputs = Array.from({ length: points }, () => normals(columns, 1));
  const units = Math.round(columns * width);
  const network = Array.from({ length: depth }, (_, layer) => {
    const fanIn = layer === 0 ? columns : units;
    return layerFrom(units, fanIn, normals(units * fanIn, Math.sqrt(2 / fanIn)));
  });
  return { network, points: inputs.map(normalise) };
}
