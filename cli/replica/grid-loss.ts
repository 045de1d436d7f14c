/** What the published grid loses against full RSB: fields and tables of `rsb --method fixed-point`. */
import type { FixedPointSolution, UniformGridLoss } from "../../rsb/index.js";
import { type Quantity, quantity } from "../../src/result.js";
import type { Table } from "../../src/table/table.js";
import { column, columns } from "../definition/columns.js";
import { field } from "../definition/command.js";
import { REPLICA_WORDS } from "../vocabulary/replica.js";

export const LOSS_FIELDS = {
  loss: field(
    "What the frozen uniform grid loses against full RSB, split into the cap at y_max, the spacing of the levels, and the published rule that sets the energy by the density to 1; and what the grid of fields leaves open; null where the time limit ended the iteration.",
    ["record", "null"],
    {
      equation:
        "alpha P(error) = (alpha A - B) + sum_i y_i dF/dy_i, so the rules differ where the y_i are not stationary",
      source: "Maillard 2022 (talk, k-RSB equations at zero temperature)",
    },
  ),
  fullRsb: field("The full-RSB value: free breaking points, k to infinity.", "quantity", {
    header: "full RSB",
  }),
  cappedLimit: field("The value for k to infinity with y at most y_max.", "quantity"),
  onGrid: field("The optimum on the grid: the functional at the fixed point.", "quantity", {
    header: "on the grid",
  }),
  byDensity: field("The value by the published rule: alpha P(error) = 1, or the energy.", "quantity", {
    header: "alpha P(error)",
  }),
  errorProbability: field("The probability that a unit of the ground state is active.", "quantity", {
    equation: "P(error) = integral_{h > sqrt(2 chi)} P_k(h) dh, e = alpha P(error) at a saddle",
    header: "P(error)",
  }),
  cap: field("Lost to the cap at y_max; falls like y_max^-4.", "quantity", {
    equation: "cappedLimit - fullRsb",
  }),
  spacing: field("Lost to the spacing of the levels, of second order in it.", "quantity", {
    equation: "onGrid - cappedLimit",
  }),
  energyRule: field(
    "Lost by the published energy rule, of first order in what the grid misses.",
    "quantity",
    {
      equation: "byDensity - onGrid",
      header: "energy rule",
    },
  ),
  solvedBy: field(
    "What found the point on the grid: the published iteration, or Newton's method on the functional where the iteration does not arrive.",
    { words: ["iteration", "newton"] },
  ),
  remaining: field("What remains open on the grid of levels: parts of the error of the value.", "record"),
  part: field("The value or the loss that a line of the table is about.", "text"),
  value: field("Its value.", "quantity"),
  why: field("How the value is defined, or how the loss grows.", "text"),
};

/** One line for every problem that has a loss, or, for a single one, one for every part. */
export function lossTables(
  outcomes: readonly {
    readonly solution: Pick<FixedPointSolution, "problem">;
    readonly loss: UniformGridLoss | null;
  }[],
): Table[] {
  const rows = outcomes.flatMap(({ solution: { problem }, loss }) =>
    loss === null ? [] : [{ alpha: problem.kind === "energy" ? problem.alpha : null, loss }],
  );
  if (rows.length === 0) return [];
  return outcomes.length === 1 ? [lossTable(rows[0].loss)] : [lossesTable(rows)];
}

function lossesTable(
  rows: readonly { readonly alpha: number | null; readonly loss: UniformGridLoss }[],
): Table {
  return {
    title: "What the frozen grid loses",
    columns: [
      column(REPLICA_WORDS, "alpha", { digits: 12 }),
      ...columns(LOSS_FIELDS, "errorProbability", "byDensity", "onGrid", "fullRsb"),
      ...LOST.map((name) => column(LOSS_FIELDS, name, { small: true })),
    ],
    rows: rows.map(({ alpha, loss }) => ({
      ...loss,
      alpha,
      ...Object.fromEntries(LOST.map((name) => [name, loss[name].value])),
    })),
  };
}

const LOST = ["cap", "spacing", "energyRule"] as const;

function lossTable({ remaining, ...loss }: UniformGridLoss): Table {
  const open = (error: number): Quantity => quantity(0, error);
  return {
    title: "What the frozen grid loses",
    columns: [...columns(LOSS_FIELDS, "part", "value"), column(LOSS_FIELDS, "why", { wrap: true })],
    rows: [
      { part: "full RSB", value: loss.fullRsb, why: "free breaking points, k to infinity" },
      { part: "y capped", value: loss.cappedLimit, why: "k to infinity with y at most y_max" },
      {
        part: "on the grid",
        value: loss.onGrid,
        why:
          loss.solvedBy === "newton"
            ? "functional at its optimum, by Newton"
            : "functional at the fixed point",
      },
      {
        part: "by the density",
        value: loss.byDensity,
        why: "published rule: alpha P(error) = 1, or the energy",
      },
      { part: "P(error)", value: loss.errorProbability, why: "weight of P_k above sqrt(2 chi)" },
      { part: "lost to the cap", value: loss.cap, why: "falls like y_max^-4" },
      { part: "lost to the spacing", value: loss.spacing, why: "second order in the spacing" },
      { part: "by the energy rule", value: loss.energyRule, why: "first order in what the grid misses" },
      { part: "by the fields", value: open(remaining.grid), why: "their spacing halved" },
      { part: "by their ends", value: open(remaining.domain), why: "one and a half deviations more" },
      { part: "by the iteration", value: open(remaining.iteration), why: "twice its range at the end" },
    ],
  };
}
