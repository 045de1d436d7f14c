/** `network expected`: several routes to one expectation, side by side. */
import {
  expectedLength,
  expectedPlane,
  expectedSegment,
  type Fraction,
  firstLayerSegment,
  fractionText,
  HE_GRADIENT,
  type InitialisationLaw,
  largestBiasDensity,
  oneLayerPlane,
  type PlaneDomain,
  segmentBound,
  segmentDensity,
} from "../../network/index.js";
import type { Quantity } from "../../src/result.js";
import { formatNumber } from "../../src/table/format-quantity.js";
import { columns } from "../definition/columns.js";
import { field, type Outcome, pick } from "../definition/command.js";
import { isCoordinatePlane, type SegmentEnds, toNumbers, toNumericDomain } from "../input/network-domain.js";
import type { Progress } from "../output/progress.js";
import { NETWORK_REGION_WORDS } from "../vocabulary/network-regions.js";

export const EXPECTED_FIELDS = {
  method: field(
    "Where the number comes from: count, density or angles, each explained as a word of its own.",
    "text",
    { header: "by" },
  ),
  activationBreakpoints: {
    ...NETWORK_REGION_WORDS.activationBreakpoints,
    type: "quantity" as const,
    meaning: "Expected breakpoints of the activation pattern along the segment.",
    header: "of the pattern",
  },
  linearBreakpoints: {
    ...NETWORK_REGION_WORDS.linearBreakpoints,
    type: ["quantity", "null"] as const,
    meaning: "Expected breakpoints of the output along the segment.",
    header: "of the output",
  },
  ...pick(NETWORK_REGION_WORDS, "activationRegions", "linearRegions", "firstLayer", "angleLayers"),
  ...pick(NETWORK_REGION_WORDS, "firstLayerHit", "firstLayerCrossings", "firstLayerRegions"),
  ...pick(NETWORK_REGION_WORDS, "firstLayerLength", "bound", "boundPrinted"),
};

export interface ExpectedWork {
  readonly samples: number;
  readonly seed: number;
  readonly progress: Progress;
}

/** Networks of the density's average for each counted one: it evaluates every unit at every point. */
const DENSITY_SHARE = 4;

/** One way to the expectations; absent entries are not given by it. */
interface MethodRow {
  readonly method: string;
  readonly activationBreakpoints: Quantity | null;
  readonly linearBreakpoints: Quantity | null;
}

/** Breakpoints along a segment. @throws InputError for laws or ends that do not fit */
export function expectedOnSegment(
  law: InitialisationLaw,
  segment: SegmentEnds,
  { samples, seed, progress }: ExpectedWork,
): Outcome {
  const [start, end] = segment.map(toNumbers);
  const counted = expectedSegment(law, start, end, { samples, seed, onSample: step(progress, samples) });
  const densitySamples = Math.max(2, Math.ceil(samples / DENSITY_SHARE));
  const density = segmentDensity(law, start, end, { samples: densitySamples, seed });
  const rows: MethodRow[] = [
    { method: "count", activationBreakpoints: counted.activation, linearBreakpoints: counted.output },
    { method: "density", activationBreakpoints: density.activation, linearBreakpoints: density.output },
    ...(counted.angle === undefined
      ? []
      : [{ method: "angles", activationBreakpoints: counted.angle.sum, linearBreakpoints: null }]),
  ];
  const bound = boundOf(law, start, end);
  const firstLayer = counted.angle === undefined ? null : firstLayerSegment(law, start, end);
  const quantities = rows.flatMap(({ activationBreakpoints, linearBreakpoints }) =>
    [activationBreakpoints, linearBreakpoints].filter((entry) => entry !== null),
  );
  return {
    parameters: {
      ...lawParameters(law),
      segment: segment.map((point) => point.map(fractionText)),
      samples,
      densitySamples,
      seed,
    },
    results: rows.map((row) => ({
      ...row,
      activationRegions: plusOne(row.activationBreakpoints),
      linearRegions: plusOne(row.linearBreakpoints),
      firstLayer: row.method === "angles" ? firstLayer : null,
      angleLayers: row.method === "angles" ? (counted.angle?.layers ?? null) : null,
      bound: bound?.corrected ?? null,
      boundPrinted: bound?.printed ?? null,
    })),
    judged: quantities,
    tables: () => [
      {
        title: `Expected breakpoints along the segment, ${samples} networks, seed ${seed}`,
        columns: columns(EXPECTED_FIELDS, "method", "activationBreakpoints", "linearBreakpoints"),
        rows,
      },
    ],
    notes: (show) => [
      ...(firstLayer === null
        ? ["No angle formula: it needs one breakpoint at 0 and normal biases of mean 0."]
        : [`Layer 1 exactly: ${show(firstLayer)}.`]),
      ...(bound === undefined
        ? []
        : [
            `Upper bound (15): ${formatNumber(bound.corrected, 5)}; with the factor 2 as printed ${formatNumber(bound.printed, 5)}.`,
          ]),
      "Regions: one more than breakpoints. Errors are standard errors.",
    ],
  };
}

/** Regions in a square. @throws InputError for laws or squares that do not fit */
export function expectedInSquare(
  law: InitialisationLaw,
  domain: PlaneDomain<Fraction>,
  { samples, seed, progress }: ExpectedWork,
): Outcome {
  const numeric = toNumericDomain(domain);
  const counted = expectedPlane(law, numeric, { samples, seed, onSample: step(progress, samples) });
  const rows = [
    { method: "count", activationRegions: counted.activation, linearRegions: counted.linear },
    ...(counted.angle === undefined
      ? []
      : [{ method: "angles", activationRegions: counted.angle, linearRegions: null }]),
  ];
  const first = counted.angle === undefined ? undefined : oneLayerPlane(law, numeric);
  const length = first === undefined ? undefined : lengthOf(law, domain);
  const layer = {
    firstLayerHit: first?.hitProbability ?? null,
    firstLayerCrossings: first?.crossingsPerPair ?? null,
    firstLayerRegions: first?.regions ?? null,
    firstLayerLength: length ?? null,
  };
  return {
    parameters: {
      ...lawParameters(law),
      origin: domain.origin.map(fractionText),
      u: domain.u.map(fractionText),
      v: domain.v.map(fractionText),
      polygon: domain.polygon.map((corner) => corner.map(fractionText)),
      samples,
      seed,
    },
    results: rows.map((row) => ({ ...row, ...layer })),
    judged: rows.map((row) => row.activationRegions),
    tables: () => [
      {
        title: `Expected regions in the square, ${samples} networks, seed ${seed}`,
        columns: columns(EXPECTED_FIELDS, "method", "activationRegions", "linearRegions"),
        rows,
      },
    ],
    notes: (show) => [
      ...(first === undefined
        ? ["No angle formula: it needs one breakpoint at 0 and normal biases of mean 0."]
        : [
            `Layer 1 exactly: a unit's boundary meets the square with probability ${show(first.hitProbability)}; crossings per pair ${show(first.crossingsPerPair)}; regions ${show(first.regions)}.`,
          ]),
      ...(length === undefined ? [] : [`Expected length of a unit's boundary: ${show(length)}.`]),
      "Errors are standard errors.",
    ],
  };
}

/** (15) with E‖∇z‖² = 2, which holds for ReLU, He's weights and symmetric biases. */
function boundOf(
  law: InitialisationLaw,
  start: readonly number[],
  end: readonly number[],
): { readonly corrected: number; readonly printed: number } | undefined {
  if (law.activation.name !== "relu" || law.gain !== 2 || law.bias.mean !== 0) return undefined;
  const units = law.widths.slice(1, -1).reduce((sum, width) => sum + width, 0);
  const length = Math.hypot(...start.map((value, j) => end[j] - value));
  const constants = { units, breakpoints: 1, gradient: HE_GRADIENT, bias: largestBiasDensity(law.bias) };
  return segmentBound(constants, length);
}

/** The length needs the inputs themselves as coordinates, as low:high has. */
function lengthOf(law: InitialisationLaw, domain: PlaneDomain<Fraction>): Quantity | undefined {
  if (!isCoordinatePlane(domain)) return undefined;
  const [low] = toNumbers(domain.polygon[0]);
  const [high] = toNumbers(domain.polygon[2]);
  return expectedLength(law, low, high);
}

function plusOne(entry: Quantity | null): Quantity | null {
  return entry === null ? null : { ...entry, value: entry.value + 1 };
}

function step(progress: Progress, total: number): (done: number) => void {
  return (done) => progress.update({ what: `network ${done} of ${total}`, done, total });
}

function lawParameters({ widths, activation, gain, bias }: InitialisationLaw): Record<string, unknown> {
  return {
    widths,
    activation: activation.name,
    gain,
    biasLaw: bias.shape,
    biasMean: bias.mean,
    biasStd: bias.deviation,
  };
}
