/**
 * Every number of Tables 1–9 of M. Stojnic, "Deep ReLU networks – injectivity capacity upper bounds",
 * arXiv:2412.19677 (2024), as printed.
 */

import type { Notion, ProgramParameters } from "../../rdt/index.js";
import type { PublishedPoint } from "./parameter-audit.js";

/** One printed number. */
export interface PublishedEntry {
  /** expansion_i, r_i, gammaBar_i, gamma_i, nu, c3, capacity or relativeExpansion_i. */
  readonly quantity: string;
  /** As printed; null where it cannot be read in the text of the paper. */
  readonly printed: string | null;
  /** The printed number; null where it cannot be read. */
  readonly value: number | null;
}

/** One row of a published table. */
export interface PublishedRow {
  readonly table: number;
  readonly depth: number;
  readonly notion: Notion;
  readonly lifted: boolean;
  readonly entries: readonly PublishedEntry[];
  readonly note?: string;
}

interface PrintedColumns {
  readonly expansions: readonly string[];
  readonly r: readonly (string | null)[];
  readonly gammaBar: readonly string[];
  readonly nu: string;
  readonly gamma: readonly string[];
  readonly c3?: string;
  readonly capacity: string | null;
}

const SWAPPED =
  "The two columns of γ̄ are printed in the order γ̄_2, γ̄_1: the first layer has 0.8938, as in the other tables.";

const LEADING_DIGIT =
  "The digit before the point of γ̄_2 is faint; 1 is the reading that makes γ̄_2 stationary.";

/** Tables 2–6, 8 and 9: the parameters of each program. α_l, the result, is the entry `capacity`. */
export const publishedRows: readonly PublishedRow[] = [
  row(2, "weak", {
    expansions: ["6.7004"],
    r: ["1.7697"],
    gammaBar: ["0.8935", "0.9642"],
    nu: "0.5560",
    gamma: ["0.3078"],
    capacity: "8.267",
  }),
  row(
    3,
    "strong",
    {
      expansions: ["6.7004"],
      r: ["1.7708"],
      gammaBar: ["0.9647", "0.8938"],
      nu: "0.3954",
      gamma: ["0.3077"],
      capacity: "12.35",
    },
    SWAPPED,
  ),
  row(
    4,
    "weak",
    {
      expansions: ["6.7004", "8.267"],
      r: ["1.75", "3.73"],
      gammaBar: ["0.8830", "1.1224", "2.344125"],
      nu: "1.1620",
      gamma: ["0.3128", "0.2952"],
      capacity: "9.49",
    },
    LEADING_DIGIT,
  ),
  row(
    5,
    "strong",
    {
      expansions: ["6.7004", "12.35"],
      r: ["1.76", null],
      gammaBar: ["0.8870", "2.1721", "5.7610"],
      nu: "1.5965",
      gamma: ["0.3101", "0.1955"],
      capacity: "17.13",
    },
    "r_2 cannot be read in the text of the paper.",
  ),
  row(
    6,
    "weak",
    {
      expansions: ["6.7004", "8.267", "9.49"],
      r: ["1.73", "3.68", "6.7"],
      gammaBar: ["0.8751", "1.1205", "0.9983", "4.485862"],
      nu: "2.0769",
      gamma: ["0.3184", "0.2960", "0.3683"],
      capacity: "10.124",
    },
    LEADING_DIGIT,
  ),
  row(8, "weak", {
    expansions: ["6.7004"],
    r: ["1.7931"],
    gammaBar: ["0.8810", "0.9053"],
    nu: "0.5504",
    gamma: ["0.3361"],
    c3: "0.1091",
    capacity: "8.264",
  }),
  row(
    9,
    "strong",
    {
      expansions: ["6.7004"],
      r: ["1.9060"],
      gammaBar: ["0.7862", "0.5707"],
      nu: "0.3561",
      gamma: ["0.5728"],
      c3: "0.8315",
      capacity: null,
    },
    "The capacity cannot be read in the text of the paper.",
  ),
];

/** The rows "Plain RDT" of Tables 8 and 9, which print Tables 2 and 3 again. */
export const repeatedPlainRows: readonly PublishedRow[] = [
  row(8, "weak", {
    expansions: ["6.7004"],
    r: ["1.7697"],
    gammaBar: ["0.8935", "0.9642"],
    nu: "0.5560",
    gamma: ["0.3078"],
    capacity: "8.267",
  }),
  row(
    9,
    "strong",
    {
      expansions: ["6.7004"],
      r: [null],
      gammaBar: ["0.9647", "0.8938"],
      nu: "0.3954",
      gamma: ["0.3077"],
      capacity: "12.350",
    },
    SWAPPED,
  ),
];

const SUMMARY = {
  capacity: ["6.7004", "8.267", "9.49", "10.124"],
  relative: ["6.7004", "1.2338", "1.1479", "1.0668"],
};

/** Tables 1 and 7 (the same numbers twice): weak capacities α_l and expansions per layer, depth 1 to 4. */
export const publishedSummary: readonly PublishedRow[] = [1, 7].flatMap((table) =>
  SUMMARY.capacity.map((capacity, i) => ({
    table,
    depth: i + 1,
    notion: "weak" as const,
    lifted: false,
    entries: [entry("capacity", capacity), entry(`relativeExpansion_${i + 1}`, SUMMARY.relative[i])],
  })),
);

/**
 * The printed parameters as a point of the program, each in its layer, with the printed capacity as α_l and half a
 * unit of the last digit as the precision of each; NaN where a number cannot be read. The swapped columns of
 * Table 3 are put right unless `asPrinted` asks for their order.
 */
export function publishedPoint(published: PublishedRow, asPrinted = false): PublishedPoint {
  const numbers = new Map(published.entries.map(({ quantity, value }) => [quantity, value ?? Number.NaN]));
  const halves = new Map(published.entries.map(({ quantity, printed }) => [quantity, halfUnit(printed)]));
  const swapped = published.table === 3 && !asPrinted;
  const parameters = pointOf(numbers, published.depth, swapped);
  const precision = pointOf(halves, published.depth, swapped);
  const c3 = numbers.get("c3");
  if (c3 === undefined) return { parameters, precision: { parameters: precision } };
  return { parameters, c3, precision: { parameters: precision, c3: halves.get("c3") ?? 0 } };
}

/** Half a unit of the last printed digit. */
function halfUnit(printed: string | null): number {
  if (printed === null) return Number.NaN;
  const decimals = printed.includes(".") ? printed.length - printed.indexOf(".") - 1 : 0;
  return 0.5 * 10 ** -decimals;
}

function pointOf(values: ReadonlyMap<string, number>, depth: number, swapped: boolean): ProgramParameters {
  const block = (name: string, count: number): number[] =>
    Array.from({ length: count }, (_, i) => values.get(`${name}_${i + 1}`) ?? Number.NaN);
  const gammaBar = block("gammaBar", depth);
  return {
    expansions: [...block("expansion", depth - 1), values.get("capacity") ?? Number.NaN],
    r: block("r", depth - 1),
    gammaBar: swapped ? gammaBar.reverse() : gammaBar,
    nu: values.get("nu") ?? Number.NaN,
    gamma: block("gamma", depth - 1),
  };
}

function entry(quantity: string, printed: string | null): PublishedEntry {
  return { quantity, printed, value: printed === null ? null : Number(printed) };
}

function row(table: number, notion: Notion, columns: PrintedColumns, note?: string): PublishedRow {
  const block = (name: string, printed: readonly (string | null)[]): PublishedEntry[] =>
    printed.map((text, i) => entry(`${name}_${i + 1}`, text));
  const entries = [
    ...block("expansion", columns.expansions),
    ...block("r", columns.r),
    ...block("gammaBar", columns.gammaBar),
    entry("nu", columns.nu),
    ...block("gamma", columns.gamma),
    ...(columns.c3 === undefined ? [] : [entry("c3", columns.c3)]),
    entry("capacity", columns.capacity),
  ];
  const depth = columns.expansions.length + 1;
  return {
    table,
    depth,
    notion,
    lifted: columns.c3 !== undefined,
    entries,
    ...(note === undefined ? {} : { note }),
  };
}
