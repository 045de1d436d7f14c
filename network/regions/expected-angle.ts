/** Expected breakpoints of Gaussian units given the layers before them, by angles. */
import { InputError } from "../../src/result.js";
import { angleAlong, crossingProbability, meetingProbability } from "./gaussian-angle.js";
import type { InitialisationLaw } from "./initialisation.js";
import type { PiecewiseValues } from "./piecewise-values.js";
import type { PlaneCell } from "./plane.js";

/** Whether the angle formulas hold: normal biases of mean 0, breakpoints at 0 only. */
export function hasAngleFormula({ activation, bias }: InitialisationLaw): boolean {
  return (
    bias.shape === "normal" &&
    bias.mean === 0 &&
    activation.breakpoints.length === 1 &&
    activation.breakpoints[0] === 0
  );
}

/** @throws InputError where the angle formulas do not hold */
export function requireAngleFormula(law: InitialisationLaw): void {
  if (hasAngleFormula(law)) return;
  throw new InputError(
    `angles for ${law.activation.name} with ${law.bias.shape} biases of mean ${law.bias.mean}: expected one breakpoint at 0 and normal biases of mean 0`,
  );
}

/**
 * Expected breakpoints of layer `number` (from 1) along a segment, given its inputs there:
 * (units/π) × length of the curve (s h(t), σ) on the unit sphere. Exact for layer 1.
 */
export function expectedOnSegment(
  { widths, gain, bias }: InitialisationLaw,
  number: number,
  inputs: PiecewiseValues,
): number {
  const { nodes, starts, slopes, width } = inputs;
  const scale = Math.sqrt(gain / width);
  const point = new Float64Array(width + 1);
  const step = new Float64Array(width + 1);
  point[width] = bias.deviation;
  let length = 0;
  for (let p = 0; p + 1 < nodes.length; p++) {
    const duration = nodes[p + 1] - nodes[p];
    for (let j = 0; j < width; j++) {
      point[j] = scale * starts[p * width + j];
      step[j] = scale * slopes[p * width + j] * duration;
    }
    length += angleAlong(point, step);
  }
  return (widths[number] * length) / Math.PI;
}

/** Expected regions into which layer `number` (from 1) cuts a cell of its inputs: 1 + n P + n(n − 1)/2 Q. */
export function expectedInCell(
  { widths, gain, bias }: InitialisationLaw,
  number: number,
  { polygon, output }: PlaneCell,
): number {
  const inputs = output.constants.length;
  const scale = Math.sqrt(gain / inputs);
  const corners = Array.from({ length: polygon.labels.length }, (_, i) => {
    const [s, r] = [polygon.corners[2 * i], polygon.corners[2 * i + 1]];
    const corner = new Float64Array(inputs + 1);
    for (let j = 0; j < inputs; j++) {
      corner[j] = scale * (output.constants[j] + output.x[j] * s + output.y[j] * r);
    }
    corner[inputs] = bias.deviation;
    return corner;
  });
  const units = widths[number];
  return 1 + units * crossingProbability(corners) + ((units * (units - 1)) / 2) * meetingProbability(corners);
}
