/** Whole networks of few inputs decided exactly: all regions, the rank on each, and all pairs that might share an output. */
import { fractionOfNumber } from "../../src/exact/fraction.js";
import type { Domain } from "../injectivity/domain.js";
import { type RationalVector, reducedVector } from "../injectivity/rational-vector.js";
import type { NetworkModel } from "../model.js";
import { type ActivationRegion, activationRegions, leastActive } from "./activation-regions.js";
import { coneSetting } from "./cone-problem.js";
import { type ConeCollision, collisionWithin, comparePair, inputOf } from "./image-pairs.js";
import { imageRanges, visitCandidates } from "./image-ranges.js";

/** What an exact decision counted; `least` per layer the least number of active units over all inputs. */
export interface ConeCounts {
  readonly regions: number;
  readonly pairs: number;
  readonly least: readonly number[];
}

/** v · y ≥ 0 on the images of region `first`, ≤ 0 on those of `second`, up to their common face. */
export interface Separation {
  readonly first: number;
  readonly second: number;
  readonly vector: readonly bigint[];
}

export type ConeAnswer =
  | {
      readonly verdict: "injective";
      readonly counts: ConeCounts;
      readonly regions: readonly ActivationRegion[];
      /** Of every pair that the ranges of the outputs do not tell apart; empty where none were asked for. */
      readonly separations: readonly Separation[];
    }
  | {
      readonly verdict: "not-injective";
      readonly counts: ConeCounts | null;
      readonly inputs: readonly [RationalVector, RationalVector];
    }
  | { readonly verdict: "undecided"; readonly reason: string };

export interface ConeOptions {
  /** Regions at most, 100 000 by default. */
  readonly mostRegions?: number;
  /** Whether to compute the separations that a certificate needs. */
  readonly separations?: boolean;
  /** Asked at every region and every pair. */
  readonly stop?: () => boolean;
}

/** Regions at most where nobody asks for another number. */
export const MOST_REGIONS = 100_000;
/** Inputs beyond which there are too many regions. */
export const MOST_CONE_INPUTS = 4;

/**
 * Decides whether a network is injective on a domain, exactly; every activation linear on both sides of 0.
 * @param domain with biases a ball is undecided where its box has a collision that is not in the ball
 */
export function decideByCones(model: NetworkModel, domain: Domain, options: ConeOptions = {}): ConeAnswer {
  const { mostRegions = MOST_REGIONS, separations: wanted = false, stop = () => false } = options;
  const columns = model.layers[0].weights.columns;
  if (columns > MOST_CONE_INPUTS)
    return { verdict: "undecided", reason: `more than ${MOST_CONE_INPUTS} inputs` };
  if (domain.kind === "region") return { verdict: "undecided", reason: "bounds of single inputs" };
  const setting = coneSetting(model, domain);
  if (setting.kind === "not-covered") return { verdict: "undecided", reason: setting.reason };
  if (setting.kind === "constant-direction") {
    const zero = setting.direction.map(() => 0n);
    return {
      verdict: "not-injective",
      counts: null,
      inputs: fitted([zero, setting.direction], columns, domain),
    };
  }
  const { problem } = setting;
  const biased = problem.dimension > columns;
  const regions = activationRegions(problem, mostRegions, stop);
  if (regions === undefined)
    return {
      verdict: "undecided",
      reason: stop()
        ? "the time limit ended the cutting of regions"
        : `more than ${mostRegions} activation regions`,
    };
  let collision: ConeCollision | undefined;
  for (const region of regions) {
    collision = collisionWithin(region);
    if (collision !== undefined) break;
  }
  const separations: Separation[] = [];
  let pairs = 0;
  let late = false;
  if (collision === undefined) {
    visitCandidates(imageRanges(regions, { nonNegative: problem.nonNegative, biased }), (i, j) => {
      pairs++;
      late = stop();
      if (late) return true;
      const answer = comparePair(regions[i], regions[j], biased, wanted);
      if (answer.kind === "collision") collision = answer.inputs;
      else if (answer.vector !== null) separations.push({ first: i, second: j, vector: answer.vector });
      return collision !== undefined;
    });
  }
  const counts = { regions: regions.length, pairs, least: leastActive(regions) };
  if (collision !== undefined) {
    const inputs = fitted(collision, columns, domain);
    if (domain.kind === "ball" && !inputs.every((input) => isInBall(input, domain.radius)))
      return { verdict: "undecided", reason: "two inputs of the box around the ball collide outside it" };
    return { verdict: "not-injective", counts, inputs };
  }
  if (late) return { verdict: "undecided", reason: "the time limit ended the comparison of regions" };
  return { verdict: "injective", counts, regions, separations };
}

/** The inputs; without biases shrunk into a box or ball, which changes no collision. */
function fitted(
  [first, second]: ConeCollision,
  columns: number,
  domain: Domain,
): readonly [RationalVector, RationalVector] {
  const inputs = [inputOf(first, columns), inputOf(second, columns)] as const;
  if (first.length > columns || !("radius" in domain)) return inputs;
  const radius = fractionOfNumber(domain.radius);
  const size = [...first, ...second].reduce((sum, entry) => sum + (entry < 0n ? -entry : entry), 1n);
  const shrunk = ({ numerators, denominator }: RationalVector): RationalVector =>
    reducedVector({
      numerators: numerators.map((entry) => entry * radius.numerator),
      denominator: denominator * size * radius.denominator,
    });
  return [shrunk(inputs[0]), shrunk(inputs[1])];
}

function isInBall({ numerators, denominator }: RationalVector, radius: number): boolean {
  const { numerator, denominator: under } = fractionOfNumber(radius);
  const square = numerators.reduce((sum, entry) => sum + entry * entry, 0n);
  return square * under * under <= numerator * numerator * denominator * denominator;
}
