/** The worst pair of inputs of a random network: the least cosine between two images, over all inputs. */
import type { RandomSource } from "../../src/random/normal.js";
import { type Network, normalise } from "../random-network/random-network.js";
import { circleArcs } from "./circle-images.js";
import { descendPair, type InputPair, pairCosine, polishPair, throughHalfLayer } from "./pair-descent.js";
import { widestPair } from "./widest-pair.js";

/** The least cosine found at one stage. */
export interface WorstPair {
  /** Half layers: 2ℓ − 1 before the ReLU of layer ℓ, 2ℓ after it, 0 the inputs. */
  readonly stage: number;
  readonly pair: InputPair;
  /** `exact`: every pair of linear pieces was settled in closed form (two inputs); `upper`: the least that was found. */
  readonly kind: "exact" | "upper";
  /** How many descents ended within 1e-3 of the least, of how many. */
  readonly hits: number;
  readonly starts: number;
}

/** Pairs that start the descents of the next stage: the best ones, the first of them polished by exact searches of circles. */
const FINALISTS = 3;
const SAME = 1e-3;

/**
 * The worst pair after every half layer up to the last. With two inputs the circle of inputs is cut into the arcs on
 * which the network is linear, and each pair of arcs is settled in closed form: exact but for rounding. With more, an upper bound: descents from
 * random pairs, from `points` (pairs of inputs at which to begin, those with the least cosines are taken), and from the
 * worst pairs of the stage before.
 *
 * @param starts descents per stage
 * @param onStage told after every stage
 */
export function worstPairs(
  network: Network,
  points: readonly Float64Array[],
  { starts, random, onStage }: { starts: number; random: RandomSource; onStage?: (stage: number) => void },
): WorstPair[] {
  if (network[0].inputs === 2) return inThePlane(network, onStage);
  const worst: WorstPair[] = [];
  let kept: InputPair["inputs"][] = [];
  for (let stage = 0; stage <= 2 * network.length; stage++) {
    const found = searched(network, stage, kept, points, starts, random);
    kept = found.kept;
    worst.push(found.worst);
    onStage?.(stage);
  }
  return worst;
}

function inThePlane(network: Network, onStage?: (stage: number) => void): WorstPair[] {
  let arcs = circleArcs(Float64Array.of(1, 0), Float64Array.of(0, 1));
  return Array.from({ length: 2 * network.length + 1 }, (_, stage) => {
    if (stage > 0) arcs = throughHalfLayer(network, stage, arcs);
    const { angles, cosine } = widestPair(arcs) ?? { angles: [0, 0] as const, cosine: Number.NaN };
    onStage?.(stage);
    const [first, second] = angles.map((angle) => Float64Array.of(Math.cos(angle), Math.sin(angle)));
    return { stage, pair: { inputs: [first, second], cosine }, kind: "exact", hits: 1, starts: 1 };
  });
}

interface Found {
  readonly worst: WorstPair;
  readonly kept: InputPair["inputs"][];
}

function searched(
  network: Network,
  stage: number,
  kept: readonly InputPair["inputs"][],
  points: readonly Float64Array[],
  starts: number,
  random: RandomSource,
): Found {
  const fresh = Array.from({ length: Math.max(1, starts - kept.length) }, (_, i) =>
    i % 2 === 0 ? widestOf(network, stage, points, random) : randomPair(network[0].inputs, random),
  );
  const runs = [...kept, ...fresh].map((start) => descendPair(network, stage, start));
  const valid = runs.filter(({ cosine }) => !Number.isNaN(cosine)).sort((a, b) => a.cosine - b.cosine);
  if (valid.length === 0) {
    const pair = { inputs: fresh[0], cosine: Number.NaN };
    return { worst: { stage, pair, kind: "upper", hits: 0, starts: runs.length }, kept: [] };
  }
  const pair = polishPair(network, stage, valid[0].inputs);
  const hits = [pair, ...valid.slice(1)].filter(({ cosine }) => cosine <= pair.cosine + SAME).length;
  return {
    worst: { stage, pair, kind: "upper", hits, starts: runs.length },
    kept: [pair, ...valid.slice(1, FINALISTS)].map(({ inputs }) => inputs),
  };
}

/** The pair of least cosine among a handful of the points. */
function widestOf(
  network: Network,
  stage: number,
  points: readonly Float64Array[],
  random: RandomSource,
): InputPair["inputs"] {
  const drawn = Array.from({ length: HANDFUL }, () => points[random.below(points.length)]);
  let best: InputPair["inputs"] = [drawn[0], drawn[1]];
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < drawn.length; i++)
    for (let j = 0; j < i; j++) {
      const cosine = pairCosine(network, stage, [drawn[i], drawn[j]]);
      if (cosine < least) [least, best] = [cosine, [drawn[i], drawn[j]]];
    }
  return best;
}

const HANDFUL = 6;

function randomPair(inputs: number, random: RandomSource): InputPair["inputs"] {
  const draw = (): Float64Array => normalise(new Float64Array(inputs).map(() => random.normal()));
  return [draw(), draw()];
}
