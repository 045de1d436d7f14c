/** The answer for a whole network: from its layers, from a kernel around a point or from all pairs of regions. */
import { fractionOfNumber } from "../../src/exact/fraction.js";
import { integerDot } from "../../src/exact/integers.js";
import { type ConeAnswer, type ConeCounts, decideByCones, MOST_CONE_INPUTS } from "../cones/index.js";
import { decideOnBox, regionCollision } from "../end-to-end/index.js";
import {
  type Bounds,
  boundsOf,
  type Domain,
  type LayerAnswer,
  type RationalVector,
} from "../injectivity/index.js";
import type { NetworkModel } from "../model.js";
import type { LayerFindings } from "./layer-findings.js";

/** The network as a whole. `inputs`: two inputs with equal outputs of the network. */
export interface NetworkFindings {
  readonly verdict: LayerAnswer["verdict"];
  readonly method: "layerwise" | "first-layer" | "region" | "pairs-of-regions" | "none";
  readonly inputs: readonly [RationalVector, RationalVector] | null;
  readonly reason: string | null;
  /** Regions, pairs compared, and least active units per layer, where all regions were found. */
  readonly counts: ConeCounts | null;
  /** Regions and separations where they prove injectivity. */
  readonly proof: Extract<ConeAnswer, { readonly verdict: "injective" }> | null;
}

const NOTHING = { inputs: null, reason: null, counts: null, proof: null };

/** The verdict from the layers' answers, from a kernel around some point, or from all pairs of regions. */
export function networkFindings(
  model: NetworkModel,
  findings: readonly LayerFindings[],
  domain: Domain,
  stop: () => boolean,
): NetworkFindings {
  const verdicts = findings.map(({ answer }) => answer.verdict);
  if (verdicts.every((verdict) => verdict === "injective")) {
    return { ...NOTHING, verdict: "injective", method: "layerwise" };
  }
  const [first] = findings;
  if (first.answer.verdict === "not-injective") {
    const { inputs } = first.answer.collision;
    return { ...NOTHING, verdict: "not-injective", method: "first-layer", inputs };
  }
  const inputs = regionCollision(model, domain);
  if (inputs !== undefined) return { ...NOTHING, verdict: "not-injective", method: "region", inputs };
  const failing = findings.find(({ answer }) => answer.verdict !== "injective")?.layer ?? 1;
  const layerwise = `layer ${failing} is not proved injective on all the inputs it might receive, which settles nothing about the inputs it does receive`;
  const undecided = (reason: string): NetworkFindings => ({
    ...NOTHING,
    verdict: "undecided",
    method: "none",
    reason: `${layerwise}; ${reason}`,
  });
  const method = "pairs-of-regions";
  const { columns } = model.layers[0].weights;
  if (columns <= MOST_CONE_INPUTS && domain.kind !== "region") {
    const answer = decideByCones(model, domain, { separations: true, stop });
    if (answer.verdict === "undecided") return undecided(answer.reason);
    const { verdict, counts } = answer;
    return answer.verdict === "injective"
      ? { ...NOTHING, verdict, method, counts, proof: answer }
      : { ...NOTHING, verdict, method, counts, inputs: answer.inputs };
  }
  const box = enclosingBox(domain, columns);
  if (box === undefined)
    return undecided(
      `only networks of up to ${MOST_CONE_INPUTS} inputs are decided region by region on ${domain.kind}`,
    );
  const answer = decideOnBox(model, box, stop);
  if (answer.verdict === "undecided") return undecided(answer.reason);
  const found = answer.verdict === "not-injective" ? answer.inputs : null;
  if (box.ball !== null && found?.every((input) => isInBall(input, box.ball)) === false)
    return undecided("two inputs of the box around the ball collide outside it");
  return { ...NOTHING, verdict: answer.verdict, method, inputs: found };
}

/** Finite bounds of a bounded domain, those of the ball where it has no others; undefined where it is unbounded. */
function enclosingBox(domain: Domain, columns: number): Bounds | undefined {
  const { lower, upper, ball } = boundsOf(domain, columns);
  const reach = ball ?? Number.POSITIVE_INFINITY;
  const box = {
    lower: lower.map((entry) => Math.max(entry, -reach)),
    upper: upper.map((entry) => Math.min(entry, reach)),
    ball,
  };
  return [...box.lower, ...box.upper].every(Number.isFinite) ? box : undefined;
}

/** |x| ≤ R, exactly. */
function isInBall({ numerators, denominator }: RationalVector, radius: number | null): boolean {
  if (radius === null) return true;
  const { numerator, denominator: scale } = fractionOfNumber(radius);
  const [own, limit] = [integerDot(numerators, numerators), numerator * denominator];
  return own * scale * scale <= limit * limit;
}
