/** What is known of P(not injective) at one size: exactly, by the Euler surrogate, and by two upper bounds; and over m. */
import { nonInjectivityBounds } from "../../compare/index.js";
import {
  type ComparedCrossing,
  eulerSurrogate,
  exactInjectivityProbability,
  expectedBadCells,
  finiteCrossings,
} from "../../geometry/index.js";
import { type Dyadic, dyadicQuantity, dyadicText, dyadicToNumber } from "../../src/exact/dyadic.js";
import { complement, InputError } from "../../src/result.js";
import type { NumbersBlock, PlotBlock } from "../block.js";
import { type Job, numberOf } from "./job.js";

/** Fractions longer than this are no help. */
const LONGEST_FRACTION = 40;
const POINTS = 60;
/** The curve ends beyond both crossings. */
const LARGEST_RATIO = 12;

export const finiteBounds: Job = (parameters, post) => {
  const [rows, columns] = [numberOf(parameters, "rows"), numberOf(parameters, "columns")];
  requireTall(rows, columns);
  const exact = exactInjectivityProbability(rows, columns);
  const numbers: NumbersBlock["numbers"][number][] = [
    { text: "m/n", word: "alpha", value: { value: rows / columns, error: 0, status: "converged" } },
    {
      text: "exactly",
      word: "exact@finite-size verdicts",
      value: exact === undefined ? "known for n ≤ 2 and m ≤ 3n − 2 only" : withFraction(exact),
    },
    { text: "Euler surrogate q", word: "q", value: dyadicQuantity(eulerSurrogate(rows, columns)) },
    { text: "union bound", word: "union", value: dyadicQuantity(expectedBadCells(rows, columns)) },
  ];
  const block = (duality: string): NumbersBlock => ({
    kind: "numbers",
    title: `P(not injective) of ${rows} × ${columns}`,
    numbers: [...numbers, { text: "certified bound", word: "duality", value: duality }],
  });
  post("bounds", block("being proved …"));
  post("curve", curveOf(rows, columns, finiteCrossings(columns)));
  const { duality, smaller } = nonInjectivityBounds(rows, columns);
  post(
    "bounds",
    block(
      `${duality}${Number(duality) >= 1 ? ", which says nothing" : ""}; the ${smaller} bound is the smaller one`,
    ),
  );
};

/** @throws InputError in the words of the view */
export function requireTall(rows: number, columns: number): void {
  if (rows < columns)
    throw new InputError(`m = ${rows} and n = ${columns}: expected at least as many units as dimensions`);
}

/** 1 − p; the fraction where it is short. */
function withFraction(injective: Dyadic): NumbersBlock["numbers"][number]["value"] {
  const text = dyadicText(injective);
  const probability = complement(dyadicQuantity(injective));
  return text.length > LONGEST_FRACTION || !text.includes("/")
    ? probability
    : `1 − ${text} = ${probability.value}`;
}

function curveOf(rows: number, columns: number, crossings: readonly ComparedCrossing[]): PlotBlock {
  const last = Math.max(rows, Math.min(2000, Math.round(LARGEST_RATIO * columns)));
  const first = columns;
  const step = Math.max(1, Math.floor((last - first) / POINTS));
  const all = Array.from({ length: Math.floor((last - first) / step) + 1 }, (_, i) => first + i * step);
  const series = (name: string, mode: "line" | "dashed", value: (m: number) => Dyadic) => ({
    name,
    mode,
    x: all,
    // On a logarithmic axis the magnitude; the surrogate changes its sign before it is small.
    y: all.map((m) => Math.abs(dyadicToNumber(value(m)))),
  });
  return {
    kind: "plot",
    title: `Bounds over m, n = ${columns}`,
    x: { text: "units m", word: "rows" },
    y: { text: "P(not injective)", word: "injectivity", log: true, from: 1e-12, to: 10 },
    series: [
      series("Euler surrogate, |q|", "line", (m) => eulerSurrogate(m, columns)),
      series("union bound", "dashed", (m) => expectedBadCells(m, columns)),
    ],
    horizontals: [{ y: 1, text: "1" }],
    verticals: [{ x: Number.NaN, text: "m", control: "rows" }],
    note: crossings
      .map(
        ({ quantity, lastRows, limit }) =>
          `${quantity === "euler" ? "|q|" : "The union bound"} is at least 1 up to m = ${lastRows} (m/n = ${(lastRows / columns).toFixed(3)}, ${limit.value.toFixed(3)} as n → ∞)`,
      )
      .join("; "),
  };
}
