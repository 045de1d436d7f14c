/** `rdt`: capacities of deep networks by random duality theory. */
import type { Command } from "commander";
import { type SequenceRequest, type SolvedSequence, solveSequence } from "../../compare/index.js";
import type { DualNorms } from "../../rdt/index.js";
import { InputError, type Quantity, quantity } from "../../src/result.js";
import { parseChoice, parseDepth, parsePositiveList, parseWidths } from "../definition/parse.js";
import { FIRST_LAYER_HELP, parseFirstLayer } from "../input/first-layer.js";
import { exitCodeFor } from "../output/exit-codes.js";
import type { Report } from "../output/report.js";
import { limitReport } from "../rdt/limit-report.js";
import {
  deepNetwork,
  LARGEST_LIFTED_DEPTH,
  oneLayer,
  type RdtOptions,
  refuse,
  requestFor,
} from "../rdt/requests.js";
import { architectureNotes, sequenceNotes } from "../rdt/sequence-notes.js";
import { parameterTable, sideBySideTable } from "../rdt/sequence-tables.js";

const LARGEST_DEPTH = 1000;

/** Registers the command. */
export function registerRdt(program: Command, run: (report: () => Report) => void): void {
  program
    .command("rdt")
    .summary("random duality theory: capacities of deep networks")
    .description("Upper bounds on the expansion that the last of L layers needs, given those before it.")
    .option("--depth <L>", `number of layers, 1 … ${LARGEST_DEPTH}, or infinity for the limit`, (text) =>
      parseDepth(text, "--depth", LARGEST_DEPTH),
    )
    .option(
      "--notion <notion>",
      "weak (n active units in the last layer) or strong (2n)",
      (text) => parseChoice(text, "--notion", ["weak", "strong"]),
      "weak" as const,
    )
    .option("--lifted", `partially lifted duality, to depth ${LARGEST_LIFTED_DEPTH}`)
    .option(
      "--dual-norms <norms>",
      "unit (as published) or optimal (the least bound); text shows both",
      (text) => parseChoice(text, "--dual-norms", ["unit", "optimal"]),
      "unit" as const,
    )
    .option(
      "--expansions <list>",
      "alpha_1,…,alpha_{L-1}; later ones, if missing, are the least admissible",
      (text) => parsePositiveList(text, "--expansions"),
    )
    .option("--widths <list>", "integer widths n,m_1,…,m_L of an architecture to judge", (text) =>
      parseWidths(text, "--widths"),
    )
    .option("--first-layer <X>", `alpha_1: ${FIRST_LAYER_HELP} (default 2rsb)`, parseFirstLayer)
    .addHelpText(
      "before",
      `Examples:
  relu-injectivity rdt --depth 4                        minimal sequence, weak
  relu-injectivity rdt --depth 3 --notion strong --dual-norms optimal
  relu-injectivity rdt --depth 3 --expansions 6.7004,8.267
  relu-injectivity rdt --depth 2 --lifted --first-layer plain
  relu-injectivity rdt --widths 100,700,900,1000        an architecture
  relu-injectivity rdt --depth infinity                 limits and rates
`,
    )
    .action((options: RdtOptions) => run(() => report(options)));
}

function report(options: RdtOptions): Report {
  const { notion, dualNorms, widths, depth } = options;
  if (widths !== undefined) return architectureReport(options, widths);
  if (depth === undefined) throw new InputError("--depth is missing: expected --depth L, or --widths");
  if (depth === Number.POSITIVE_INFINITY) {
    refuse(
      options.lifted === true,
      "--lifted with --depth infinity",
      `a depth of 1 to ${LARGEST_LIFTED_DEPTH}`,
    );
    refuse(
      options.expansions !== undefined || options.firstLayer !== undefined,
      "--expansions or --first-layer with --depth infinity",
      "neither, the limit does not depend on them",
    );
    return limitReport(notion, dualNorms);
  }
  const request = depth === 1 ? oneLayer(options) : deepNetwork(options, depth);
  const chosen = solveWithHint(request);
  const other = solveSequence({ ...request, dualNorms: otherNorms(dualNorms), allowInadmissible: true });
  const pair = dualNorms === "unit" ? ([chosen, other] as const) : ([other, chosen] as const);
  return {
    command: "rdt",
    parameters: { depth, notion, lifted: request.lifted, dualNorms, ...echo(options, request) },
    results: chosen.rows.map((row) => ({ ...row })),
    tables: [...(depth > 1 ? [sideBySideTable(pair, notion)] : []), parameterTable(chosen)],
    notes: sequenceNotes(chosen, pair, notion),
    exitCode: exitCodeFor(
      chosen.rows.flatMap(({ expansion, relativeExpansion }) => [expansion, relativeExpansion]),
    ),
  };
}

/** The parameters that reproduce the run. */
function echo(
  { expansions, firstLayer }: RdtOptions,
  { given, depth }: SequenceRequest,
): Record<string, unknown> {
  if (depth === 1) return {};
  return expansions === undefined
    ? { firstLayer: firstLayer ?? "2rsb", expansions: given }
    : { expansions: given };
}

function otherNorms(norms: DualNorms): DualNorms {
  return norms === "unit" ? "optimal" : "unit";
}

/** An inadmissible list is an error; when the other normalisation admits it, the error says so. */
function solveWithHint(request: SequenceRequest): SolvedSequence {
  try {
    return solveSequence(request);
  } catch (error) {
    if (!(error instanceof InputError) || request.dualNorms === "optimal") throw error;
    const optimal = solveSequence({ ...request, dualNorms: "optimal", allowInadmissible: true });
    if (!optimal.rows.every((row) => row.admissible)) throw error;
    throw new InputError(`${error.message}; --dual-norms optimal admits the list`);
  }
}

/** n, m_1, …, m_L: every expansion is given, and the verdict is the result. */
function architectureReport(options: RdtOptions, widths: readonly number[]): Report {
  const { notion, dualNorms, firstLayer } = options;
  const [inputs, ...layers] = widths;
  const depth = layers.length;
  refuse(options.expansions !== undefined, "--widths and --expansions together", "only one of them");
  refuse(
    options.depth !== undefined && options.depth !== depth,
    `--depth ${options.depth} with ${depth} layers in --widths`,
    "no --depth, the widths fix it",
  );
  refuse(
    notion === "strong" && depth === 1,
    "--notion strong with one layer in --widths",
    "--notion weak, as the notions coincide for one layer",
  );
  refuse(
    typeof firstLayer === "number",
    "a number in --first-layer with --widths",
    "plain, lifted, 2rsb or frsb",
  );
  const theory = typeof firstLayer === "string" ? firstLayer : "2rsb";
  const request: SequenceRequest = {
    ...requestFor(options, { given: layers.map((width) => width / inputs), theory, depth }),
    firstExpansionError: 0,
    allowInadmissible: true,
  };
  const chosen = solveSequence(request);
  const other = solveSequence({ ...request, dualNorms: otherNorms(dualNorms) });
  const pair = dualNorms === "unit" ? ([chosen, other] as const) : ([other, chosen] as const);
  const known = (row: SolvedSequence["rows"][number]): Quantity =>
    row.admissible ? row.leastAdmissible : quantity(0, 0);
  return {
    command: "rdt",
    parameters: { widths, depth, notion, lifted: request.lifted, dualNorms, firstLayer: theory },
    results: chosen.rows.map((row, i) => ({ width: layers[i], ...row })),
    tables: [sideBySideTable(pair, notion, layers)],
    notes: architectureNotes(pair, notion, theory),
    exitCode: exitCodeFor(chosen.rows.map(known)),
  };
}
