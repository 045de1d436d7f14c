/** Stability of random layers against m/n: least singular value, Lipschitz constants, condition number. */
import { stabilityBesideTheory } from "../compare/index.js";
import type { Quantity } from "../src/result.js";
import type { TableRow } from "../src/table/table.js";
import { type Drawn, defineFigure, type Specification } from "./figure.js";
import { RATIOS, STREAM_SEED } from "./sample-parameters.js";
import { axis, logAxis, panels, same, seriesEncoding } from "./style.js";

/** What is drawn of one size, over √n. */
export interface StabilityDrawn {
  readonly columns: number;
  readonly ratio: number;
  readonly samples: number;
  readonly kind: "exact" | "upper";
  readonly sigma: Quantity;
  readonly sigmaLimit: Quantity;
  readonly inverseLipschitz: Quantity;
  /** Both ends. */
  readonly condition: readonly Quantity[];
}

const BOUND = "n → ∞, theorem";
const QUANTITIES = {
  sigma: "least singular value σ/√n",
  inverseLipschitz: "least |f(p) − f(q)| / |p − q| met, over √n",
  condition: "condition number U/L, at least",
} as const;

const COLUMNS = [
  {
    name: "series",
    unit: "",
    meaning: "number of columns, ≤ where a search met the least; or the union bound",
  },
  { name: "quantity", unit: "", meaning: Object.values(QUANTITIES).join("; ") },
  { name: "columns", unit: "1", meaning: "n" },
  { name: "ratio", unit: "1", meaning: "m/n" },
  {
    name: "value",
    unit: "1",
    meaning: "mean over the layers, with its standard error; absent where no layer has one",
  },
  { name: "samples", unit: "1", meaning: "random layers" },
];

export { COLUMNS as STABILITY_COLUMNS };

export const stabilityFigure = defineFigure({
  name: "stability",
  summary:
    "least singular value, inverse Lipschitz constant and condition number of random layers against m/n",
  title: "Stability of random layers",
  parameters: {
    columns: {
      kind: "integers",
      meaning: "n; beyond 6 by search, 1 … 64",
      standard: [2, 3, 8],
      quick: [2],
      minimum: 1,
      maximum: 64,
    },
    ratios: { ...RATIOS, standard: [3, 5, 8, 12, 20, 40], quick: [5, 12], maximum: 100 },
    samples: {
      kind: "integer",
      meaning: "layers per point, 2 … 100000; a tenth of them, but two at least, by search",
      standard: 20,
      quick: 4,
      minimum: 2,
      maximum: 100_000,
    },
    seed: STREAM_SEED,
  },
  columns: COLUMNS,
  draw({ columns, ratios, samples, seed }, step) {
    const sizes = columns.flatMap((n) => ratios.map((ratio) => ({ n, ratio })));
    const points = sizes.map(({ n, ratio }, i): StabilityDrawn => {
      step(`n = ${n}, m/n = ${ratio}`, i, sizes.length);
      const layers = n <= MOST_EXACT ? samples : Math.max(2, Math.round(samples / 10));
      const rows = Math.max(n, Math.round(ratio * n));
      return stabilityBesideTheory({ rows, columns: n, samples: layers, seed, restarts: RESTARTS });
    });
    return { ...drawStability(points), setting: `seed ${seed}` };
  },
});

/** Cells of more columns are searched. */
const MOST_EXACT = 6;
const RESTARTS = 6;

/** Three panels of given points. */
export function drawStability(points: readonly StabilityDrawn[]): Drawn {
  const nameOf = ({ columns, kind }: StabilityDrawn): string =>
    `n = ${columns}${kind === "exact" ? "" : ", ≤"}`;
  const names = [...new Set(points.map(nameOf))];
  const rows = points.flatMap((point): TableRow[] => {
    const { columns, ratio, samples, sigma, inverseLipschitz, condition } = point;
    const values = { sigma, inverseLipschitz, condition: condition[0] };
    return (Object.keys(QUANTITIES) as (keyof typeof QUANTITIES)[]).map((key) => ({
      series: nameOf(point),
      quantity: QUANTITIES[key],
      columns,
      ratio,
      value: values[key].status === "domain-error" ? null : values[key],
      samples,
    }));
  });
  const limits = new Map(points.map(({ ratio, sigmaLimit }) => [ratio, sigmaLimit]));
  const bound = [...limits]
    .sort(([a], [b]) => a - b)
    .flatMap(([ratio, value]): TableRow[] =>
      value.value > 0
        ? [{ series: BOUND, quantity: QUANTITIES.sigma, columns: null, ratio, value, samples: null }]
        : [],
    );
  const all = [...names, BOUND];
  const ratios = points.map(({ ratio }) => ratio);
  const reach = [0.9 * Math.min(...ratios), 1.1 * Math.max(...ratios)] as const;
  return {
    rows: [...rows, ...bound],
    specification: panels(
      panel(QUANTITIES.sigma, all, reach),
      panel(QUANTITIES.inverseLipschitz, all, reach),
      panel(QUANTITIES.condition, all, reach, true),
    ),
    caption:
      "Layers x ↦ ReLU(Wx), W an m × n matrix of standard normal weights: means over the layers of σ/√n, the least n-th singular value of the active rows over all cells (exact up to n = 6; where marked ≤ the least that a search met); of the least ratio |f(p) − f(q)|/|p − q| met, an upper bound on the inverse Lipschitz constant; and of U over that ratio, a lower bound on the condition number of the injective layers where U is exact. " +
      "Line without size: the union bound on σ/√n, a theorem as n → ∞ (docs/stability.md). Rule: √2, the least condition number of any layer (Xia and Zhou), to which that of random layers falls as m/n → ∞.",
    description: `Three panels against m/n, from ${Math.min(...ratios)} to ${Math.max(...ratios)}, for ${names.join(", ")}: the least singular value with its bound, the least ratio met, and the condition number above the rule at the square root of two.`,
    ascii: {
      x: "ratio",
      y: "value",
      series: "series",
      logX: true,
      where: (row) => row.quantity === QUANTITIES.sigma,
      xLabel: "m/n",
      yLabel: QUANTITIES.sigma,
    },
  };
}

/** Condition numbers drawn; their means at small m/n have no bound. */
const CONDITIONS = [1.3, 100] as const;

function panel(
  quantity: string,
  names: readonly string[],
  reach: readonly [number, number],
  logarithmic = false,
): Specification {
  const encoding = seriesEncoding("series", names, "points", 4);
  const here = {
    filter: {
      and: [
        { field: "quantity", equal: quantity },
        { field: "value", gt: 0 },
      ],
    },
  };
  const values = logarithmic ? logAxis("value", quantity, CONDITIONS) : axis("value", quantity);
  const least = {
    data: { values: [{}] },
    mark: { type: "rule", strokeDash: [3, 3] },
    encoding: { y: { datum: Math.SQRT2 } },
  };
  return {
    title: quantity,
    width: 230,
    height: 180,
    layer: [
      {
        transform: [here],
        mark: { type: "line", strokeWidth: 1, clip: true },
        encoding: {
          x: logAxis("ratio", "m/n", reach, { values: [3, 5, 10, 20, 40, 100] }),
          y: values,
          ...encoding.line,
        },
      },
      ...(logarithmic ? [least] : []),
      {
        transform: [
          here,
          { calculate: "max(datum.value - datum.valueError, datum.value / 10)", as: "low" },
          { calculate: "datum.value + datum.valueError", as: "high" },
        ],
        mark: { type: "rule", strokeWidth: 1.2, clip: true },
        encoding: { x: same("ratio"), y: same("low"), y2: { field: "high" }, color: encoding.line.color },
      },
      {
        transform: [here],
        mark: { type: "point", filled: true, size: 26, opacity: 1, clip: true },
        encoding: { x: same("ratio"), y: same("value"), ...encoding.point },
      },
    ],
  };
}
