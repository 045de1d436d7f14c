/** `finite-size injectivity --widths`: how often random deep networks are injective, each decided exactly. */
import { availableParallelism } from "node:os";
import { DEEP_LIMITS, type DeepInjectivity, deepInjectivity } from "../../compare/index.js";
import { isContinuous, type WeightLaw } from "../../finite-size/index.js";
import { InputError } from "../../src/result.js";
import { formatNumber } from "../../src/table/format-quantity.js";
import { columns } from "../definition/columns.js";
import { field, type Outcome } from "../definition/command.js";
import { integer, value } from "../definition/option.js";
import { parseInteger, parseList } from "../definition/parse.js";
import { lawOf } from "../input/weights-option.js";
import type { Progress } from "../output/progress.js";
import { intervalText } from "./point-options.js";

/** `--threads`; the answer does not depend on it. */
export const THREADS = integer("threads", { from: 1, to: 256, defaultText: "one per core" });

export const DEEP_OPTIONS = {
  depth: integer("layers, where --widths has one number for all", {
    from: 1,
    to: DEEP_LIMITS.layers,
    placeholder: "L",
  }),
  widths: value<number[], { placeholder: string }>(
    "deep networks: units m_1,…,m_L of the layers",
    {
      placeholder: "list",
      list: true,
      parse: (text, place) =>
        parseList(text, place, (entry, where) => parseInteger(entry, where, 1, DEEP_LIMITS.units)),
    },
    { placeholder: "list" },
  ),
  threads: THREADS,
};

export const DEEP_CONFLICTS = [
  ...(["rows", "ratio", "bias", "margin", "count"] as const).map((option) => ({
    together: [option, "widths"] as const,
    expected: "one of them, for a layer or for a network",
  })),
  { options: ["depth", "threads"] as const, only: ["widths"] as const },
];

const share = (meaning: string, header?: string) =>
  field(meaning, "quantity", header === undefined ? {} : { header });

/** Words for the three shares, which `finite-size transition` has too. */
export const SHARE_FIELDS = {
  injective: share("Share of the networks that are injective, each decided exactly."),
  weak: share(
    "Share of the networks with at least n active units in every layer for all inputs: necessary for injectivity.",
  ),
  strong: share(
    "Share of the networks whose first layer is injective, with at least 2n active units in every later layer for all inputs: sufficient for injectivity.",
  ),
};

export const DEEP_FIELDS = {
  depth: field("Number of layers.", "integer"),
  widths: field("n, m_1, ..., m_L.", "integer[]"),
  ...SHARE_FIELDS,
  injective95: field("95 % interval of the share of injective networks (Wilson).", "number[]"),
  weak95: field("95 % interval of the weak share.", "number[]"),
  strong95: field("95 % interval of the strong share.", "number[]"),
  regions: field("Mean number of activation regions of a network.", "number"),
  pairs: field(
    "Mean number of pairs of regions compared: those that the ranges of single outputs do not tell apart, until a collision is found.",
    "number",
  ),
  notion: field("Of a line of the table: weak, injective or strong.", "text"),
  sampledShare: field("Share of the networks.", "quantity", { header: "share" }),
  interval: field("95 % interval of the share.", "text", { header: "95 %" }),
};

interface Options {
  readonly columns: number;
  readonly samples: number;
  readonly seed: number;
  readonly depth: number | undefined;
  readonly threads: number | undefined;
  readonly weights: WeightLaw | undefined;
}

/** Threads as asked, else one per core; none besides the program's own for a single one. */
export function threadsOf(asked: number | undefined): number {
  const threads = asked ?? availableParallelism();
  return threads === 1 ? 0 : threads;
}

/** n and the widths of all layers. @throws InputError where depth and widths disagree, or n is too large */
function allWidths({ columns: n, depth }: Options, widths: readonly number[]): number[] {
  if (n > DEEP_LIMITS.columns)
    throw new InputError(`'${n}' in --columns with --widths: expected 1 to ${DEEP_LIMITS.columns}`);
  if (widths.length === 1) return [n, ...Array<number>(depth ?? 1).fill(widths[0])];
  if (depth !== undefined && depth !== widths.length)
    throw new InputError(
      `${widths.length} numbers in --widths with --depth ${depth}: expected one, or ${depth}`,
    );
  return [n, ...widths];
}

export async function deepOutcome(
  options: Options,
  asked: readonly number[],
  progress: Progress,
): Promise<Outcome> {
  const { samples, seed } = options;
  const widths = allWidths(options, asked);
  const law = lawOf(options.weights);
  const found = await deepInjectivity(
    { widths, samples, seed, workers: threadsOf(options.threads), ...law.size },
    (done) =>
      progress.update({
        what: `${widths.join("-")}: ${done} of ${samples} networks`,
        done,
        total: samples,
        even: true,
        unit: "networks",
      }),
  );
  const parameters = { columns: widths[0], depth: widths.length - 1, widths, samples, seed };
  const names = ["weak", "injective", "strong"] as const;
  return {
    parameters: { ...parameters, widths: widths.slice(1), ...law.parameters },
    results: [{ ...parameters, ...deepResult(found) }],
    judged: [],
    tables: () => [
      {
        title: `Networks ${widths.join("-")}, ${samples} samples, seed ${seed}${law.title}`,
        columns: columns(DEEP_FIELDS, "notion", "sampledShare", "interval"),
        rows: names.map((notion) => ({
          notion,
          sampledShare: found[notion].estimate,
          interval: intervalText(found[notion].interval95),
        })),
      },
    ],
    notes: () => [
      "weak: n active units in every layer, necessary; strong: first layer injective and 2n active units in every later layer, sufficient. Errors are one standard error.",
      ...(options.weights === undefined || isContinuous(options.weights)
        ? []
        : [
            "With ties or zeros among the weights active units may be dependent: weak and strong are counts alone, n in the first layer, and strong proves nothing.",
          ]),
      `Each network decided exactly: ${formatNumber(found.regions, 4)} activation regions and ${formatNumber(found.pairs, 4)} compared pairs of them in the mean.`,
    ],
  };
}

function deepResult({ injective, weak, strong, regions, pairs }: DeepInjectivity) {
  return {
    injective: injective.estimate,
    weak: weak.estimate,
    strong: strong.estimate,
    injective95: [...injective.interval95],
    weak95: [...weak.interval95],
    strong95: [...strong.interval95],
    regions,
    pairs,
  };
}
