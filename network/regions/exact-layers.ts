/** A network in integers, and affine forms carried through its layers without any rounding. */
import { integerRow } from "../../src/exact/integers.js";
import { type Activation, type NetworkLayer, type NetworkModel, requirePiecewiseLinear } from "../model.js";

/**
 * An affine form in homogeneous coordinates: Σ_k form[k] point[k], the point's first coordinate being its positive
 * denominator. The forms of one layer share a denominator, so that equal functions have equal entries.
 */
export type Form = readonly bigint[];
/** Denominator first, then numerators; the denominator is positive. */
export type Point = readonly bigint[];

/** One layer in integers, for inputs over a denominator that is known beforehand. */
export interface ExactLayer {
  readonly weights: readonly (readonly bigint[])[];
  /** Over the denominator of the pre-activations. */
  readonly bias: readonly bigint[];
  /** Breakpoints over the same denominator times `scale`. */
  readonly breakpoints: readonly bigint[];
  /** Pre-activations are multiplied by this before they meet a breakpoint. */
  readonly scale: bigint;
  /** slopes[i] z + intercepts[i] is the output over the next denominator, z the scaled pre-activation. */
  readonly slopes: readonly bigint[];
  readonly intercepts: readonly bigint[];
}

/** The layers for inputs over `denominator`; every double counts as the binary fraction that it is. */
export function exactLayers({ layers }: NetworkModel, denominator: bigint): ExactLayer[] {
  let current = denominator;
  return layers.map((layer) => {
    const { exact, next } = exactLayer(layer, current);
    current = next;
    return exact;
  });
}

function exactLayer(
  { weights, bias, activation }: NetworkLayer,
  inputs: bigint,
): { readonly exact: ExactLayer; readonly next: bigint } {
  const affine = scaledIntegers([...weights.values, ...(bias ?? [])]);
  const product = inputs << affine.exponent;
  const rows = Array.from({ length: weights.rows }, (_, i) =>
    affine.entries.slice(i * weights.columns, (i + 1) * weights.columns),
  );
  const shifts = affine.entries.slice(weights.rows * weights.columns);
  const { positions, slopes, intercepts, bits } = exactActivation(activation);
  // z over `product`; positions over 2^bits; outputs over product · 2^(2 bits).
  return {
    exact: {
      weights: rows,
      bias: rows.map((_, i) => (shifts[i] ?? 0n) * inputs),
      breakpoints: positions.map((position) => position * product),
      scale: 1n << bits,
      slopes,
      intercepts: intercepts.map((intercept) => intercept * product),
    },
    next: product << (2n * bits),
  };
}

/** Breakpoints and slopes over 2^bits, intercepts over 2^(2 bits). */
function exactActivation(activation: Activation): {
  readonly positions: readonly bigint[];
  readonly slopes: readonly bigint[];
  readonly intercepts: readonly bigint[];
  readonly bits: bigint;
} {
  requirePiecewiseLinear(activation);
  const { breakpoints, slopes, anchor } = activation;
  const { entries, exponent: bits } = scaledIntegers([...breakpoints, ...slopes, ...anchor]);
  const positions = entries.slice(0, breakpoints.length);
  const steepness = entries.slice(breakpoints.length, breakpoints.length + slopes.length);
  const [anchorAt, anchorValue] = entries.slice(-2);
  const home = positions.filter((position) => anchorAt >= position).length;
  const intercepts = steepness.map(() => 0n);
  intercepts[home] = (anchorValue << bits) - steepness[home] * anchorAt;
  for (let i = home + 1; i < intercepts.length; i++) {
    intercepts[i] = intercepts[i - 1] + (steepness[i - 1] - steepness[i]) * positions[i - 1];
  }
  for (let i = home - 1; i >= 0; i--) {
    intercepts[i] = intercepts[i + 1] + (steepness[i + 1] - steepness[i]) * positions[i];
  }
  return { positions, slopes: steepness, intercepts, bits };
}

/** Doubles as integers over 2^exponent, exponent ≥ 0. */
function scaledIntegers(values: readonly number[]): {
  readonly entries: readonly bigint[];
  readonly exponent: bigint;
} {
  const { entries, exponent } = integerRow(values);
  if (exponent >= 0) return { entries, exponent: BigInt(exponent) };
  return { entries: entries.map((entry) => entry << BigInt(-exponent)), exponent: 0n };
}

/** scale · (W h + b) as forms. */
export function exactPreActivations(layer: ExactLayer, inputs: readonly Form[]): Form[] {
  const length = inputs[0]?.length ?? 0;
  return layer.weights.map((row, i) => {
    const sum = Array<bigint>(length).fill(0n);
    sum[0] = layer.bias[i];
    row.forEach((weight, j) => {
      if (weight === 0n) return;
      for (let k = 0; k < length; k++) sum[k] += weight * inputs[j][k];
    });
    return sum.map((entry) => entry * layer.scale);
  });
}

/** z − breakpoint as a form. */
export function shiftedForm(form: Form, breakpoint: bigint): Form {
  return form.map((entry, k) => (k === 0 ? entry - breakpoint : entry));
}

/**
 * The outputs on a cell that no breakpoint cuts; a unit that lies on a breakpoint belongs to the piece on its right.
 * @param vertices of the cell
 */
export function exactOutputs(layer: ExactLayer, forms: readonly Form[], vertices: readonly Point[]): Form[] {
  return forms.map((form) => {
    const piece = layer.breakpoints.filter((breakpoint) => {
      const shifted = shiftedForm(form, breakpoint);
      // Of one sign on the whole cell, so that the first vertex off the breakpoint tells.
      for (const vertex of vertices) {
        const value = evaluateForm(shifted, vertex);
        if (value !== 0n) return value > 0n;
      }
      return true;
    }).length;
    return form.map((entry, k) => layer.slopes[piece] * entry + (k === 0 ? layer.intercepts[piece] : 0n));
  });
}

/** The form at a point, times the point's denominator. */
export function evaluateForm(form: Form, point: Point): bigint {
  let sum = 0n;
  for (let k = 0; k < form.length; k++) sum += form[k] * point[k];
  return sum;
}
