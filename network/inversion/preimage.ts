/** What one output of a nondecreasing activation says about the number before it: a point, or an interval. */
import { InputError } from "../../src/result.js";
import { type Curve, curveArgument, curveRange, curveSlope, curveValue, isIncreasing } from "../curve.js";
import { activate, pieceOf } from "../forward.js";
import type { Activation } from "../model.js";

/**
 * - `point`: the activation rises there with this slope, and the argument is determined.
 * - `interval`: the output lies on a flat piece; the argument is between the ends, which may be infinite.
 */
export type Preimage =
  | { readonly kind: "point"; readonly argument: number; readonly slope: number }
  | { readonly kind: "interval"; readonly low: number; readonly high: number };

/** @throws InputError for activations that fall somewhere, whose outputs have several arguments */
export function requireNondecreasing({ slopes, name, curve }: Activation, place: string): void {
  if (curve === undefined ? slopes.every((slope) => slope >= 0) : isIncreasing(curve)) return;
  throw new InputError(
    `activation ${name} of ${place}: expected one that does not decrease, so that it can be inverted`,
  );
}

/**
 * The arguments that give `output` within `tolerance`. An output within the tolerance of a flat piece may come from all
 * of it; an output beyond the range is taken for the nearest one.
 * @param tolerance ≥ 0, in the units of the output
 */
export function preimageOf(activation: Activation, output: number, tolerance: number): Preimage {
  const { breakpoints, slopes, curve } = activation;
  if (curve !== undefined) {
    const argument = curveArgument(curve, output);
    if (Number.isFinite(argument)) return { kind: "point", argument, slope: curveSlope(curve, argument) };
    const { low } = curveRange(curve);
    // Beyond the range, or rounded to its end: an argument of which the value rounds there.
    const end = output <= low ? saturation(curve, -1) : saturation(curve, 1);
    return output <= low
      ? { kind: "interval", low: Number.NEGATIVE_INFINITY, high: end }
      : { kind: "interval", low: end, high: Number.POSITIVE_INFINITY };
  }
  const last = slopes.length - 1;
  for (let piece = 0; piece <= last; piece++) {
    if (slopes[piece] !== 0) continue;
    const [low, high] = pieceEnds(breakpoints, piece);
    const level = activate(activation, Number.isFinite(low) ? low : high);
    const beyond = (piece === 0 && output < level) || (piece === last && output > level);
    if (!beyond && Math.abs(output - level) > tolerance) continue;
    if (beyond) return { kind: "interval", low, high };
    // The argument of the output itself may lie on a rising piece beside the flat one.
    const [below, above] = [output < level, output > level];
    return {
      kind: "interval",
      low: below ? risingArgument(activation, output, piece - 1) : low,
      high: above ? risingArgument(activation, output, piece + 1) : high,
    };
  }
  const piece = risingPiece(activation, output);
  return { kind: "point", argument: risingArgument(activation, output, piece), slope: slopes[piece] };
}

/** Where doubles reach the end of the range, to a factor of two. */
function saturation(curve: Curve, side: number): number {
  let at = side;
  while (Math.abs(at) < 2 ** 10 && Number.isFinite(curveArgument(curve, curveValue(curve, 2 * at)))) at *= 2;
  return at;
}

/** The interval of arguments that a constant function allows, or that of a piece between two breakpoints. */
function pieceEnds(breakpoints: readonly number[], piece: number): [number, number] {
  return [
    piece === 0 ? Number.NEGATIVE_INFINITY : breakpoints[piece - 1],
    piece === breakpoints.length ? Number.POSITIVE_INFINITY : breakpoints[piece],
  ];
}

/** The piece whose values hold the output, given that no flat piece does. */
function risingPiece(activation: Activation, output: number): number {
  const { breakpoints } = activation;
  let piece = 0;
  while (piece < breakpoints.length && output > activate(activation, breakpoints[piece])) piece++;
  return piece;
}

/** Where the line of a rising piece takes a value. */
function risingArgument(activation: Activation, output: number, piece: number): number {
  const { breakpoints, slopes, anchor } = activation;
  const [at, value] =
    pieceOf(breakpoints, anchor[0]) === piece || breakpoints.length === 0
      ? anchor
      : ((): readonly [number, number] => {
          const end = breakpoints[Math.min(piece, breakpoints.length - 1)];
          return [end, activate(activation, end)];
        })();
  return at + (output - value) / slopes[piece];
}
