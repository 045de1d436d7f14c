/** `finite-size transition`: the widths at which deep networks turn weak, injective and strong, against depth and n. */
import { DEEP_LIMITS, deepInjectivity, halfWidth } from "../../compare/index.js";
import type { Quantity } from "../../src/result.js";
import { columns as columnsOf } from "../definition/columns.js";
import { defineCommand, field } from "../definition/command.js";
import { integer, seed, value } from "../definition/option.js";
import { parseInteger, parseList } from "../definition/parse.js";
import { SHARE_FIELDS, THREADS, threadsOf } from "./deep-injectivity.js";

const NOTIONS = ["weak", "injective", "strong"] as const;

const half = (notion: string) =>
  field(
    `Units per layer over n at which the ${notion} share reaches 1/2, by straight lines between the widths; null where it does not within them.`,
    ["quantity", "null"],
    { header: `${notion} 1/2` },
  );

const FIELDS = {
  columns: field("Input dimension n.", "integer", { header: "n" }),
  depth: field("Number of layers, all of one width.", "integer", { header: "L" }),
  halfWeak: half("weak"),
  halfInjective: half("injective"),
  halfStrong: half("strong"),
  points: field("One entry per width.", "record[]"),
  width: field("Units of each layer, m.", "integer", { header: "m" }),
  expansion: field("m/n.", "number", { header: "m/n" }),
  ...SHARE_FIELDS,
};

const integers = (meaning: string, to: number, standard: number[]) =>
  value<number[], { default: number[] }>(
    meaning,
    {
      placeholder: "list",
      list: true,
      parse: (text, place) => parseList(text, place, (entry, where) => parseInteger(entry, where, 1, to)),
    },
    { default: standard },
  );

/** The shares at one width. */
interface Point extends Readonly<Record<(typeof NOTIONS)[number], Quantity>> {
  readonly width: number;
  readonly expansion: number;
}

type Curve = ReturnType<typeof curveOf>;

function curveOf(columns: number, depth: number, points: readonly Point[]) {
  const halfOf = (notion: (typeof NOTIONS)[number]): Quantity | null =>
    halfWidth(points.map((point) => ({ width: point.expansion, share: point[notion] })));
  return {
    columns,
    depth,
    halfWeak: halfOf("weak"),
    halfInjective: halfOf("injective"),
    halfStrong: halfOf("strong"),
    points,
  };
}

export const transition = defineCommand({
  description:
    "Random networks n, m, ..., m at several widths m: shares that are weak, injective and strong, each network decided exactly, " +
    "and the m/n at which each share reaches 1/2. See docs/exact-networks.md.",
  examples: [
    ["finite-size transition --widths 6,8,10,12,14 --samples 50"],
    ["finite-size transition --columns 2,3 --depths 1,2 --widths 6,9,12,15,18,21 --samples 100 --threads 4"],
  ],
  options: {
    columns: integers("input dimensions n", DEEP_LIMITS.columns, [2]),
    depths: integers("numbers of layers", DEEP_LIMITS.layers, [1, 2]),
    widths: integers("units m of every layer; those below n are left out", DEEP_LIMITS.units, [6, 8, 10, 12]),
    samples: integer("networks at each width", { from: 1, to: DEEP_LIMITS.samples, default: 100 }),
    seed: seed("seed; sample i is the network of its stream i", 0),
    threads: THREADS,
  },
  fields: FIELDS,
  sweep: {},
  async run({ columns, depths, widths: given, samples, seed: chosen, threads }, { progress }) {
    const widths = [...new Set(given)].sort((a, b) => a - b);
    const total = columns.length * depths.length * widths.length * samples;
    let before = 0;
    const results: Curve[] = [];
    for (const n of columns) {
      for (const depth of depths) {
        const points: Point[] = [];
        for (const width of widths.filter((m) => m >= n)) {
          const size = { widths: [n, ...Array<number>(depth).fill(width)], samples, seed: chosen };
          const found = await deepInjectivity({ ...size, workers: threadsOf(threads) }, (done) =>
            progress.update({ what: size.widths.join("-"), done: before + done, total, unit: "networks" }),
          );
          before += samples;
          const { weak, injective, strong } = found;
          points.push({
            width,
            expansion: width / n,
            weak: weak.estimate,
            injective: injective.estimate,
            strong: strong.estimate,
          });
        }
        results.push(curveOf(n, depth, points));
      }
    }
    return {
      parameters: { columns, depths, widths, samples, seed: chosen },
      results,
      judged: [],
      tables: () => [
        {
          title: `m/n at which shares of networks n-m-…-m reach 1/2, ${samples} samples, seed ${chosen}`,
          columns: columnsOf(FIELDS, "columns", "depth", "halfWeak", "halfInjective", "halfStrong"),
          rows: results,
        },
        {
          title: "Shares by width",
          columns: columnsOf(FIELDS, "columns", "depth", "width", "expansion", "weak", "injective", "strong"),
          rows: results.flatMap(({ columns: n, depth, points }) =>
            points.map((point) => ({ columns: n, depth, ...point })),
          ),
        },
      ],
      notes: () => [
        "weak is necessary, strong sufficient; with one layer all three are one event, up to chance of measure 0. Errors: one standard error, carried to the crossing.",
      ],
    };
  },
});
