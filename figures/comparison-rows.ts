/** The comparison of all methods at a depth, both notions, as rows of figures. */
import { type DeepBound, deepComparison, LARGEST_COMPARED_DEPTH } from "../compare/index.js";
import type { Notion } from "../rdt/index.js";
import { MAX_DEEP_STEPS } from "../rsb/index.js";
import type { TableColumn, TableRow } from "../src/table/table.js";
import type { Step } from "./figure.js";

/** The parameters of both figures of the comparison. */
export const COMPARISON_PARAMETERS = {
  depth: {
    kind: "integer",
    meaning: `number of layers, 1 … ${LARGEST_COMPARED_DEPTH}`,
    standard: 6,
    quick: 3,
    minimum: 1,
    maximum: LARGEST_COMPARED_DEPTH,
  },
  k: {
    kind: "integer",
    meaning: `replica theory of deep networks with so many breaking points (seconds), 0 … ${MAX_DEEP_STEPS}`,
    standard: undefined,
    minimum: 0,
    maximum: MAX_DEEP_STEPS,
  },
} as const;

export const NOTION_COLUMN: TableColumn = {
  name: "notion",
  unit: "",
  meaning: "weak: n active units in every layer; strong: 2n from layer 2 on, hence injective",
};

export const CERTIFIED_COLUMN: TableColumn = {
  name: "certified",
  unit: "",
  meaning: "the proved decimal, rounded up, where there is one; such points carry a ring",
  detail: true,
};

/** What a bound is: the columns that end every table of the comparison. */
export const BOUND_COLUMNS = {
  side: { name: "side", unit: "", meaning: "from which side it confines what is needed" },
  kind: { name: "kind", unit: "", meaning: "rigorous (theorem, computed) or physics (replica method)" },
  source: { name: "source", unit: "", meaning: "paper and section", detail: true },
} satisfies Record<string, TableColumn>;

/** One layer needs n active units whatever comes after: the weak notion. */
export function notionsAt(depth: number): readonly Notion[] {
  return depth === 1 ? ["weak"] : ["weak", "strong"];
}

/** The bounds by notion; a proved bound joins the row of its method. */
export function comparedNotions(
  depth: number,
  k: number | undefined,
  step: Step,
): { readonly notion: Notion; readonly bounds: readonly DeepBound[] }[] {
  const notions = notionsAt(depth);
  return notions.map((notion, i) => {
    const bounds = deepComparison({ depth, notion, ...(k === undefined ? {} : { k }) });
    step(notion, i + 1, notions.length);
    return { notion, bounds: bounds.filter(({ kind }) => kind !== "certified").map(withProof(bounds)) };
  });
}

function withProof(all: readonly DeepBound[]): (row: DeepBound) => DeepBound {
  return (row) => {
    const proof = all.find(({ bound, layer }) => bound === `${row.bound}, proved` && layer === row.layer);
    return proof?.certified === undefined ? row : { ...row, certified: proof.certified };
  };
}

/** What both figures show of a bound. */
export function sharedCells(notion: Notion, row: DeepBound): TableRow {
  const { side, kind, source, certified = null } = row;
  return { notion, side: `${side} bound`, kind, certified, source };
}
