/** The options of `rsb --method fixed-point`. */
import { InputError } from "../../src/result.js";
import { choice, integer, number, outputFile, positive } from "../definition/option.js";

/** Seconds for the iterations of one problem unless asked otherwise, and the most iterations on each of its grids. */
export const TIME_LIMIT = 300;
export const MOST_ITERATIONS = 5000;

export const FIXED_POINT_OPTIONS = {
  yMax: positive("fixed-point: largest breaking point", { defaultText: "10", placeholder: "Y" }),
  damping: number("fixed-point: weight of the new point", {
    above: 0,
    to: 1,
    defaultText: "1",
    placeholder: "D",
  }),
  acceleration: choice("fixed-point: momentum, or none as published", ["none", "momentum"], {
    default: "momentum",
    placeholder: "rule",
  }),
  start: choice("fixed-point: ramp (as published) or nested (from half as many levels)", ["ramp", "nested"], {
    default: "nested",
    placeholder: "point",
  }),
  iterations: integer("fixed-point: most iterations on each grid", {
    from: 1,
    to: 1_000_000,
    defaultText: String(MOST_ITERATIONS),
    placeholder: "N",
  }),
  timeLimit: positive("fixed-point: seconds for the iterations of one problem", {
    defaultText: String(TIME_LIMIT),
    placeholder: "s",
  }),
  spacing: positive("fixed-point: spacing of the fields, in deviations of the last step", {
    defaultText: "0.45",
    placeholder: "H",
  }),
  reach: positive("fixed-point: half width of the fields, in deviations of the whole path", {
    defaultText: "7.5",
    placeholder: "R",
  }),
  record: outputFile("fixed-point: write every iterate, one JSON object per line"),
} as const;

/** The values of {@link FIXED_POINT_OPTIONS}. */
export interface FixedPointChoice {
  readonly yMax: number | undefined;
  readonly damping: number | undefined;
  readonly acceleration: "none" | "momentum";
  readonly start: "ramp" | "nested";
  readonly iterations: number | undefined;
  readonly timeLimit: number | undefined;
  readonly spacing: number | undefined;
  readonly reach: number | undefined;
  /** The file for the recorded iteration, one JSON object per line. */
  readonly record: string | undefined;
}

/** @throws InputError for options that only the fixed-point method has */
export function requireNoFixedPoint(choice: FixedPointChoice): void {
  const { yMax, damping, record, iterations, timeLimit, spacing, reach } = choice;
  if ([yMax, damping, record, iterations, timeLimit, spacing, reach].some((value) => value !== undefined)) {
    throw new InputError(
      "--y-max, --damping, --iterations, --time-limit, --spacing, --reach or --record with --method variational: expected --method fixed-point",
    );
  }
}
