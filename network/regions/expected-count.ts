/** Expected regions at initialisation by exact counts of random networks, and by angles given all layers before. */
import { randomSource } from "../../src/random/normal.js";
import { type Quantity, quantity, roundingError } from "../../src/result.js";
import { sampleMean } from "../../src/statistics/sample-mean.js";
import { expectedInCell, expectedOnSegment, hasAngleFormula, requireAngleFormula } from "./expected-angle.js";
import { type InitialisationLaw, randomModel, requireInitialisation } from "./initialisation.js";
import { oneLayerPlane } from "./one-layer-plane.js";
import { segmentValues } from "./piecewise-values.js";
import { subdividePlane } from "./plane.js";
import type { PlaneDomain } from "./plane-domain.js";
import { subdivideSegment } from "./segment.js";

export interface SampleOptions {
  /** Networks drawn, ≥ 2. */
  readonly samples: number;
  /** Network i is drawn from stream i. */
  readonly seed: number;
  /** Called after each network. */
  readonly onSample?: (done: number) => void;
}

/** Expected breakpoints along a segment; errors are standard errors. */
export interface ExpectedSegment {
  /** Changes of the activation pattern, by counting. */
  readonly activation: Quantity;
  /** Changes of the output's slope, by counting. */
  readonly output: Quantity;
  /** Changes of the pattern by angles, one entry per hidden layer and their sum; undefined where no formula holds. */
  readonly angle: { readonly layers: readonly Quantity[]; readonly sum: Quantity } | undefined;
}

/** @throws InputError for laws without a density of the biases, or ends that do not fit */
export function expectedSegment(
  law: InitialisationLaw,
  start: readonly number[],
  end: readonly number[],
  { samples, seed, onSample }: SampleOptions,
): ExpectedSegment {
  requireInitialisation(law);
  const hidden = law.widths.length - 2;
  const byAngle = hasAngleFormula(law);
  const [activation, output, angleSum]: number[][] = [[], [], []];
  const angles = Array.from({ length: hidden }, (): number[] => []);
  for (let i = 0; i < samples; i++) {
    let sum = 0;
    const found = subdivideSegment(randomModel(law, randomSource(seed, i)), start, end, {
      onLayer: (number, inputs) => {
        if (!byAngle || number > hidden) return;
        const expected = expectedOnSegment(law, number, inputs);
        angles[number - 1].push(expected);
        sum += expected;
      },
    });
    activation.push(found.activationRegions - 1);
    output.push(found.linearRegions - 1);
    angleSum.push(sum);
    onSample?.(i + 1);
  }
  // Layer 1 sees the segment itself in every network.
  const layers = angles.map((values, k) =>
    k === 0 && byAngle ? firstLayerSegment(law, start, end) : sampleMean(values).mean,
  );
  const sum = hidden === 1 && byAngle ? layers[0] : sampleMean(angleSum).mean;
  return {
    activation: sampleMean(activation, 1).mean,
    output: sampleMean(output, 1).mean,
    angle: byAngle ? { layers, sum } : undefined,
  };
}

/**
 * Expected breakpoints of layer 1 along a segment: (units/π) × the angle between the ends of (s x, σ). Exact.
 * @throws InputError where the angle formula does not hold
 */
export function firstLayerSegment(
  law: InitialisationLaw,
  start: readonly number[],
  end: readonly number[],
): Quantity {
  requireInitialisation(law);
  requireAngleFormula(law);
  const value = expectedOnSegment(law, 1, segmentValues(start, end));
  return quantity(value, roundingError(value, 2 * start.length + 8));
}

/** Expected regions in a plane polygon; errors are standard errors. */
export interface ExpectedPlane {
  readonly activation: Quantity;
  readonly linear: Quantity;
  /** Activation regions by angles in the last hidden layer given the others; undefined where no formula holds. */
  readonly angle: Quantity | undefined;
}

/** @throws InputError for laws without a density of the biases, or a domain that does not fit */
export function expectedPlane(
  law: InitialisationLaw,
  domain: PlaneDomain,
  { samples, seed, onSample }: SampleOptions,
): ExpectedPlane {
  requireInitialisation(law);
  const hidden = law.widths.length - 2;
  const byAngle = hasAngleFormula(law);
  const [activation, linear, angle]: number[][] = [[], [], []];
  for (let i = 0; i < samples; i++) {
    let sum = 0;
    const found = subdividePlane(randomModel(law, randomSource(seed, i)), domain, {
      onCell: (number, cell) => {
        if (byAngle && number === hidden) sum += expectedInCell(law, number, cell);
      },
    });
    activation.push(found.activationRegions);
    linear.push(found.linearRegions);
    angle.push(sum);
    onSample?.(i + 1);
  }
  return {
    activation: sampleMean(activation, 1).mean,
    linear: sampleMean(linear, 1).mean,
    angle: !byAngle ? undefined : hidden === 1 ? oneLayerPlane(law, domain).regions : sampleMean(angle).mean,
  };
}
