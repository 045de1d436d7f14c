/** The options by which one layer gets a bias (or a field threshold) and any count, and what they resolve to. */
import { LARGEST_MARGIN } from "../../rs/index.js";
import {
  errorCount,
  hinge,
  type PerceptronCost,
  type Problem,
  squaredHinge,
  withMargin,
} from "../../rsb/index.js";
import { InputError } from "../../src/result.js";
import type { Conflict } from "../definition/command.js";
import { choice, number, positive } from "../definition/option.js";

export const MARGIN_OPTIONS = {
  bias: number("bias of every unit over the radius of the ball of inputs, beta/R", {
    from: 0,
    to: LARGEST_MARGIN,
    defaultText: "0",
    placeholder: "B",
  }),
  margin: number("field threshold kappa: a unit counts where w.x > kappa on the sphere; -beta/R for a bias", {
    from: -LARGEST_MARGIN,
    to: LARGEST_MARGIN,
    defaultText: "0",
    placeholder: "K",
  }),
  count: positive("active units asked for per input dimension, instead of 1 (injectivity)", {
    defaultText: "1",
    placeholder: "T",
  }),
} as const;

/** What a field above the margin costs, with the names that are typed. */
const COSTS = { errors: errorCount, hinge, "squared-hinge": squaredHinge } as const;

export const COST_OPTION = choice(
  "what a unit with h = w.x above kappa costs: errors 1, hinge h - kappa, squared-hinge its square",
  ["errors", "hinge", "squared-hinge"],
  { defaultText: "errors", placeholder: "cost" },
);

export const MARGIN_CONFLICTS: readonly Conflict<"bias" | "margin">[] = [
  { together: ["bias", "margin"], expected: "one of them, as kappa = -beta/R" },
];

/** The values of {@link MARGIN_OPTIONS}. */
export interface MarginChoice {
  readonly bias: number | undefined;
  readonly margin: number | undefined;
  readonly count: number | undefined;
  /** The error count where the command has no other. */
  readonly cost?: keyof typeof COSTS | undefined;
}

/** What they mean. */
export interface MarginRequest {
  /** κ. */
  readonly margin: number;
  /** t. */
  readonly count: number;
  /** The cost whose fields are counted. */
  readonly cost: PerceptronCost;
  /** What the envelope repeats: nothing where nothing was asked for. */
  readonly parameters: Readonly<Record<string, number | string>>;
  /** Ends a title: "" without any. */
  readonly title: string;
  readonly notes: readonly string[];
}

export function marginRequest({ bias, margin: given, count, cost }: MarginChoice): MarginRequest {
  const margin = bias === undefined ? (given ?? 0) : bias === 0 ? 0 : -bias;
  const said = [
    ...(bias === undefined ? [] : [`bias ${bias} R`]),
    ...(given === undefined ? [] : [`margin ${given}`]),
    ...(count === undefined ? [] : [`${isHinge(cost) ? "energy" : "count"} ${count}`]),
    ...(isHinge(cost) ? [`cost ${cost}`] : []),
  ];
  return {
    margin,
    count: count ?? 1,
    cost: withMargin(COSTS[cost ?? "errors"], margin),
    parameters: {
      ...(bias === undefined ? {} : { bias }),
      ...(given === undefined ? {} : { margin: given }),
      ...(count === undefined ? {} : { count }),
      ...(cost === undefined ? {} : { cost }),
    },
    title: said.length === 0 ? "" : `, ${said.join(", ")}`,
    notes: isHinge(cost) ? HINGE_NOTES : marginNotes(margin, count ?? 1),
  };
}

function isHinge(cost: MarginChoice["cost"]): boolean {
  return cost !== undefined && cost !== "errors";
}

const HINGE_NOTES = [
  "Hinge costs say how far units exceed kappa: nothing about injectivity, but their energy vanishes up to the same alpha. Where replica symmetry is stable it is exact and no level breaks.",
];

function marginNotes(margin: number, count: number): string[] {
  const what = `kappa = ${margin} counts the units with w.x > kappa on the sphere`;
  if (margin > 0) {
    return [
      `${what}: the count is meaningful, but it does not decide injectivity. A negative bias leaves every unit inactive at 0, so that no ball is mapped injectively, and the sphere alone is not convex.`,
    ];
  }
  if (margin === 0) return [];
  return count === 1
    ? [
        `A bias of ${-margin} R on the ball |x| <= R sqrt(n): injective where e(alpha, kappa) >= 1, kappa = ${margin}.`,
      ]
    : [`${what}; on the ball of a bias ${-margin} R the fewest are on its boundary.`];
}

/** The problems of a command: the threshold, or energies at the expansions given. */
export function problemsOf(alpha: readonly number[] | undefined, { count }: MarginChoice): Problem[] {
  if (alpha === undefined) return [{ kind: "threshold", ...(count === undefined ? {} : { count }) }];
  if (count !== undefined)
    throw new InputError(
      "--count with --alpha: expected one of them, the energy at alpha is the count there",
    );
  return alpha.map((value) => ({ kind: "energy", alpha: value }));
}

/** The margin of an experiment; none where nothing was asked for. */
export function marginOf({ margin }: MarginRequest): { margin?: number } {
  return margin === 0 ? {} : { margin };
}

/** The name of a threshold: with another count it is no longer about injectivity. */
export function thresholdName({ margin, count, cost }: MarginRequest): string {
  return margin <= 0 && count === 1 && cost.name === errorCount.name ? "injectivity threshold" : "threshold";
}

/** @throws InputError for any of them together with `what`, which is for zero margin and count 1 */
export function requireNoMargin({ bias, margin, count }: MarginChoice, what: string): void {
  if (bias === undefined && margin === undefined && count === undefined) return;
  throw new InputError(`--bias, --margin or --count with ${what}: expected none of them`);
}
