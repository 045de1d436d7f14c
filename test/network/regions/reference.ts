/** The networks of the reference values, as models. */
import { readFileSync } from "node:fs";
import { IDENTITY, type NetworkModel, type PlaneDomain, RELU, squareDomain } from "../../../network/index.js";
import { matrixFromRows } from "../../../src/matrix/dense-matrix.js";

export interface ReferenceNet {
  readonly widths: readonly number[];
  readonly denominator: number;
  readonly weights_numerators: readonly (readonly (readonly number[])[])[];
  readonly bias_numerators: readonly (readonly number[])[];
  /** Ends of the segment as fractions. */
  readonly segment: readonly [readonly string[], readonly string[]];
  readonly activation_breakpoints: number;
  readonly linear_breakpoints: number;
  readonly activation_t: readonly number[];
  readonly linear_t: readonly number[];
  readonly plane?: string;
  readonly activation_regions?: number;
  readonly distinct_patterns?: number;
  readonly linear_regions?: number;
  readonly distinct_affine_maps?: number;
}

type MeanAndError = readonly [number, number];

export interface Reference {
  readonly nets: readonly ReferenceNet[];
  readonly line_expectation_mc: {
    readonly cases: readonly {
      readonly widths: readonly number[];
      readonly act: string;
      readonly count: MeanAndError;
      readonly function_level: MeanAndError;
      readonly density: MeanAndError;
      readonly angle: MeanAndError | null;
      readonly bound15_factor2?: number;
      readonly bound_no2?: number;
      readonly layer1_exact?: number;
    }[];
  };
  readonly plane_expectation: {
    readonly p_hit: number;
    readonly points_per_pair: number;
    readonly length_per_neuron: number;
    readonly mc: Readonly<
      Record<string, { readonly mean: number; readonly se: number; readonly exact: number | null }>
    >;
  };
  readonly distance_mc: {
    readonly cases: readonly {
      readonly widths: readonly number[];
      readonly act: string;
      readonly E_r_act: MeanAndError;
    }[];
  };
  readonly k2_check: {
    readonly formula_same_layer_exact: number;
    readonly direct_cross_layer: MeanAndError;
    readonly formula_cross_layer_pinned: MeanAndError;
    readonly formula_cross_layer_as_printed: MeanAndError;
    readonly good_indicator: { readonly direct_visible_length: MeanAndError };
  };
  readonly moments_check: {
    readonly half_Ez2_measured: readonly number[];
    readonly printed_32: readonly number[];
    readonly corrected_32: readonly number[];
    readonly grad2_measured: readonly number[];
    readonly log34: {
      readonly width: number;
      readonly measured: readonly number[];
      readonly printed: readonly number[];
      readonly corrected: readonly number[];
    };
  };
}

export const REFERENCE = JSON.parse(
  readFileSync(new URL("../../fixtures/network-regions.json", import.meta.url), "utf8"),
) as Reference;

/** The network in doubles; its denominators are powers of two, so that nothing is rounded. */
export function modelOf(net: ReferenceNet): NetworkModel {
  const { weights_numerators, bias_numerators, denominator } = net;
  const last = weights_numerators.length - 1;
  return {
    weightType: "float64",
    notes: [],
    layers: weights_numerators.map((rows, i) => ({
      weights: matrixFromRows(rows.map((row) => row.map((entry) => entry / denominator))),
      bias: Float64Array.from(bias_numerators[i], (entry) => entry / denominator),
      activation: i === last ? IDENTITY : RELU,
    })),
  };
}

/** A point of fractions as doubles. */
export function pointOf(fractions: readonly string[]): number[] {
  return fractions.map((text) => {
    const [numerator, denominator = "1"] = text.split("/");
    return Number(numerator) / Number(denominator);
  });
}

/** The square of a network: [-1, 1]² itself, or as coordinates of the plane (s, r, s/2 − r/2 + 1/4). */
export function squareOf(net: ReferenceNet): PlaneDomain {
  const square = squareDomain(-1, 1);
  return net.plane === undefined
    ? square
    : { ...square, origin: [0, 0, 0.25], u: [1, 0, 0.5], v: [0, 1, -0.5] };
}
