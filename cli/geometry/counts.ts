/** `geometry euler`, `union`, `wendel`, `regions`: one exact number of one layer each. */
import { certificate, searchFinite } from "../../certified/index.js";
import {
  approximationQuantities,
  eulerSurrogate,
  eulerSurrogateByFaces,
  exactInjectivityProbability,
  exactWendelProbability,
  expectedBadCells,
  regionCount,
  type SaddleApproximation,
  surrogateApproximation,
} from "../../geometry/index.js";
import { dyadic, equalDyadic } from "../../src/exact/dyadic.js";
import { formatNumber, type Show } from "../../src/table/format-quantity.js";
import { column, columns } from "../definition/columns.js";
import { defineCommand, field, type Outcome, pick } from "../definition/command.js";
import { requireTall } from "../input/matrix-input.js";
import { EXIT } from "../output/exit-codes.js";
import { GEOMETRY_WORDS } from "../vocabulary/geometry.js";
import { type ExactFields, exactFields, shortened } from "./exact-fields.js";
import { layerOptions } from "./layer-options.js";

const COUNT_FIELDS = pick(GEOMETRY_WORDS, "rows", "columns", "exact", "value", "log2");

/** Below this m/n the saddle-point sum of q does not hold. */
const LEAST_APPROXIMATED_RATIO = 1.5;

/** q_{m,n} by two formulas, the exact p_{m,n} where known, and the approximations. */
export const euler = defineCommand({
  description:
    "The Euler-characteristic surrogate q_{m,n} of the probability 1 - p_{m,n} that a layer is not injective, by two exact formulas.",
  examples: [
    ["geometry euler --rows 834 --columns 101"],
    ["geometry euler --rows 10 --columns 2", "p is known for n <= 2"],
  ],
  options: layerOptions(),
  fields: {
    ...COUNT_FIELDS,
    ...pick(GEOMETRY_WORDS, "verified", "injectivity", "withPrefactor", "printed"),
    approximation: field(
      "Saddle-point approximations of q_{m,n}: as printed and with the prefactor; null where they do not hold.",
      ["record", "null"],
    ),
    sign: field("Sign of the approximation, -1, 0 or 1.", "integer"),
  },
  sweep: {},
  run({ rows, columns: n }) {
    requireTall(rows, n);
    const surrogate = eulerSurrogate(rows, n);
    const verified = equalDyadic(surrogate, eulerSurrogateByFaces(rows, n));
    const known = exactInjectivityProbability(rows, n);
    const injectivity = known === undefined ? null : exactFields(known);
    const approximation =
      n > 1 && rows >= LEAST_APPROXIMATED_RATIO * n ? surrogateApproximation(rows, n) : null;
    return {
      ...single("euler", `q_{${rows},${n}}`, {
        rows,
        columns: n,
        ...exactFields(surrogate),
        verified,
        injectivity,
        approximation: approximation === null ? null : approximationQuantities(rows, approximation),
      }),
      notes: (show) => [
        ...(injectivity === null
          ? []
          : [`Exactly known: the layer is injective with probability ${phrase(injectivity, show)}.`]),
        ...approximationNotes(approximation),
        "q approximates 1 - p_{m,n} where it is small; it is not a bound, and may be negative or exceed 1.",
      ],
      ...(verified
        ? {}
        : { warnings: ["the two exact formulas of q differ"], exitCode: EXIT.verificationFailed }),
    };
  },
});

/** The expected number of bad cells (3.4). */
export const union = defineCommand({
  description:
    "Expected number of cells of the arrangement with fewer than n positive outputs: an upper bound on the probability that the layer is not injective.",
  examples: [["geometry union --rows 40 --columns 4"]],
  options: layerOptions(),
  fields: {
    ...COUNT_FIELDS,
    ...pick(GEOMETRY_WORDS, "duality", "smaller"),
  },
  sweep: {},
  run({ rows, columns: n }) {
    requireTall(rows, n);
    const counted = exactFields(expectedBadCells(rows, n));
    const duality = certificate(searchFinite({ rows, columns: n })).bound;
    const smaller = counted.value.value <= Number(duality) ? "union" : "duality";
    return {
      ...single("union", "Expected bad cells", { rows, columns: n, ...counted, duality, smaller }),
      notes: () => [
        "An upper bound on the probability that the layer is not injective (3.4).",
        `Duality proves ${duality} (certify finite): ${smaller === "union" ? "the union bound is the smaller one" : "smaller, and the bound to quote"}.`,
      ],
    };
  },
});

/** Wendel's probability (3.2). */
export const wendel = defineCommand({
  description: "Probability that some input makes all m outputs of a random layer positive.",
  examples: [["geometry wendel --rows 8 --columns 4", "one half at m = 2n"]],
  options: layerOptions(),
  fields: COUNT_FIELDS,
  sweep: {},
  run({ rows, columns: n }) {
    requireTall(rows, n);
    return single("wendel", "P[all outputs positive for some input]", {
      rows,
      columns: n,
      ...exactFields(exactWendelProbability(rows, n)),
    });
  },
});

/** The number of linear regions, with the bound (em/n)^n of Theorem 6.3. */
export const regions = defineCommand({
  description: "Number of linear regions of a layer without biases, in general position.",
  examples: [["geometry regions --rows 40 --columns 4"]],
  options: layerOptions(),
  fields: {
    ...COUNT_FIELDS,
    log2Bound: field("Logarithm to base 2 of the bound (em/n)^n on the number of regions.", "number", {
      unit: "bits",
      source: "Paleka 2021, thesis, Theorem 6.3",
    }),
  },
  sweep: {},
  run({ rows, columns: n }) {
    requireTall(rows, n);
    const log2Bound = n * Math.log2((Math.E * rows) / n);
    const count = exactFields(dyadic(regionCount(rows, n)));
    return {
      ...single("regions", "Linear regions", { rows, columns: n, ...count, log2Bound }),
      notes: () => [`At most (em/n)^n, log2 ${formatNumber(log2Bound, 8)}.`],
    };
  },
});

type CountResult = ExactFields &
  Readonly<Record<string, unknown>> & { readonly rows: number; readonly columns: number };

function single(quantity: string, title: string, result: CountResult): Outcome {
  const { rows, columns: n } = result;
  return {
    parameters: { quantity, rows, columns: n },
    results: [result],
    // An exact number beyond the doubles has no error that could converge, and is right.
    exitCode: EXIT.ok,
    tables: () => [
      {
        title: `${title}, m = ${rows}, n = ${n}`,
        columns: [
          ...columns(COUNT_FIELDS, "value"),
          column(COUNT_FIELDS, "log2", { digits: 10 }),
          column(COUNT_FIELDS, "exact", { wrap: true }),
        ],
        rows: [shortened(result)],
      },
    ],
  };
}

/** Fraction and value in one phrase. */
function phrase(fields: ExactFields, show: Show): string {
  const { exact, value } = shortened(fields);
  return exact.includes("/") ? `${exact} = ${show(value)}` : show(value);
}

function approximationNotes(approximation: SaddleApproximation | null): string[] {
  if (approximation === null) return [];
  const { printed, withPrefactor } = approximation;
  const sign = withPrefactor.sign < 0 ? ", negative" : "";
  return [
    `Saddle point: log2|q| = ${formatNumber(printed, 6)} (4.52), ${formatNumber(withPrefactor.log2, 6)} with the prefactor${sign}.`,
  ];
}
