/** `width`: the least constant width that keeps a network of a given depth, or of any depth, injective. */
import type { Command } from "commander";
import {
  FIRST_LAYER_THEORY_NAMES,
  leastWidth,
  oneLayerThreshold,
  WIDTH_METHOD_NAMES,
  type WidthMethod,
  type WidthRow,
  WidthSolver,
  widthsOf,
} from "../../compare/index.js";
import { type DualNorms, liftedConstantWidth, type Notion } from "../../rdt/index.js";
import { InputError, type Quantity } from "../../src/result.js";
import { parseChoice, parseDepth } from "../definition/parse.js";
import { FIRST_LAYER_HELP, type FirstLayer, parseFirstLayer } from "../input/first-layer.js";
import { exitCodeFor } from "../output/exit-codes.js";
import { formatNumber, formatQuantity } from "../output/format-quantity.js";
import type { Report, TextTable } from "../output/report.js";

interface WidthOptions {
  readonly depth: number;
  readonly notion: Notion;
  readonly dualNorms: DualNorms;
  readonly lifted?: boolean;
  readonly firstLayer?: FirstLayer;
}

const LARGEST_DEPTH = 100_000;
const LARGEST_LIFTED_DEPTH = 24;
/** Depths of the text table, beside the one asked for. */
const TABLE_DEPTHS = [1, 2, 3, 4, 5, 6, 8, 10, 20, 50, 100, Number.POSITIVE_INFINITY];

/** Registers the command. */
export function registerWidth(program: Command, run: (report: () => Report) => void): void {
  program
    .command("width")
    .summary("least constant width n, Cn, …, Cn at a depth, or at every depth")
    .description(
      "The least C such that every layer of (n, Cn, …, Cn) keeps enough active units for every input, n -> infinity: " +
        "weak: n in every layer; strong: n in layer 1 and 2n in every later layer, which makes the network injective.",
    )
    .requiredOption(
      "--depth <L>",
      `number of layers, 1 … ${LARGEST_DEPTH}, or infinity for every depth`,
      (text) => parseDepth(text, "--depth", LARGEST_DEPTH),
    )
    .option(
      "--notion <notion>",
      "weak or strong",
      (text) => parseChoice(text, "--notion", ["weak", "strong"]),
      "weak" as const,
    )
    .option(
      "--dual-norms <norms>",
      "unit (as published) or optimal (the least bound); text shows both",
      (text) => parseChoice(text, "--dual-norms", ["unit", "optimal"]),
      "unit" as const,
    )
    .option("--lifted", "partially lifted duality as the result")
    .option(
      "--first-layer <X>",
      `least width of layer 1: ${FIRST_LAYER_HELP} (default: the same duality)`,
      parseFirstLayer,
    )
    .addHelpText(
      "before",
      `Examples:
  relu-injectivity width --depth infinity --notion strong --dual-norms optimal
  relu-injectivity width --depth infinity --notion strong --dual-norms optimal --lifted
  relu-injectivity width --depth 3                      weak, as published
  relu-injectivity width --depth 5 --first-layer frsb   layer 1 by replica theory
`,
    )
    .action((options: WidthOptions) => run(() => report(options)));
}

function report(options: WidthOptions): Report {
  const { depth, notion, dualNorms, firstLayer } = options;
  const lifted = options.lifted === true;
  requireSolvable(options);
  const threshold = firstLayer === undefined ? undefined : leastFirst(firstLayer);
  const settings = { notion, ...(threshold === undefined ? {} : { firstLayerThreshold: threshold.value }) };
  const solver = new WidthSolver(settings);
  const row = solver.row(depth);
  const chosen = lifted
    ? dualNorms === "optimal"
      ? row.lifted
      : liftedConstantWidth({ ...settings, depth, dualNorms })
    : row[dualNorms];
  const width = withFirstLayerError(chosen.width, chosen.bindingLayer, threshold);
  const widths = widthsOf(row, notion);
  const best = leastWidth(widths);
  return {
    command: "width",
    parameters: { depth, notion, lifted, dualNorms, firstLayer: firstLayer ?? "same duality" },
    results: [
      {
        depth,
        notion,
        width,
        bindingLayer: chosen.bindingLayer,
        kind: kindOf(firstLayer),
        theorem: WIDTH_METHOD_NAMES[lifted && dualNorms === "optimal" ? "lifted" : dualNorms],
        plain: row[dualNorms].width,
        lifted: lifted ? chosen.width : row.lifted.width,
        incoming: row[dualNorms].incoming,
        deepValue: row[dualNorms].deepValue,
        counting: countingFields(row),
        best: { width: best.width, by: best.by, theorem: WIDTH_METHOD_NAMES[best.by] },
      },
    ],
    tables: [widthTable(solver, notion, depth)],
    notes: notesFor(options, width, chosen.bindingLayer, best),
    exitCode: exitCodeFor([width]),
  };
}

function requireSolvable({ depth, notion, dualNorms, lifted }: WidthOptions): void {
  if (notion === "strong" && depth === 1) {
    throw new InputError(
      "--notion strong with --depth 1: expected --notion weak, as the notions coincide for one layer",
    );
  }
  if (lifted === true && dualNorms === "unit" && !(depth <= LARGEST_LIFTED_DEPTH)) {
    throw new InputError(
      `--lifted with unit norms at depth ${depth}: expected a depth of at most ${LARGEST_LIFTED_DEPTH}, or --dual-norms optimal`,
    );
  }
}

function leastFirst(choice: FirstLayer): Quantity {
  return typeof choice === "number"
    ? { value: choice, error: 0, status: "converged" }
    : oneLayerThreshold(choice);
}

/** Where layer 1 binds, C is the threshold that was given, with its error. */
function withFirstLayerError(width: Quantity, binding: number, threshold: Quantity | undefined): Quantity {
  return threshold === undefined || binding > 1 ? width : { ...width, error: width.error + threshold.error };
}

/** Duality and counting are theorems; a first layer by replica theory is not, a given number is what it is. */
function kindOf(firstLayer: FirstLayer | undefined): string {
  if (firstLayer === "2rsb" || firstLayer === "frsb") return "physics";
  return typeof firstLayer === "number" ? "conditional" : "rigorous";
}

function countingFields({ counting }: WidthRow): Record<string, unknown> | null {
  if (counting === undefined) return null;
  const { printed, preceding, entropy, entropyWeak } = counting;
  return { printed, preceding, entropy, entropyWeak };
}

const HEADERS: Readonly<Record<WidthMethod, string>> = {
  unit: "unit",
  optimal: "optimal",
  lifted: "lifted",
  printed: "(5.10g)",
  preceding: "f_{L-1}",
  entropy: "entropy",
};

function widthTable(solver: WidthSolver, notion: Notion, asked: number): TextTable {
  const depths = [...new Set([...TABLE_DEPTHS, asked])].sort((a, b) => a - b);
  const shown: WidthMethod[] =
    notion === "strong"
      ? ["unit", "optimal", "lifted", "printed", "preceding", "entropy"]
      : ["unit", "optimal", "lifted", "entropy"];
  return {
    title: `Least constant width C of (n, Cn, …, Cn), ${notion}`,
    columns: [
      { header: "depth", align: "right" },
      ...shown.map((method) => ({ header: HEADERS[method] })),
      { header: "best" },
    ],
    rows: depths
      .filter((depth) => notion === "weak" || depth > 1)
      .map((depth) => {
        const widths = widthsOf(solver.row(depth), notion);
        return [
          depth === Number.POSITIVE_INFINITY ? "∞" : String(depth),
          ...shown.map((method) => formatNumber(widths.get(method)?.value ?? Number.POSITIVE_INFINITY, 8)),
          HEADERS[leastWidth(widths).by],
        ];
      }),
  };
}

function notesFor(
  { depth, notion, firstLayer, lifted, dualNorms }: WidthOptions,
  width: Quantity,
  bindingLayer: number,
  best: ReturnType<typeof leastWidth>,
): string[] {
  const layers = depth === Number.POSITIVE_INFINITY ? "every depth" : `depth ${depth}`;
  const binding =
    bindingLayer === Number.POSITIVE_INFINITY ? "the limit of deep layers" : `layer ${bindingLayer}`;
  const theory = typeof firstLayer === "string" ? FIRST_LAYER_THEORY_NAMES[firstLayer] : "the given number";
  return [
    `${layers}, ${lifted === true ? "lifted, " : ""}${dualNorms} norms: C = ${formatQuantity(width)}, bound by ${binding}.`,
    `Best for ${layers}: C = ${formatQuantity(best.width)} by ${WIDTH_METHOD_NAMES[best.by]}.`,
    notion === "strong"
      ? "Strong: at least n active units in layer 1 and 2n in every later layer, for every input; the network is then injective (Paleka 2021, Theorem 3.4 and Lemma 5.8)."
      : "Weak: at least n active units in every layer, for every input; from 2 layers on that is not known to make the network injective.",
    ...(firstLayer === undefined ? [] : [`Layer 1 by ${theory}.`]),
    "Statements about n -> infinity at fixed depth; see docs/constant-width.md.",
  ];
}
