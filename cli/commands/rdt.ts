/** `rdt`: capacities of deep networks by random duality theory. */
import type { Command } from "commander";
import {
  type DualNorms,
  type ExpansionSequence,
  expansionSequence,
  jointCapacity,
  type Notion,
  type SequenceLayer,
} from "../../rdt/index.js";
import { replicaSymmetricThreshold } from "../../rs/index.js";
import { solveFullRsb, solveKrsb } from "../../rsb/index.js";
import { InputError, type Quantity, quantity } from "../../src/result.js";
import { exitCodeFor } from "../exit-codes.js";
import { formatNumber, formatQuantity, formatSmall } from "../format-quantity.js";
import { parseChoice, parseInteger, parsePositive, parsePositiveList } from "../parse.js";
import type { Report, TextTable } from "../report.js";

interface RdtOptions {
  readonly depth: number;
  readonly notion: Notion;
  readonly dualNorms: DualNorms;
  readonly expansions?: number[];
  readonly firstLayer?: FirstLayer;
}

type FirstLayer = "plain" | "2rsb" | "frsb" | number;

const LARGEST_DEPTH = 1000;
/** Below this a given first expansion is compared with the full-RSB threshold; above it is certainly admissible. */
const CERTAINLY_ADMISSIBLE = 6.7157;

/** Registers the command. */
export function registerRdt(program: Command, run: (report: () => Report) => void): void {
  program
    .command("rdt")
    .summary("random duality theory: capacities of deep networks")
    .description("Upper bounds on the expansion that the last of L layers needs, given those before it.")
    .requiredOption("--depth <L>", `number of layers, 1 … ${LARGEST_DEPTH}`, (text) =>
      parseInteger(text, "--depth", 1, LARGEST_DEPTH),
    )
    .option(
      "--notion <notion>",
      "weak (n active units in the last layer) or strong (2n)",
      (text) => parseChoice(text, "--notion", ["weak", "strong"]),
      "weak" as const,
    )
    .option(
      "--dual-norms <norms>",
      "unit (as published) or optimal (the least bound)",
      (text) => parseChoice(text, "--dual-norms", ["unit", "optimal"]),
      "unit" as const,
    )
    .option(
      "--expansions <list>",
      "alpha_1,…,alpha_{L-1}; later ones, if missing, are the least admissible",
      (text) => parsePositiveList(text, "--expansions"),
    )
    .option("--first-layer <X>", "alpha_1: a number, plain, 2rsb (default) or frsb", parseFirstLayer)
    .addHelpText(
      "before",
      `Examples:
  relu-injectivity rdt --depth 4                        minimal sequence, weak
  relu-injectivity rdt --depth 3 --notion strong
  relu-injectivity rdt --depth 3 --expansions 6.7004,8.267
  relu-injectivity rdt --depth 10 --first-layer frsb --json
`,
    )
    .action((options: RdtOptions) => run(() => report(options)));
}

function parseFirstLayer(text: string): FirstLayer {
  if (text === "plain" || text === "2rsb" || text === "frsb") return text;
  if (Number.isNaN(Number(text))) {
    throw new InputError(`'${text}' in --first-layer: expected a number, plain, 2rsb or frsb`);
  }
  return parsePositive(text, "--first-layer");
}

function report(options: RdtOptions): Report {
  const { depth, notion, dualNorms } = options;
  const { sequence, parameters } = depth === 1 ? oneLayer(options) : deepNetwork(options);
  const { layers } = sequence;
  return {
    command: "rdt",
    parameters: { depth, notion, dualNorms, ...parameters },
    results: layers.map(resultOf),
    tables: [layerTable(sequence, depth)],
    notes: notesFor(sequence),
    exitCode: exitCodeFor(
      layers.flatMap(({ expansion, relativeExpansion }) => [expansion, relativeExpansion]),
    ),
  };
}

/** One layer: nothing is given, the capacity is the plain threshold. */
function oneLayer(options: RdtOptions): { sequence: ExpansionSequence; parameters: Record<string, unknown> } {
  if (options.expansions !== undefined) {
    throw new InputError("--expansions with --depth 1: expected no expansion, the only one is the result");
  }
  if (options.notion === "strong") {
    throw new InputError(
      "--notion strong with --depth 1: the notions coincide for one layer, expected --notion weak",
    );
  }
  const { capacity } = jointCapacity([], { count: 2 });
  const sequence = expansionSequence({
    given: [capacity.value],
    firstExpansionError: capacity.error,
    depth: 1,
    notion: "weak",
    dualNorms: options.dualNorms,
  });
  return { sequence, parameters: {} };
}

function deepNetwork(options: RdtOptions): {
  sequence: ExpansionSequence;
  parameters: Record<string, unknown>;
} {
  const { depth, notion, dualNorms, expansions, firstLayer } = options;
  if (expansions !== undefined && firstLayer !== undefined) {
    throw new InputError("--expansions and --first-layer together: expected only one of them");
  }
  if (expansions !== undefined && expansions.length > depth - 1) {
    throw new InputError(
      `${expansions.length} values in --expansions with --depth ${depth}: expected at most ${depth - 1}, the last layer is the result`,
    );
  }
  const chosen = expansions?.[0] ?? firstLayer ?? "2rsb";
  const first = firstExpansion(chosen);
  const given = expansions ?? [first.value];
  const sequence = expansionSequence({
    given,
    firstExpansionError: first.error,
    depth,
    notion,
    dualNorms,
    ...(typeof chosen === "number" ? { firstLayerThreshold: leastFirstExpansion(chosen) } : {}),
  });
  const parameters =
    expansions === undefined ? { firstLayer: chosen, expansions: given } : { expansions: given };
  return { sequence, parameters };
}

function firstExpansion(choice: FirstLayer): Quantity {
  if (choice === "plain") return replicaSymmetricThreshold().threshold;
  if (choice === "2rsb") return solveKrsb({ kind: "threshold" }, 2).value;
  if (choice === "frsb") return solveFullRsb({ kind: "threshold" }).value;
  return quantity(choice, 0);
}

/** The least α_1 any theory allows: the full-RSB threshold, solved only when the given value is near or below. */
function leastFirstExpansion(given: number): number {
  if (given >= CERTAINLY_ADMISSIBLE) return 0;
  const { value } = solveFullRsb({ kind: "threshold" });
  return value.value - value.error;
}

function resultOf(layer: SequenceLayer): Record<string, unknown> {
  return {
    layer: layer.layer,
    expansion: layer.expansion,
    relativeExpansion: layer.relativeExpansion,
    parameters: layer.parameters,
    given: layer.given,
    incoming: layer.incoming,
    margin: layer.margin,
    leastAdmissible: layer.leastAdmissible,
    ...(layer.routeGap === undefined ? {} : { routeGap: layer.routeGap }),
  };
}

/** Deep sequences are shown in full up to here, then only near both ends. */
const SHOWN_LAYERS = 24;

function layerTable({ layers, notion, dualNorms }: ExpansionSequence, depth: number): TextTable {
  const shown = layers.filter((_, i) => depth <= SHOWN_LAYERS || i < SHOWN_LAYERS - 4 || i >= depth - 4);
  const optional = (found: Quantity | undefined): string =>
    found === undefined ? "" : formatNumber(found.value, 7);
  const optimal = dualNorms === "optimal";
  return {
    title: `${depth} layer${depth > 1 ? "s" : ""}, ${notion} injectivity, ${dualNorms} dual norms`,
    columns: [
      { header: "layer", align: "right" },
      { header: "expansion" },
      { header: "relative" },
      { header: "r" },
      { header: "gammaBar" },
      { header: "gamma" },
      { header: "nu" },
      ...(optimal ? [{ header: "kappa" }] : []),
    ],
    rows: shown.map(({ layer, expansion, relativeExpansion, parameters }) => [
      String(layer),
      formatQuantity(expansion),
      formatNumber(relativeExpansion.value, 8),
      optional(parameters.r),
      optional(parameters.gammaBar),
      optional(parameters.gamma),
      optional(parameters.nu),
      ...(optimal ? [optional(parameters.kappa)] : []),
    ]),
  };
}

function notesFor({ layers, routeGap }: ExpansionSequence): string[] {
  const hidden =
    layers.length > SHOWN_LAYERS
      ? [`${layers.length - SHOWN_LAYERS} layers in the middle not shown; --csv or --json has all.`]
      : [];
  const gap =
    routeGap === undefined
      ? []
      : [
          `Recurrence and joint min-max program agree to ${formatSmall(routeGap)} (relative) in the layers solved by both.`,
        ];
  return [...hidden, ...gap];
}
